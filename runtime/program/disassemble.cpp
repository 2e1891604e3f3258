#include "runtime/program/disassemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"
#include "runtime/program/unit_view.h"
#include "runtime/words/language.h"

namespace precept {
namespace {

using program::LevelForm;

/// Writes one program.
class Listing {
 public:
  explicit Listing(const Program& program) : program_(program) {}

  std::string write() {
    head();
    for (const auto& unit : program_.units) {
      view_.emplace(program_, unit);
      write_unit();
    }
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }
  std::string_view text(program::String string) const { return program_.text(string); }

  /// The text in quotes, on one line.
  static std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (char c : text) {
      if (c == '"' || c == '\\') result += '\\';
      if (static_cast<unsigned char>(c) < ' ') {
        result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      } else {
        result += c;
      }
    }
    return result + '"';
  }

  // ---- head --------------------------------------------------------------------------------------

  void head() {
    const auto& head = program_.head();
    line("program {}", text(head.name));
    if (head.title.count > 0) line("  title    {}", quoted(text(head.title)));
    line("  digest   {}, format {}", program_.digest(), kFormatVersion);
    if (head.from != kNone || head.until != kNone) line("  in force{}", interval_of_force());
    if (head.successor.count > 0) line("  then     {}", quoted(text(head.successor)));
    for (const auto& source : program_.sources)
      line("  source   {}  {}", text(source.name), text(source.digest));
    if (head.source_lock.count > 0) line("  lock     {}", text(head.source_lock));
    for (const auto& reading : program_.readings) {
      line("  reading  {}: {}", text(reading.name), choices_of(reading));
    }
    for (const auto& table : program_.tables) {
      line("  table    {}, {} rows by {}, {} cells in doubt, from {}  {}", text(table.name), table.row_count,
           key_of(table), table.doubts.count, text(table.path), text(table.digest));
    }
    for (std::uint32_t unit = 0; unit < program_.units.size(); ++unit) {
      line("  cost     {}: {}", text(program_.units[unit].kind), cost(unit));
    }
    for (const auto& one : program_.translations) {
      line("  {}       {} = {}", code_of(static_cast<Language>(one.language)), quoted(text(one.text)),
           quoted(text(one.translated)));
    }
  }

  /// `members` (default), `states_only`.
  std::string choices_of(const program::Reading& reading) const {
    std::string result;
    std::uint32_t choice = 0;
    for (const auto& member :
         Program::in(program_.enum_members, program_.enums[reading.enumeration].members)) {
      result += fmt::format("{}{}{}", result.empty() ? "" : ", ", text(member.name),
                            choice++ == reading.default_choice ? " (default)" : "");
    }
    return result;
  }

  std::string interval_of_force() const {
    const auto& head = program_.head();
    std::string result;
    if (head.from != kNone) result += " from " + format_date(head.from);
    if (head.until != kNone) result += " until " + format_date(head.until);
    return result;
  }

  std::string key_of(const program::Table& table) const {
    std::string result;
    auto name = [&](std::uint32_t column) {
      return text(program_.table_columns[table.columns.first + column].name);
    };
    for (std::uint32_t column : Program::in(program_.indexes, table.key)) {
      result += fmt::format("{}{}", result.empty() ? "" : ", ", name(column));
    }
    if (table.alternative != kAbsent) result += fmt::format(" or {}", name(table.alternative));
    return result;
  }

  /// Instructions for a document: 31 + 118·attendance + 2·attendance×states.
  std::string cost(std::uint32_t unit) const {
    const auto levels = Program::in(program_.levels, program_.units[unit].levels);
    std::string result = std::to_string(program_.units[unit].cost_constant);
    for (const auto& term : program_.costs) {
      if (term.unit == unit && term.instructions > 0) {
        result += fmt::format(" + {}·{}", term.instructions, level_name(levels, term.level));
      }
    }
    return result;
  }

