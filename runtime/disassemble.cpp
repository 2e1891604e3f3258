#include "runtime/disassemble.h"

#include <fmt/format.h>

#include <iterator>

#include "base/date.h"
#include "runtime/opcode.h"

namespace precept {
namespace {

using program::Instruction;
using program::LevelForm;
using program::Register;

/// One unit's part of the listing.
class Listing {
 public:
  Listing(const Program& program, std::uint32_t index, std::string& out)
      : program_(program),
        index_(index),
        unit_(program.units[index]),
        levels_(Program::in(program.levels, unit_.levels)),
        columns_(Program::in(program.columns, unit_.columns)),
        registers_(Program::in(program.registers, unit_.registers)),
        instructions_(Program::in(program.instructions, unit_.instructions)),
        clauses_(Program::in(program.clauses, unit_.clauses)),
        out_(out) {}

  void write() {
    line("");
    line("unit {}", program_.text(unit_.kind));
    line("  cost  {}", cost());
    auto segments = Program::in(program_.segments, unit_.segments);
    for (std::size_t i = 0; i < segments.size(); ++i) {
      line("");
      line("  segment {} of {}, over {}{}", i + 1, segments.size(), level_name(segments[i].root),
           segments[i].final ? "" : " (a pass for what is folded to the document)");
      for (std::uint32_t at : Program::in(program_.indexes, segments[i].order))
        write_instruction(instructions_[at]);
    }
    line("");
    line("  results");
    for (const auto& section : Program::in(program_.sections, unit_.sections)) write_section(section);
  }

 private:
  template <class... Parts>
  void line(fmt::format_string<Parts...> form, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Parts>(parts)...);
    out_ += '\n';
  }

  /// "attendance", "document", "topics×supporters".
  std::string level_name(std::uint32_t level) const {
    const program::Level& it = levels_[level];
    switch (it.form) {
      case LevelForm::Document:
        return "document";
      case LevelForm::List:
        return std::string(program_.text(it.path).substr(1));
      case LevelForm::Cross:
        return level_name(it.parent) + "×" + level_name(it.list);
    }
    return "";
  }

  std::string cost() const {
    std::string text = std::to_string(unit_.cost_constant);
    for (const auto& term : program_.costs) {
      if (term.unit == index_) text += fmt::format(" + {}·{}", term.instructions, level_name(term.level));
    }
    return text + " instructions, each name standing for how many there are";
  }

  static std::string kind_name(const Register& reg) {
    switch (reg.kind) {
      case Kind::Truth:
        return "truth";
      case Kind::Code:
        return fmt::format("code{}", reg.width * 8);
      case Kind::Int:
        return "int";
      case Kind::Set:
        return "set";
      case Kind::Result:
        return "result";
    }
    return "";
  }

  static std::string register_name(std::uint32_t operand) {
    return fmt::format("{}r{}", operand & kNegated ? "not " : "", operand & ~kNegated);
  }

  std::string operand(char letter, std::uint32_t value) const {
    if (is_register_operand(letter)) return register_name(value);
    switch (letter) {
      case 'F': {
        const program::Column& column = columns_[value];
        std::string above = column.level == 0 ? "" : "/" + level_name(column.level) + "/*";
        return above + std::string(program_.text(column.path));
      }
      case 'K':
      case 'M':
        return constant(program_.constants[value]);
      case 'T':
        return std::string(program_.text(program_.tables[value].name));
      case 'U':
        return "." + std::string(program_.text(program_.table_columns[value].name));
      case 'L':
        return level_name(value);
      case 'J':
        return std::string(program_.text(Program::in(program_.judgements, unit_.judgements)[value].name));
      case 'R':
        return to_string(static_cast<Right>(value));
      default:
        return std::to_string(value);
    }
  }

  std::string member(std::uint32_t enumeration, std::int64_t code) const {
    auto members = Program::in(program_.enum_members, program_.enums[enumeration].members);
    return std::string(program_.text(members[static_cast<std::size_t>(code)].name));
  }

