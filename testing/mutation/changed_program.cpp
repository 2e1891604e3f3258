#include "testing/mutation/changed_program.h"

#include <cstring>

#include "base/digest.h"
#include "compiler/pipeline.h"
#include "runtime/verify/open.h"

namespace precept::testing {

namespace {

template <class T>
void forget_place(T&) {}
void forget_place(program::Instruction& instruction) {
  instruction.place = {};
}
void forget_place(program::Norm& norm) {
  norm.place = {};
}
void forget_place(program::Clause& clause) {
  clause.place = {};
}
void forget_place(program::Reading& reading) {
  reading.place = {};
}
void forget_place(program::Judgement& judgement) {
  judgement.place = {};
}

template <class T>
void append(std::span<const T> section, std::string& to) {
  for (T item : section) {
    forget_place(item);
    char bytes[sizeof(T)];
    std::memcpy(bytes, &item, sizeof(T));
    to.append(bytes, sizeof(T));
  }
  to += '|';
}

}  // namespace

std::optional<Program> compile_changed(const std::filesystem::path& policy, const std::string& name,
                                       std::string text) {
  Sources sources;
  sources.replace(name, std::move(text));
  Diagnostics diagnostics;
  auto model = read_policy(policy, sources, diagnostics, SourceLock::Ignore);
  auto bytes = model ? compile(*model, sources, diagnostics, {.reasons = false}) : std::nullopt;
  auto program = bytes ? open_program(std::move(*bytes)) : std::unexpected(ProgramError{});
  return program ? std::optional(std::move(*program)) : std::nullopt;
}

std::string meaning_digest(const Program& program) {
  std::string all;
#define SECTION(type, member) append(program.member, all);
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  // The string pool comes last; it holds the digests of the sources.
  std::size_t strings = all.size() - 1 - program.strings.size();
  for (const program::Source& source : program.sources)
    all.replace(strings + source.digest.first, source.digest.count, source.digest.count, '0');
  return sha256_hex(all);
}

std::optional<ChangedPolicy> change_policy(const PolicyRevisions& policies, const std::vector<bool>& uses,
                                           const std::string& name, const std::string& text) {
  ChangedPolicy result;
  for (std::size_t i = 0; i < policies.programs.size(); ++i) {
    if (uses[i]) {
      auto program = compile_changed(policies.files[i], name, text);
      if (!program) return std::nullopt;
      result.changed.push_back(std::make_unique<Program>(std::move(*program)));
    }
    result.programs.push_back(uses[i] ? result.changed.back().get() : &policies.programs[i]);
    result.meaning += meaning_digest(*result.programs.back());
  }
  return result;
}

std::string meaning_digest(const PolicyRevisions& policies) {
  std::string meaning;
  for (const Program& program : policies.programs) meaning += meaning_digest(program);
  return meaning;
}

}  // namespace precept::testing