  /// "attendance", of a nested list "attendance.topics", of a cross "attendance×states".
  std::string level_name(Levels levels, std::uint32_t index) const {
    const auto& level = levels[index];
    switch (level.form) {
      case LevelForm::Document:
        return "document";
      case LevelForm::Cross: {
        // The cross is with a list of the element itself: the last name of its path says enough.
        const std::string list = level_name(levels, level.list);
        const std::string above = level.parent == 0 ? "" : level_name(levels, level.parent) + "×";
        return above + (level.via == 0 ? list : list.substr(list.rfind('.') + 1));
      }
      case LevelForm::List: {
        std::string name(text(level.path));
        if (name.starts_with('/')) name.erase(0, 1);
        for (std::size_t at; (at = name.find("/*/")) != std::string::npos;) name.replace(at, 3, ".");
        return name;
      }
    }
    return "";
  }

  // ---- code --------------------------------------------------------------------------------------

  void write_unit() {
    line("");
    line("unit {}", text(view_->unit.kind));
    for (std::uint32_t level = 0; level < view_->levels.size(); ++level) {
      line("  level @{}  {}", level, level_name(view_->levels, level));
    }
    std::uint32_t pass = 0;
    for (const auto& segment : Program::in(program_.segments, view_->unit.segments)) {
      line("");
      line("  segment {}, over {}{}", pass++, level_name(view_->levels, segment.root),
           segment.explains ? ", explains" : (segment.final ? ", final" : ""));
      for (std::uint32_t index : Program::in(program_.indexes, segment.order)) instruction(index);
    }
    judgements();
    phrases();
    for (const auto& section : view_->sections) write_section(section);
  }

  void instruction(std::uint32_t index) {
    const auto& instruction = view_->instructions[index];
    const auto& opcode = info(instruction.opcode);
    const auto& result = view_->register_kinds[instruction.result];
    std::string operands;
    for (std::size_t slot = 0; slot < opcode.operands.size(); ++slot) {
      const std::string shown = operand(opcode.operands[slot], instruction.operands[slot]);
      if (!shown.empty()) operands += (operands.empty() ? " " : ", ") + shown;
    }
    const std::string target = fmt::format("{}@{}", name(instruction.result), result.level);
    const std::string made = fmt::format("{}{}", opcode.mnemonic, operands);
    line("    {:>9} {:<14} := {:<46} {}", target, type(result), made, origin(instruction));
  }

  /// "; resolves 4, res54.precept:118:12".
  std::string origin(const program::Instruction& instruction) const {
    std::string result;
    if (instruction.clause != kAbsent) {
      result = text(program_.clauses[view_->unit.clauses.first + instruction.clause].label);
    }
    const std::string at = place(instruction.place);
    if (!at.empty()) result += (result.empty() ? "" : ", ") + at;
    return result.empty() ? "" : "; " + result;
  }
  std::string place(const program::SourcePlace& place) const {
    if (place.source == kAbsent) return "";
    return fmt::format("{}:{}:{}", text(program_.sources[place.source].name), place.line, place.column);
  }

  /// The kind's letter and the number; a negated truth with `not`.
  std::string name(std::uint32_t operand) const {
    const std::uint32_t index = operand & ~kNegated;
    auto letter = [&] {
      switch (view_->register_kinds[index].kind) {
        case RegisterKind::Truth:
          return 't';
        case RegisterKind::Code:
          return 'c';
        case RegisterKind::Int:
          return 'i';
        case RegisterKind::Set:
          return 's';
        case RegisterKind::Result:
          return 'r';
      }
      return '?';
    };
    return fmt::format("{}{}{}", index == operand ? "" : "not ", letter(), index);
  }

