#include "runtime/format.h"

#include <limits>

namespace precept {

namespace {

std::string with_unit(std::int64_t number, bool is_duration) {
  std::string text = std::to_string(number);
  if (is_duration) text += number == 1 ? " day" : " days";
  return text;
}

}  // namespace

std::string format_interval(Interval value, bool is_duration) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  if (value.is_none()) return "none";
  if (value.is_unknown()) return is_duration ? "an unknown number of days" : "an unknown number";
  if (value.is_exact()) return with_unit(value.low, is_duration);
  if (value.high == kMost) return "at least " + with_unit(value.low, is_duration);
  if (value.low == kLeast) return "at most " + with_unit(value.high, is_duration);
  return std::to_string(value.low) + " to " + with_unit(value.high, is_duration);
}

std::string Wording::value(std::uint32_t reg, std::uint32_t row) const {
  const program::Register& kind = view_.register_kinds[reg & ~kNegated];
  switch (kind.kind) {
    case Kind::Truth:
      switch (view_.registers.truth(reg, row)) {
        case Truth::Yes:
          return "yes";
        case Truth::No:
          return "no";
        case Truth::Unknown:
          return "unknown";
      }
      return {};
    case Kind::Code:
      return code(view_.registers.code(reg, row), kind.meaning, kind.meaning_id, kind.raw != 0);
    case Kind::Int:
      return format_interval(view_.registers.integer(reg, row), kind.meaning == Meaning::Duration);
    case Kind::Set:
      return set(view_.registers.set(reg, row), kind.meaning_id);
    case Kind::Result:
      return {};  // no expression of the language has one
  }
  return {};
}

std::string Wording::code(std::int32_t code, Meaning meaning, std::uint32_t id, bool raw) const {
  if (code == kNone) return "none";
  if (code < 0) return "unknown";
  auto index = static_cast<std::uint32_t>(code);
  switch (meaning) {
    case Meaning::Truth:
      return code == 1 ? "yes" : "no";
    case Meaning::Date:
      return format_date(code);
    case Meaning::Text:
      return places_.text_of(code, raw);
    case Meaning::Enum: {
      auto members = Program::in(view_.program.enum_members, view_.program.enums[id].members);
      return std::string(view_.text(members[index].label));
    }
    case Meaning::Key:
    case Meaning::Row:
      return table_row(id, index);
    case Meaning::Presence:
      return "given";
    case Meaning::Int:
    case Meaning::Duration:
    case Meaning::Set:
      break;  // never held as a code
  }
  return std::to_string(code);
}

std::string Wording::constant(const program::Constant& constant, const program::Register& with) const {
  return code(static_cast<std::int32_t>(constant.value), with.meaning, with.meaning_id, false);
}

std::string Wording::set(std::uint64_t mask, std::uint32_t enumeration) const {
  if ((mask & kUnknownSet) != 0) return "unknown";
  if ((mask & kNoneSet) != 0) return "none";
  if (mask == 0) return "nothing";
  std::string result;
  auto members = Program::in(view_.program.enum_members, view_.program.enums[enumeration].members);
  for (std::size_t i = 0; i < members.size() && i < kMaxSetMembers; ++i) {
    if ((mask >> i & 1) == 0) continue;
    if (!result.empty()) result += ", ";
    result += view_.text(members[i].label);
  }
  return result;
}

std::string Wording::column(std::uint32_t column, std::uint32_t row) const {
  const program::Column& described = view_.columns[column];
  const ColumnData& data = view_.document.columns[column];
  switch (described.kind) {
    case Kind::Int:
      return format_interval({data.low[row], data.high.empty() ? data.low[row] : data.high[row]},
                             described.meaning == Meaning::Duration);
    case Kind::Set:
      return set(data.masks[row], described.meaning_id);
    case Kind::Code:
    case Kind::Truth:
    case Kind::Result:
      break;
  }
  std::int32_t held = view_.document.code(view_.program, column, row);
  std::string value = code(held, described.meaning, described.meaning_id, described.raw != 0);
  return described.meaning == Meaning::Text && held >= 0 ? "“" + value + "”" : value;
}

std::string Wording::cell(std::uint32_t table_column, std::uint32_t row) const {
  const program::TableColumn& column = view_.program.table_columns[table_column];
  auto at = [&](std::size_t offset) { return view_.program.cells[column.first_cell + offset]; };
  switch (column.kind) {
    case Kind::Int:
      return format_interval({at(2 * row), at(2 * row + 1)}, column.meaning == Meaning::Duration);
    case Kind::Set:
      return set(static_cast<std::uint64_t>(at(row)), column.meaning_id);
    case Kind::Truth:
      return code(static_cast<std::int32_t>(at(row)), Meaning::Truth, kAbsent, false);
    case Kind::Code:
    case Kind::Result:
      break;
  }
  return code(static_cast<std::int32_t>(at(row)), column.meaning, column.meaning_id, false);
}

std::string Wording::table_row(std::uint32_t table, std::uint32_t row) const {
  program::Range columns = view_.program.tables[table].columns;
  for (std::uint32_t i = columns.first; i < columns.first + columns.count; ++i) {
    const program::TableColumn& column = view_.program.table_columns[i];
    bool is_name = column.meaning == Meaning::Text && view_.text(column.name) == "name";
    if (is_name && view_.program.cells[column.first_cell + row] >= 0) return cell(i, row);
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

std::string Wording::text(program::Range parts, std::uint32_t level, std::uint32_t row) const {
  std::string result;
  for (const program::TextPart& part : Program::in(view_.program.text_parts, parts)) {
    if (part.hole == kAbsent) {
      result += view_.text(part.text);
    } else {
      result += value(part.hole, view_.climb(level, row, view_.level_of(part.hole)));
    }
  }
  return result;
}

}  // namespace precept
