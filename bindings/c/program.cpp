#include <memory>

#include "base/version.h"
#include "bindings/c/arguments.h"

using namespace precept;
using precept::c::call;
using precept::c::required;

namespace {

/// Loads one after the other, so that one call tells the mistakes of all.
void load(const precept_input& policy, Engine& engine) {
  const std::string name = c::name_given(policy);
  if (policy.data == nullptr) {
    engine.load(name);
  } else {
    engine.load_text(name, std::string(policy.data, policy.size));
  }
}

std::unique_ptr<precept_program> loaded(std::span<const precept_input> policies) {
  Engine engine;
  for (const precept_input& policy : policies) load(policy, engine);
  if (engine.has_errors())
    throw c::Failure{PRECEPT_REFUSED, engine.mistakes(), engine.mistakes_text(Color::Off)};
  return std::make_unique<precept_program>(std::move(engine));
}

}  // namespace

precept_program::precept_program(Engine loaded)
    : engine(std::move(loaded)), warnings(engine.mistakes(), engine.mistakes_text(Color::Off)) {
  for (const Program* program : engine.policies())
    policies.push_back({std::string(program->text(program->head().name)), program->digest()});
}

int precept_abi_version(void) {
  return PRECEPT_ABI_VERSION;
}

const char* precept_version(void) {
  return kVersion;
}

precept_status precept_program_load(const precept_input* policies, size_t count, precept_program** program,
                                    precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_program*& result = c::emptied(program, "program");
    if (count == 0) c::misuse("there is no policy to load");
    result = loaded({&required(policies, "policies"), count}).release();
  });
}

void precept_program_free(precept_program* program) {
  delete program;
}

const precept_diagnostics* precept_program_warnings(const precept_program* program) {
  return program == nullptr ? nullptr : &program->warnings;
}

size_t precept_program_policy_count(const precept_program* program) {
  return program == nullptr ? 0 : program->policies.size();
}

const char* precept_program_policy_name(const precept_program* program, size_t index) {
  return index < precept_program_policy_count(program) ? program->policies[index].name.c_str() : nullptr;
}

const char* precept_program_policy_digest(const precept_program* program, size_t index) {
  return index < precept_program_policy_count(program) ? program->policies[index].digest.c_str() : nullptr;
}
