#include "runtime/receipt/encode.h"

#include <fmt/format.h>

namespace precept::receipt {

std::string type_name(const Program& program, Kind kind, Meaning meaning, std::uint32_t id) {
  auto enum_name = [&] { return program.text(program.enums[id].name); };
  switch (kind) {
    case Kind::Truth:
      return "truth";
    case Kind::Int:
      return "number";
    case Kind::Set:
      return fmt::format("set {}", enum_name());
    case Kind::Code:
    case Kind::Result:
      break;
  }
  switch (meaning) {
    case Meaning::Truth:
      return "truth or none";
    case Meaning::Date:
      return "date";
    case Meaning::Text:
      return "text";
    case Meaning::Enum:
      return fmt::format("enum {}", enum_name());
    case Meaning::Key:
    case Meaning::Row:
      return fmt::format("row {}", program.text(program.tables[id].name));
    case Meaning::Presence:
      return "presence";
    case Meaning::Int:
    case Meaning::Duration:
    case Meaning::Set:
      break;
  }
  return "number";
}

Json encode(Truth truth) {
  return truth == Truth::Unknown ? unknown_json() : Json(truth == Truth::Yes);
}

Json encode(Interval interval) {
  if (interval.is_none()) return none_json();
  if (interval.is_unknown()) return unknown_json();
  if (interval.is_exact()) return interval.low;
  return Json::array({interval.low, interval.high});
}

Json encode_set(const Program& program, std::uint64_t mask, std::uint32_t enumeration) {
  if ((mask & kUnknownSet) != 0) return unknown_json();
  if ((mask & kNoneSet) != 0) return none_json();
  Json members = Json::array();
  std::uint32_t code = 0;
  for (const auto& member : Program::in(program.enum_members, program.enums[enumeration].members)) {
    if ((mask >> code++ & 1) != 0) members.push_back(program.text(member.name));
  }
  return members;
}

Json encode_code(const Program& program, std::int64_t code, Meaning meaning, std::uint32_t id) {
  if (code == kUnknown) return unknown_json();
  if (code < 0) return none_json();
  const auto index = static_cast<std::size_t>(code);
  switch (meaning) {
    case Meaning::Truth:
      return code != 0;
    case Meaning::Date:
      return format_date(static_cast<Day>(code));
    case Meaning::Text:
      return program.text(program.texts[index]);
    case Meaning::Enum:
      return program.text(Program::in(program.enum_members, program.enums[id].members)[index].name);
    case Meaning::Presence:
      return "there";
    case Meaning::Key:
    case Meaning::Row:
    case Meaning::Int:
    case Meaning::Duration:
    case Meaning::Set:
      break;
  }
  return code;
}

Json encode_constant(const Program& program, std::int64_t value, const program::Register& as) {
  switch (as.kind) {
    case Kind::Truth:
      return value != 0;
    case Kind::Int:
      return value;
    case Kind::Set:
      return encode_set(program, static_cast<std::uint64_t>(value), as.meaning_id);
    case Kind::Code:
    case Kind::Result:
      break;
  }
  return encode_code(program, value, as.meaning, as.meaning_id);
}

Json encode_cell(const Program& program, const program::TableColumn& column, std::uint32_t row) {
  const auto cells = program.cells.subspan(column.first_cell);
  switch (column.kind) {
    case Kind::Int:
      return encode(Interval{cells[2 * row], cells[2 * row + 1]});
    case Kind::Set:
      return encode_set(program, static_cast<std::uint64_t>(cells[row]), column.meaning_id);
    case Kind::Code:
    case Kind::Truth:
    case Kind::Result:
      break;
  }
  return encode_code(program, cells[row], column.meaning, column.meaning_id);
}

}  // namespace precept::receipt
