#include "bench/codes.h"

#include <stdexcept>

#include "compiler/pipeline.h"
#include "runtime/machine/machine.h"
#include "runtime/read/json/json.h"
#include "runtime/verify/open.h"

namespace precept::bench {
namespace {

/// Turns the rights of each slice into codes. The rights tell the first six codes apart, the exercised acts
/// the rest.
class Codes : public Observer {
 public:
  explicit Codes(const Program& program) : acts_(Program::in(program.acts, program.sections[0].acts)) {}

  void slice(const Registers& registers, std::uint32_t root, std::uint32_t, std::uint32_t count) override {
    if (root == 0) return;
    auto takes_part = registers.results(acts_[0].right), decides = registers.results(acts_[1].right);
    for (std::uint32_t row = 0; row < count; ++row) {
      auto part = static_cast<Right>(takes_part[row]), decision = static_cast<Right>(decides[row]);
      bool does_decide = registers.truth(acts_[1].exercised, row) == Truth::Yes;
      bool does_liaise = registers.truth(acts_[2].exercised, row) == Truth::Yes;
      codes.push_back(code(part, decision, does_decide, does_liaise));
    }
  }

  std::vector<std::uint8_t> codes;

 private:
  static std::uint8_t code(Right part, Right decision, bool does_decide, bool does_liaise) {
    if (part == Right::Silent) return 6;
    if (part == Right::Forbidden) return 5;
    if (decision == Right::Permitted) return 0;
    if (decision == Right::Discouraged) return does_decide || does_liaise ? 2 : 1;
    return does_decide ? 4 : 3;
  }

  std::span<const program::Act> acts_;
};

}  // namespace

std::vector<std::uint8_t> decide_by_policy(const Program& program, const std::string& file) {
  Sources sources;
  Diagnostics diagnostics;
  auto id = sources.read(file);
  if (!id) return {};
  auto document = read_json(*id, sources, program, 0, diagnostics);
  if (!document) return {};
  Codes codes(program);
  Machine machine(program, *document);
  machine.run(codes);
  return std::move(codes.codes);
}

std::uint32_t digest(const std::vector<std::uint8_t>& codes) {
  std::uint32_t hash = 0x811c9dc5;
  for (std::uint8_t code : codes) hash = (hash ^ code) * 16777619u;
  return hash;
}

Program compile_policy(const std::string& file) {
  Sources sources;
  Diagnostics diagnostics;
  auto policy = read_policy(file, sources, diagnostics);
  std::optional<ProgramBytes> bytes;
  if (policy) bytes = compile(*policy, sources, diagnostics);
  if (!bytes) throw std::runtime_error(diagnostics_text(diagnostics, sources, Color::Off));
  auto program = open_program(std::move(*bytes));
  if (!program) throw std::runtime_error(program.error().message);
  return std::move(*program);
}

}  // namespace precept::bench