  std::string constant(const program::Constant& it) const {
    if (it.kind == Kind::Truth) return it.value ? "yes" : "no";
    if (it.kind == Kind::Set) return set_constant(it);
    if (it.kind == Kind::Int) return std::to_string(it.value);
    if (it.value < 0) return it.value == kNone ? "none" : "unknown";
    switch (it.meaning) {
      case Meaning::Enum:
        return member(it.meaning_id, it.value);
      case Meaning::Text:
        return fmt::format("\"{}\"", program_.text(program_.texts[static_cast<std::size_t>(it.value)]));
      case Meaning::Date:
        return format_date(static_cast<Day>(it.value));
      case Meaning::Truth:
        return it.value ? "yes" : "no";
      case Meaning::Key:
      case Meaning::Row:
        return fmt::format("{}[row {}]", program_.text(program_.tables[it.meaning_id].name), it.value);
      case Meaning::Int:
      case Meaning::Duration:
      case Meaning::Set:
      case Meaning::Presence:
        break;
    }
    return std::to_string(it.value);
  }

  std::string set_constant(const program::Constant& it) const {
    auto mask = static_cast<std::uint64_t>(it.value);
    bool named = it.meaning_id < program_.enums.size() && it.meaning == Meaning::Set;
    std::string text;
    for (std::uint32_t bit = 0; bit < kMaxSetMembers; ++bit) {
      if (!(mask >> bit & 1)) continue;
      bool has_name = named && bit < program_.enums[it.meaning_id].members.count;
      text += (text.empty() ? "" : ", ") + (has_name ? member(it.meaning_id, bit) : std::to_string(bit));
    }
    return "{" + text + "}";
  }

  void write_instruction(const Instruction& it) {
    const Register& result = registers_[it.result];
    const OpcodeInfo& row = info(it.opcode);
    std::string operands;
    for (std::size_t i = 0; i < row.operands.size(); ++i) {
      // An operand that is not there has nothing to show.
      if (it.operands[i] == kAbsent) continue;
      operands += (operands.empty() ? "" : ", ") + operand(row.operands[i], it.operands[i]);
    }
    std::string origin = place(it.place);
    if (it.clause != kAbsent)
      origin = fmt::format("{}  {}", program_.text(clauses_[it.clause].label), origin);
    line("    {:<6} {:<7} @{:<14} := {:<9} {:<40} ; {}", register_name(it.result), kind_name(result),
         level_name(result.level), row.mnemonic, operands, origin);
  }

  std::string place(const program::Place& it) const {
    if (it.source == kAbsent) return "";
    return fmt::format("{}:{}", program_.text(program_.sources[it.source].name), it.line);
  }

  void write_section(const program::Section& section) {
    auto acts = Program::in(program_.acts, section.acts);
    line("    for each row of {}", level_name(section.level));
    for (const auto& norm : Program::in(program_.norms, section.norms)) {
      std::string what = fmt::format("if {}", register_name(norm.condition));
      if (norm.holds != kAbsent) {
        what += fmt::format(", {} -> {}", register_name(norm.holds), register_name(norm.outcome));
      }
      std::string names;
      for (std::size_t act = 0; act < acts.size(); ++act) {
        if (norm.acts >> act & 1)
          names += (names.empty() ? " " : ", ") + std::string(program_.text(acts[act].name));
      }
      line("      {:<24} {}{} {}", program_.text(clauses_[norm.clause].label), to_string(norm.modality),
           names, what);
    }
    for (const auto& act : acts) {
      std::string exercised =
          act.exercised == kAbsent ? "" : ", exercised if " + register_name(act.exercised);
      line("      right to {:<15} {}{}", program_.text(act.name), register_name(act.right), exercised);
    }
  }

  const Program& program_;
  std::uint32_t index_;
  const program::Unit& unit_;
  std::span<const program::Level> levels_;
  std::span<const program::Column> columns_;
  std::span<const Register> registers_;
  std::span<const Instruction> instructions_;
  std::span<const program::Clause> clauses_;
  std::string& out_;
};

}  // namespace

std::string disassemble(const Program& program) {
  const program::Head& head = program.head();
  std::string out = fmt::format("program {}\n", program.text(head.name));
  auto to = std::back_inserter(out);
  if (head.title.count) fmt::format_to(to, "  {}\n", program.text(head.title));
  if (head.from != kNone) fmt::format_to(to, "  in force from {}\n", format_date(head.from));
  if (head.until != kNone) fmt::format_to(to, "  in force until {}\n", format_date(head.until));
  fmt::format_to(to, "  format {}, digest {}\n", kFormatVersion, program.digest());
  for (const auto& source : program.sources) {
    fmt::format_to(to, "  source {}  {}\n", program.text(source.name), program.text(source.digest));
  }
  for (const auto& table : program.tables) {
    fmt::format_to(to, "  table {}, {} rows, from {}\n", program.text(table.name), table.row_count,
                   program.text(table.path));
  }
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) Listing(program, unit, out).write();
  return out;
}

}  // namespace precept