  std::string type(const program::Register& reg) const {
    if (reg.kind == RegisterKind::Result) return "result";
    switch (reg.type) {
      case ValueType::Truth:
        return reg.kind == RegisterKind::Truth ? "truth" : "truth or none";
      case ValueType::Int:
        return "int";
      case ValueType::Number:
        return "number";
      case ValueType::Date:
        return "date";
      case ValueType::Duration:
        return "duration";
      case ValueType::Months:
        return "months";
      case ValueType::Moment:
        return "datetime";
      case ValueType::Hours:
        return "hours";
      case ValueType::Text:
        return reg.raw != 0 ? "text, raw" : "text";
      case ValueType::Enum:
        return std::string(text(program_.enums[reg.type_id].name));
      case ValueType::Set:
        return fmt::format("set of {}", text(program_.enums[reg.type_id].name));
      case ValueType::Key:
        return std::string(text(program_.tables[reg.type_id].name));
      case ValueType::Row:
        return fmt::format("{} row", text(program_.tables[reg.type_id].name));
      case ValueType::Presence:
        return "presence";
    }
    return "";
  }

  /// An operand, by its letter in opcodes.def; empty where it is absent.
  std::string operand(char letter, std::uint32_t value) const {
    switch (letter) {
      case 'F': {
        const auto& column = view_->columns[value];
        return fmt::format("{}{}{}", text(view_->levels[column.level].path), column.level == 0 ? "" : "/*",
                           text(column.path));
      }
      case 'K':
      case 'M':
        return constant(program_.constants[value]);
      case 'T':
        return std::string(text(program_.tables[value].name));
      case 'U':
        return fmt::format(".{}", text(program_.table_columns[value].name));
      case 'L':
        return fmt::format("via @{}", value);
      case 'N':
        return std::string(text(program_.readings[value].name));
      case 'J':
        return std::string(text(program_.judgements[view_->unit.judgements.first + value].name));
      case 'R':
        return to_string(static_cast<Right>(value));
      default:
        return value == kAbsent ? "" : name(value);
    }
  }

  std::string member(std::uint32_t enumeration, std::int64_t code) const {
    const auto members = Program::in(program_.enum_members, program_.enums[enumeration].members);
    return std::string(text(members[static_cast<std::size_t>(code)].name));
  }

  std::string constant(const program::Constant& constant) const {
    const std::int64_t value = constant.value;
    if (constant.kind == RegisterKind::Set) return set(constant);
    if (constant.kind == RegisterKind::Code && value < 0) return "none";
    switch (constant.type) {
      case ValueType::Truth:
        return value != 0 ? "yes" : "no";
      case ValueType::Date:
        return format_date(static_cast<Day>(value));
      case ValueType::Text:
        return quoted(text(program_.texts[static_cast<std::size_t>(value)]));
      case ValueType::Enum:
        return member(constant.type_id, value);
      case ValueType::Key:
      case ValueType::Row:
        return row(program_.tables[constant.type_id], value);
      case ValueType::Duration:
        return fmt::format("{} days", value);
      case ValueType::Number:
        return format_decimal(value);
      case ValueType::Months:
        return fmt::format("{} months", value);
      case ValueType::Moment:
        return format_moment(value);
      case ValueType::Hours:
        return format_hours(value);
      case ValueType::Int:
      case ValueType::Set:
      case ValueType::Presence:
        return std::to_string(value);
    }
    return "";
  }

  /// A row by its key where the key is a text.
  std::string row(const program::Table& table, std::int64_t row) const {
    const auto& key = program_.table_columns[table.columns.first + program_.indexes[table.key.first]];
    const std::int64_t cell = program_.cells[key.first_cell + static_cast<std::size_t>(row)];
    if (key.type != ValueType::Text || table.key.count != 1 || cell < 0) return fmt::format("row {}", row);
    return std::string(text(program_.texts[static_cast<std::size_t>(cell)]));
  }

  std::string set(const program::Constant& constant) const {
    const auto mask = static_cast<std::uint64_t>(constant.value);
    if (mask >> kMaxSetMembers != 0) return "none";
    std::string members;
    for (std::uint32_t code = 0; code < kMaxSetMembers; ++code) {
      if ((mask >> code & 1) == 0) continue;
      members += (members.empty() ? "" : ", ") + member(constant.type_id, code);
    }
    return "{" + members + "}";
  }

  // ---- results -----------------------------------------------------------------------------------

