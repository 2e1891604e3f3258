#include "runtime/verify/verify.h"

#include <simdjson.h>

#include <algorithm>

#include "runtime/verify/checker.h"

namespace precept {
namespace {

using verifier::Checker;

/// Whether a terminal could take the byte for a command.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
}

/// Checks the head, names and texts.
bool check_names(Checker& checker) {
  const Program& program = checker.program;
  if (!checker.require(simdjson::validate_utf8(program.strings.data(), program.strings.size()),
                       "the strings are not valid UTF-8") ||
      !checker.require(std::ranges::none_of(program.strings, is_control),
                       "a string has a control character") ||
      !checker.require(program.heads.size() == 1, "the program has not exactly one head")) {
    return false;
  }
  const auto& head = program.head();
  auto is_bound = [](Day day) { return kNone <= day && day <= kLastDay; };
  bool sound =
      checker.string(head.name, "name of the policy") && checker.string(head.title, "title of the policy") &&
      checker.string(head.source_lock, "source lock") &&
      checker.string(head.successor, "text that comes after") &&
      checker.require(is_bound(head.from) && is_bound(head.until), "the interval of force has no such day");
  for (const auto& source : program.sources) {
    sound = sound && checker.string(source.name, "name of a source") &&
            checker.string(source.digest, "digest of a source");
  }
  for (const auto& entry : program.enums) {
    sound = sound && checker.string(entry.name, "name of an enum") &&
            checker.range(entry.members, program.enum_members.size(), "members of an enum");
  }
  for (const auto& reading : program.readings) {
    sound = sound && checker.string(reading.name, "name of a reading") &&
            checker.require(reading.enumeration < program.enums.size(), "a reading is of no enum") &&
            checker.require(reading.default_choice < program.enums[reading.enumeration].members.count,
                            "a reading's default is none of its choices") &&
            checker.place(reading.place);
  }
  for (const auto& member : program.enum_members) {
    sound = sound && checker.string(member.name, "name of an enum member") &&
            checker.string(member.label, "label of an enum member");
  }
  for (const auto& text : program.texts) sound = sound && checker.string(text, "text");
  return sound;
}

/// Checks that names are unique wherever reports, receipts and answers find something by its name.
bool check_unique_names(Checker& checker) {
  const Program& program = checker.program;
  auto name = [](const auto& record) { return record.name; };
  for (const auto& unit : program.units) {
    if (!checker.string(unit.kind, "kind of a document")) return false;
  }
  bool sound = checker.unique(program.enums, name, "enums") &&
               checker.unique(program.tables, name, "tables") &&
               checker.unique(program.readings, name, "readings") &&
               checker.unique(
                   program.units, [](const program::Unit& unit) { return unit.kind; }, "units");
  for (const auto& entry : program.enums) {
    sound = sound && checker.unique(Program::in(program.enum_members, entry.members), name, "members");
  }
  for (const auto& table : program.tables) {
    sound = sound && checker.unique(Program::in(program.table_columns, table.columns), name, "columns");
  }
  return sound;
}

bool check_points(Checker& checker) {
  bool sound = true;
  for (const auto& point : checker.program.points) {
    sound =
        sound && checker.string(point.owner, "owner of a point") && checker.place(point.place) &&
        checker.require(point.kind <= program::PointKind::Disjunct && point.wants_yes <= 1 &&
                            point.in_definition <= 1 && point.is_impossible <= 1 && point.begin <= point.end,
                        "a point is of no known kind");
  }
  return sound;
}

bool check_unit(Checker& checker, std::uint32_t index) {
  const Program& program = checker.program;
  const auto& unit = program.units[index];
  if (!checker.range(unit.levels, program.levels.size(), "levels of a unit") ||
      !checker.range(unit.columns, program.columns.size(), "columns of a unit") ||
      !checker.range(unit.registers, program.registers.size(), "registers of a unit") ||
      !checker.range(unit.instructions, program.instructions.size(), "instructions of a unit") ||
      !checker.range(unit.segments, program.segments.size(), "segments of a unit") ||
      !checker.range(unit.sections, program.sections.size(), "sections of a unit") ||
      !checker.range(unit.clauses, program.clauses.size(), "clauses of a unit") ||
      !checker.range(unit.judgements, program.judgements.size(), "judgements of a unit") ||
      !checker.range(unit.probes, program.probes.size(), "probes of a unit") ||
      !checker.range(unit.phrases, program.phrases.size(), "phrases of a unit") ||
      !checker.require(unit.registers.count < kNegated, "a unit has too many registers")) {
    return false;
  }
  verifier::UnitFacts facts{.levels = Program::in(program.levels, unit.levels),
                            .columns = Program::in(program.columns, unit.columns),
                            .registers = Program::in(program.registers, unit.registers),
                            .instructions = Program::in(program.instructions, unit.instructions),
                            .writer = {},
                            .readable = {}};
  return verifier::check_schema(checker, unit, facts) && verifier::check_code(checker, index, facts) &&
         verifier::check_meanings(checker, unit, facts) && verifier::check_results(checker, unit, facts);
}

}  // namespace

std::optional<ProgramError> verify(const Program& program) {
  Checker checker(program);
  bool sound = check_names(checker) && verifier::check_tables(checker) && check_unique_names(checker) &&
               verifier::check_constants(checker) && verifier::check_translations(checker) &&
               check_points(checker);
  for (std::uint32_t unit = 0; sound && unit < program.units.size(); ++unit)
    sound = check_unit(checker, unit);
  for (const auto& cost : program.costs) {
    sound = sound && checker.require(cost.unit < program.units.size(), "a cost is stamped for no unit");
  }
  if (checker.sound()) return std::nullopt;
  return ProgramError{ProgramError::Reason::Unverifiable, "the program is not sound: " + checker.fault()};
}

}  // namespace precept
