#include "runtime/phrasing/wording.h"

#include <limits>
#include <optional>

#include "base/decimal.h"
#include "base/limits.h"
#include "base/moment.h"
#include "runtime/phrasing/in_words.h"

namespace precept {

namespace {

/// "1 hour 30 minutes", "-2 hours", "-(1 hour 30 minutes)", "0 hours"
std::string hours_in_words(std::int64_t seconds, const Catalogue& words) {
  // The least number has no positive counterpart, so it is taken without sign.
  const auto all =
      seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  std::string said;
  int units = 0;
  auto say_so = [&](std::uint64_t number, Sentence<1> one, Sentence<1> several) {
    said += (said.empty() ? "" : " ") + words(words.is_one(number) ? one : several, number);
    ++units;
  };
  if (all >= 3'600 || all == 0) say_so(all / 3'600, say::OneHour, say::Hours);
  if (all / 60 % 60 != 0) say_so(all / 60 % 60, say::OneMinute, say::Minutes);
  if (all % 60 != 0) say_so(all % 60, say::OneSecond, say::Seconds);
  if (seconds >= 0) return said;
  return units > 1 ? fmt::format("-({})", said) : "-" + said;
}

std::string with_unit(std::int64_t number, ValueType type, const Catalogue& words) {
  if (type == ValueType::Number) return words.decimal(format_decimal(number));
  if (type == ValueType::Hours) return hours_in_words(number, words);
  if (type != ValueType::Duration && type != ValueType::Months) return std::to_string(number);
  const bool is_years = type == ValueType::Months && number != 0 && number % 12 == 0;
  if (is_years) number /= 12;
  const bool is_one = number >= 0 && words.is_one(static_cast<std::size_t>(number));
  if (is_years) return words(is_one ? say::OneYear : say::Years, number);
  if (type == ValueType::Months) return words(is_one ? say::OneMonth : say::Months, number);
  return words(is_one ? say::OneDay : say::Days, number);
}

bool is_name(const RunView& view, const program::TableColumn& column) {
  return column.type == ValueType::Text && view.text(column.name) == "name";
}

/// Whether the register names a row of a table. Only such names are translated; those of the document stay.
bool names_table_row(const RunView& view, std::uint32_t reg) {
  if (!view.translations) return false;
  const program::Instruction* made = &view.producer(reg);
  while (made->opcode == Opcode::Spread) made = &view.producer(made->operands[0]);
  return made->opcode == Opcode::Column && is_name(view, view.program.table_columns[made->operands[1]]);
}

/// A number that is known to the millionth, with as few decimals as tell it: both ends read alike.
std::optional<std::string> about(Interval value, const Catalogue& words) {
  constexpr std::size_t kFewest = 2;
  for (std::size_t decimals = kFewest; decimals < kMostDecimals; ++decimals) {
    const std::int64_t low = rounded(value.low, decimals);
    if (low == rounded(value.high, decimals) && low != 0)
      return words(say::About, words.decimal(format_decimal(low)));
  }
  return std::nullopt;
}

}  // namespace

std::string format_interval(Interval value, ValueType type, const Catalogue& words) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  if (value.is_none()) return words(say::None);
  if (type == ValueType::Moment) {
    const bool is_known = value.is_exact() && moment::is_moment(value.low);
    return is_known ? moment_in_words(value.low) : words(say::Unknown);
  }
  if (value.is_unknown()) {
    return words(type == ValueType::Duration ? say::UnknownDays
                 : type == ValueType::Months ? say::UnknownMonths
                 : type == ValueType::Hours  ? say::UnknownHours
                                             : say::UnknownNumber);
  }
  if (value.is_exact()) return with_unit(value.low, type, words);
  if (value.high == kMost) return words(say::AtLeast, with_unit(value.low, type, words));
  if (value.low == kLeast) return words(say::AtMost, with_unit(value.high, type, words));
  if (type == ValueType::Number) {
    if (auto one = about(value, words)) return *one;
  }
  // 1 to 3 days, but 6 months to 1 year
  const bool has_own_unit =
      type == ValueType::Number || type == ValueType::Months || type == ValueType::Hours;
  return words(say::FromTo, has_own_unit ? with_unit(value.low, type, words) : std::to_string(value.low),
               with_unit(value.high, type, words));
}