  /// "i3"; of a list in words "names c4 among t7 of the list c2".
  std::string hole(const program::TextPart& part) const {
    const bool is_plain = part.form == program::HoleForm::Value;
    std::string result = is_plain ? "" : part.form == program::HoleForm::Names ? "names " : "each ";
    result += name(part.hole);
    if (part.among != kAbsent) result += " among " + name(part.among);
    if (part.presence != kAbsent) result += " of the list " + name(part.presence);
    return result;
  }

  std::string parts(program::Range range) const {
    std::string result;
    for (const auto& part : Program::in(program_.text_parts, range)) {
      result += part.hole == kAbsent ? std::string(text(part.text)) : "{" + hole(part) + "}";
    }
    return quoted(result);
  }

  /// A text with its translations.
  void words(fmt::format_string<std::string> format, program::Range range) {
    if (range.count == 0) return;
    line(format, parts(range));
    for (const auto& one : program_.parts_translations) {
      if (one.parts.first != range.first || one.parts.count != range.count) continue;
      line("        {} {}", code_of(static_cast<Language>(one.language)), parts(one.translated));
    }
  }

  void judgements() {
    for (const auto& judgement : view_->judgements) {
      line("");
      line("  judgement {} about {}{}", text(judgement.name),
           judgement.level == kAbsent ? "the document" : level_name(view_->levels, judgement.level),
           at_place(judgement.place));
      words("    asks {}", judgement.asks);
      words("    from {}", judgement.from);
    }
  }

  void phrases() {
    for (const auto& phrase : Program::in(program_.phrases, view_->unit.phrases)) {
      line("");
      line("  phrase of {}, {}{}", name(phrase.operand), level_name(view_->levels, phrase.level),
           at_place(phrase.place));
      words("    holds {}", phrase.holds);
      words("    fails {}", phrase.fails);
    }
  }

  std::string at_place(const program::SourcePlace& where) const {
    const std::string at = place(where);
    return at.empty() ? "" : "  ; " + at;
  }

  void write_section(const program::Section& section) {
    line("");
    line("  about {}, otherwise {}{}", level_name(view_->levels, section.level), to_string(section.otherwise),
         section.list_presence == kAbsent ? "" : ", presence " + name(section.list_presence));
    const auto acts = Program::in(program_.acts, section.acts);
    for (const auto& act : acts) {
      line("    act {}: right {}{}", text(act.name), name(act.right),
           act.exercised == kAbsent ? "" : ", exercised " + name(act.exercised));
    }
    for (const auto& norm : Program::in(program_.norms, section.norms)) {
      const auto& clause = program_.clauses[view_->unit.clauses.first + norm.clause];
      line("    {} {} when {}{}  ; {}, {}", to_string(norm.modality), what(norm, acts), name(norm.condition),
           norm.outcome == kAbsent ? "" : ", outcome " + name(norm.outcome), text(clause.label),
           place(norm.place));
      if (norm.name.count > 0) line("      called {}", text(norm.name));
      if (norm.quote.count > 0) line("      quote \"{}\"", text(norm.quote));
      if (norm.gist.count > 0) line("      gist \"{}\"", text(norm.gist));
      words("      otherwise {}", norm.message);
      for (const auto& part : Program::in(program_.norm_parts, norm.parts)) {
        line("      {} {}  ; {}{}", to_string(part.role), name(part.operand),
             part.norm == kAbsent ? text(part.words) : fmt::format("norm {}", part.norm),
             at_place(part.place));
      }
    }
  }

  std::string what(const program::Norm& norm, std::span<const program::Act> acts) const {
    if (norm.holds != kAbsent) return name(norm.holds);
    std::string result;
    for (std::uint32_t act = 0; act < acts.size(); ++act) {
      if ((norm.acts >> act & 1) == 0) continue;
      result += fmt::format("{}{}", result.empty() ? "" : ", ", text(acts[act].name));
    }
    return result;
  }

  const Program& program_;
  std::string out_;
  std::optional<UnitView> view_;  ///< of the current unit
};

}  // namespace

std::string disassemble(const Program& program) {
  return Listing(program).write();
}

}  // namespace precept
