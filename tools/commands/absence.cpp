#include "runtime/check/absence.h"

#include <fmt/format.h>
#include <unistd.h>

#include "engine/engine.h"
#include "tools/commands/absence.h"
#include "tools/commands/commands.h"

namespace precept::tools {

namespace {

const char* verb(Outcome outcome) {
  switch (outcome) {
    case Outcome::Violated:
      return "breaks";
    case Outcome::Satisfied:
      return "satisfies";
    case Outcome::NotApplicable:
      return "is outside";
    case Outcome::Undetermined:
      break;
  }
  return "leaves open";
}

std::string decided(const FieldAbsence& field) {
  std::string result;
  for (const AbsenceEffect& effect : field.decides)
    result += fmt::format("{}{} {}", result.empty() ? "" : ", ", verb(effect.outcome), effect.clause);
  return result;
}

void tell(const Program& program, std::uint32_t unit, Output& output) {
  output.write(fmt::format("{}: what it means that a field of a {} is not there\n\n",
                           program.text(program.head().name), program.text(program.units[unit].kind)));
  output.write(
      "| field | type | left out | null | left out, that alone |\n| --- | --- | --- | --- | --- |\n");
  for (const FieldAbsence& field : absences(program, unit)) {
    output.write(fmt::format("| `{}` | {} | {} | {} | {} |\n", field.pointer, field.type, field.left_out,
                             field.null, decided(field)));
  }
  output.write("\n");
}

}  // namespace

int write_absences(const std::string& policy, ColorChoice color, Output& output) {
  Engine engine;
  engine.load(policy);
  for (const Program* program : engine.policies()) {
    for (std::uint32_t unit = 0; unit < program->units.size(); ++unit) tell(*program, unit, output);
  }
  output.write_mistakes(engine.mistakes_text(color_of(STDERR_FILENO, color)));
  return engine.has_errors() ? kNotChecked : kCompliant;
}

}  // namespace precept::tools