bool is_moment_of(const RunView& view, std::uint32_t reg) {
  const program::Instruction* made = &view.producer(reg);
  while (made->opcode == Opcode::Spread) made = &view.producer(made->operands[0]);
  return made->opcode == Opcode::Instant;
}

std::string Wording::value(std::uint32_t reg, std::uint32_t row) const {
  const program::Register& kind = view_.register_kinds[reg & ~kNegated];
  switch (kind.kind) {
    case RegisterKind::Truth:
      switch (view_.registers.truth(reg, row)) {
        case Truth::Yes:
          return view_.words(say::Yes);
        case Truth::No:
          return view_.words(say::No);
        case Truth::Unknown:
          return view_.words(say::Unknown);
      }
      return {};
    case RegisterKind::Code: {
      std::int32_t held = view_.registers.code(reg, row);
      std::string text = code(held, kind.type, kind.type_id, kind.raw != 0);
      return held >= 0 && names_table_row(view_, reg) ? std::string(view_.translated(text)) : text;
    }
    case RegisterKind::Int:
      if (is_moment_of(view_, reg)) {
        const std::uint32_t of = view_.producer(reg).operands[0];
        return value(of, view_.ancestor_row(kind.level, row, view_.level_of(of)));
      }
      return format_interval(view_.registers.integer(reg, row), kind.type, view_.words);
    case RegisterKind::Set:
      return set(view_.registers.set(reg, row), kind.type_id);
    case RegisterKind::Result:
      return {};  // no expression of the language has such a value
  }
  return {};
}

std::string Wording::code(std::int32_t code, ValueType type, std::uint32_t id, bool raw) const {
  if (code == kNone) return view_.words(say::None);
  if (code < 0) return view_.words(say::Unknown);
  auto index = static_cast<std::uint32_t>(code);
  switch (type) {
    case ValueType::Truth:
      return view_.words(code == 1 ? say::Yes : say::No);
    case ValueType::Date:
      return format_date(code);
    case ValueType::Text:
      // Texts of the policy are shown whole; long texts of the document are cut.
      return !raw && index < view_.program.texts.size() ? places_.text_of(code, raw)
                                                        : places_.beginning_of(code, raw);
    case ValueType::Enum: {
      auto members = Program::in(view_.program.enum_members, view_.program.enums[id].members);
      return std::string(member(members[index]));
    }
    case ValueType::Key:
    case ValueType::Row:
      return table_row(id, index);
    case ValueType::Presence:
      return view_.words(say::Given);
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
    case ValueType::Set:
      break;  // never held as a code
  }
  return std::to_string(code);
}

std::string Wording::constant(const program::Constant& constant, const program::Register& with) const {
  return code(static_cast<std::int32_t>(constant.value), with.type, with.type_id, false);
}

std::string_view Wording::member(const program::EnumMember& member) const {
  return view_.translations ? view_.translations->label(member) : view_.text(member.label);
}

std::string Wording::set(std::uint64_t mask, std::uint32_t enumeration) const {
  if ((mask & kUnknownSet) != 0) return view_.words(say::Unknown);
  if ((mask & kNoneSet) != 0) return view_.words(say::None);
  if (mask == 0) return view_.words(say::EmptySet);
  std::string result;
  auto members = Program::in(view_.program.enum_members, view_.program.enums[enumeration].members);
  for (std::size_t i = 0; i < members.size() && i < kMaxSetMembers; ++i) {
    if ((mask >> i & 1) == 0) continue;
    if (!result.empty()) result += ", ";
    result += member(members[i]);
  }
  return result;
}

std::string Wording::column(std::uint32_t column, std::uint32_t row) const {
  const program::Column& described = view_.columns[column];
  const ColumnData& data = view_.document.columns[column];
  switch (described.kind) {
    case RegisterKind::Int:
      return format_interval({data.low[row], data.high.empty() ? data.low[row] : data.high[row]},
                             described.type, view_.words);
    case RegisterKind::Set:
      return set(data.masks[row], described.type_id);
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      break;
  }
  std::int32_t held = view_.document.code(view_.program, column, row);
  std::string value = code(held, described.type, described.type_id, described.raw != 0);
  return described.type == ValueType::Text && held >= 0 ? view_.words(say::Quoted, value) : value;
}

