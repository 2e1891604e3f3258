#include "runtime/verify/verify.h"

#include <simdjson.h>

#include <algorithm>

#include "runtime/verify/verification.h"

namespace precept {
namespace {

using verifier::Verification;

/// Whether a terminal could take the byte for a command.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
}

/// Checks the head, names and texts.
bool check_names(Verification& verification) {
  const Program& program = verification.program;
  if (!verification.require(simdjson::validate_utf8(program.strings.data(), program.strings.size()),
                            "the strings are not valid UTF-8") ||
      !verification.require(std::ranges::none_of(program.strings, is_control),
                            "a string has a control character") ||
      !verification.require(program.heads.size() == 1, "the program has not exactly one head")) {
    return false;
  }
  const auto& head = program.head();
  auto is_bound = [](Day day) { return kNone <= day && day <= kLastDay; };
  bool sound = verification.string(head.name, "name of the policy") &&
               verification.string(head.title, "title of the policy") &&
               verification.string(head.source_lock, "source lock") &&
               verification.string(head.successor, "text that comes after") &&
               verification.require(is_bound(head.from) && is_bound(head.until),
                                    "the interval of force has no such day");
  for (const auto& source : program.sources) {
    sound = sound && verification.string(source.name, "name of a source") &&
            verification.string(source.digest, "digest of a source");
  }
  for (const auto& entry : program.enums) {
    sound = sound && verification.string(entry.name, "name of an enum") &&
            verification.range(entry.members, program.enum_members.size(), "members of an enum");
  }
  for (const auto& reading : program.readings) {
    sound = sound && verification.string(reading.name, "name of a reading") &&
            verification.require(reading.enumeration < program.enums.size(), "a reading is of no enum") &&
            verification.require(reading.default_choice < program.enums[reading.enumeration].members.count,
                                 "a reading's default is none of its choices") &&
            verification.place(reading.place);
  }
  for (const auto& member : program.enum_members) {
    sound = sound && verification.string(member.name, "name of an enum member") &&
            verification.string(member.label, "label of an enum member");
  }
  for (const auto& text : program.texts) sound = sound && verification.string(text, "text");
  return sound;
}

/// Checks that names are unique wherever reports, receipts and answers find something by its name.
bool check_unique_names(Verification& verification) {
  const Program& program = verification.program;
  auto name = [](const auto& record) { return record.name; };
  for (const auto& unit : program.units) {
    if (!verification.string(unit.kind, "kind of a document")) return false;
  }
  bool sound = verification.unique(program.enums, name, "enums") &&
               verification.unique(program.tables, name, "tables") &&
               verification.unique(program.readings, name, "readings") &&
               verification.unique(
                   program.units, [](const program::Unit& unit) { return unit.kind; }, "units");
  for (const auto& entry : program.enums) {
    sound = sound && verification.unique(Program::in(program.enum_members, entry.members), name, "members");
  }
  for (const auto& table : program.tables) {
    sound = sound && verification.unique(Program::in(program.table_columns, table.columns), name, "columns");
  }
  return sound;
}

bool check_points(Verification& verification) {
  bool sound = true;
  for (const auto& point : verification.program.points) {
    sound = sound && verification.string(point.owner, "owner of a point") &&
            verification.place(point.place) &&
            verification.require(point.kind <= program::PointKind::Disjunct && point.wants_yes <= 1 &&
                                     point.in_definition <= 1 && point.is_impossible <= 1 &&
                                     point.begin <= point.end,
                                 "a point is of no known kind");
  }
  return sound;
}

bool check_unit(Verification& verification, std::uint32_t index) {
  const Program& program = verification.program;
  const auto& unit = program.units[index];
  if (!verification.range(unit.levels, program.levels.size(), "levels of a unit") ||
      !verification.range(unit.columns, program.columns.size(), "columns of a unit") ||
      !verification.range(unit.registers, program.registers.size(), "registers of a unit") ||
      !verification.range(unit.instructions, program.instructions.size(), "instructions of a unit") ||
      !verification.range(unit.segments, program.segments.size(), "segments of a unit") ||
      !verification.range(unit.sections, program.sections.size(), "sections of a unit") ||
      !verification.range(unit.clauses, program.clauses.size(), "clauses of a unit") ||
      !verification.range(unit.judgements, program.judgements.size(), "judgements of a unit") ||
      !verification.range(unit.probes, program.probes.size(), "probes of a unit") ||
      !verification.range(unit.phrases, program.phrases.size(), "phrases of a unit") ||
      !verification.require(unit.registers.count < kNegated, "a unit has too many registers")) {
    return false;
  }
  verifier::UnitAnalysis analysis{.levels = Program::in(program.levels, unit.levels),
                                  .columns = Program::in(program.columns, unit.columns),
                                  .registers = Program::in(program.registers, unit.registers),
                                  .instructions = Program::in(program.instructions, unit.instructions),
                                  .writer = {},
                                  .readable = {}};
  return verifier::check_schema(verification, unit, analysis) &&
         verifier::check_code(verification, index, analysis) &&
         verifier::check_value_types(verification, unit, analysis) &&
         verifier::check_results(verification, unit, analysis);
}

}  // namespace

std::optional<ProgramError> verify(const Program& program) {
  Verification verification(program);
  bool sound = check_names(verification) && verifier::check_tables(verification) &&
               check_unique_names(verification) && verifier::check_constants(verification) &&
               verifier::check_translations(verification) && check_points(verification);
  for (std::uint32_t unit = 0; sound && unit < program.units.size(); ++unit)
    sound = check_unit(verification, unit);
  for (const auto& cost : program.costs) {
    sound = sound && verification.require(cost.unit < program.units.size(), "a cost is stamped for no unit");
  }
  if (verification.has_no_fault()) return std::nullopt;
  return ProgramError{ProgramError::Reason::Unverifiable,
                      "the program is not sound: " + verification.fault()};
}

}  // namespace precept