std::string Wording::cell(std::uint32_t table_column, std::uint32_t row) const {
  const program::TableColumn& column = view_.program.table_columns[table_column];
  auto at = [&](std::size_t offset) { return view_.program.cells[column.first_cell + offset]; };
  switch (column.kind) {
    case RegisterKind::Int:
      return format_interval({at(2 * row), at(2 * row + 1)}, column.type, view_.words);
    case RegisterKind::Set:
      return set(static_cast<std::uint64_t>(at(row)), column.type_id);
    case RegisterKind::Truth:
      return code(static_cast<std::int32_t>(at(row)), ValueType::Truth, kAbsent, false);
    case RegisterKind::Code:
    case RegisterKind::Result:
      break;
  }
  return code(static_cast<std::int32_t>(at(row)), column.type, column.type_id, false);
}

bool Wording::says_none(std::string_view value) const {
  return value == view_.words(say::None);
}

bool Wording::says_unknown(std::string_view value) const {
  const Catalogue& words = view_.words;
  return value == words(say::Unknown) || value == words(say::UnknownNumber) ||
         value == words(say::UnknownDays) || value == words(say::UnknownMonths) ||
         value == words(say::UnknownHours);
}

std::string Wording::table_row(std::uint32_t table, std::uint32_t row) const {
  program::Range columns = view_.program.tables[table].columns;
  for (std::uint32_t i = columns.first; i < columns.first + columns.count; ++i) {
    const program::TableColumn& column = view_.program.table_columns[i];
    if (is_name(view_, column) && view_.program.cells[column.first_cell + row] >= 0)
      return std::string(view_.translated(cell(i, row)));
  }
  return table_key(table, row);
}

std::string Wording::table_key(std::uint32_t table, std::uint32_t row) const {
  const program::Table& described = view_.program.tables[table];
  std::string result;
  for (std::uint32_t column : Program::in(view_.program.indexes, described.key)) {
    if (!result.empty()) result += ", ";
    result += cell(described.columns.first + column, row);
  }
  return result;
}

std::string Wording::filling(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const {
  if (part.among != kAbsent) return InWords(view_, places_, *this).list(part, level, row);
  const std::uint32_t own_row = view_.ancestor_row(level, row, view_.level_of(part.hole));
  if (part.form == program::HoleForm::Names) return InWords(view_, places_, *this).set(part.hole, own_row);
  return value(part.hole, own_row);
}

void Wording::add_hole(const program::TextPart& part, std::uint32_t level, std::uint32_t row,
                       std::string& to) const {
  const Language language = view_.words.language();
  std::string filling = this->filling(part, level, row);
  const program::Register& kind = view_.register_kinds[part.hole & ~kNegated];
  const bool is_date = part.form == program::HoleForm::Value && kind.kind == RegisterKind::Code &&
                       kind.type == ValueType::Date;
  if (is_date && language == Language::Fr && says_unknown(filling)) {
    // French puts an article before a date, « depuis le {date} », but not before words for an unknown one.
    filling = view_.words(say::UnknownDate);
    if (to.ends_with("au ")) to.replace(to.size() - 3, 3, "à ");
    if (to.ends_with("du ")) to.replace(to.size() - 3, 3, "de ");
    if (to.ends_with(" le ")) to.resize(to.size() - 3);
  }
  // In French the word before the filling may have to elide. English stays as the author wrote it.
  if (language == Language::Fr) return append(to, filling, language);
  to += filling;
}

std::string Wording::text(program::Range parts, std::uint32_t level, std::uint32_t row) const {
  std::string result;
  if (view_.translations) parts = view_.translations->parts(parts);
  for (const program::TextPart& part : Program::in(view_.program.text_parts, parts)) {
    if (part.hole == kAbsent) {
      result += view_.text(part.text);
    } else {
      add_hole(part, level, row, result);
    }
  }
  return result;
}

std::string Wording::claim(program::Range parts, std::uint32_t level, std::uint32_t row) const {
  std::string result;
  if (view_.translations) parts = view_.translations->parts(parts);
  for (const program::TextPart& part : Program::in(view_.program.text_parts, parts)) {
    if (part.hole != kAbsent) {
      add_hole(part, level, row, result);
      continue;
    }
    const std::string_view text = view_.text(part.text), head = text.substr(0, text.find(": "));
    result += head;
    if (head.size() == text.size()) continue;
    constexpr std::string_view kNoBreak = "\u00A0";
    if (result.ends_with(kNoBreak)) result.resize(result.size() - kNoBreak.size());
    while (result.ends_with(' ')) result.pop_back();
    break;
  }
  return result;
}

}  // namespace precept
