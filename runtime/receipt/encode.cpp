#include "runtime/receipt/encode.h"

#include <fmt/format.h>

namespace precept::receipt {

std::string type_name(const Program& program, RegisterKind kind, ValueType type, std::uint32_t id) {
  auto enum_name = [&] { return program.text(program.enums[id].name); };
  switch (kind) {
    case RegisterKind::Truth:
      return "truth";
    case RegisterKind::Int:
      return "number";
    case RegisterKind::Set:
      return fmt::format("set {}", enum_name());
    case RegisterKind::Code:
    case RegisterKind::Result:
      break;
  }
  switch (type) {
    case ValueType::Truth:
      return "truth or none";
    case ValueType::Date:
      return "date";
    case ValueType::Text:
      return "text";
    case ValueType::Enum:
      return fmt::format("enum {}", enum_name());
    case ValueType::Key:
    case ValueType::Row:
      return fmt::format("row {}", program.text(program.tables[id].name));
    case ValueType::Presence:
      return "presence";
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
    case ValueType::Set:
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

Json encode_code(const Program& program, std::int64_t code, ValueType type, std::uint32_t id) {
  if (code == kUnknown) return unknown_json();
  if (code < 0) return none_json();
  const auto index = static_cast<std::size_t>(code);
  switch (type) {
    case ValueType::Truth:
      return code != 0;
    case ValueType::Date:
      return format_date(static_cast<Day>(code));
    case ValueType::Text:
      return program.text(program.texts[index]);
    case ValueType::Enum:
      return program.text(Program::in(program.enum_members, program.enums[id].members)[index].name);
    case ValueType::Presence:
      return "there";
    case ValueType::Key:
    case ValueType::Row:
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
    case ValueType::Set:
      break;
  }
  return code;
}

Json encode_constant(const Program& program, std::int64_t value, const program::Register& as) {
  switch (as.kind) {
    case RegisterKind::Truth:
      return value != 0;
    case RegisterKind::Int:
      return value;
    case RegisterKind::Set:
      return encode_set(program, static_cast<std::uint64_t>(value), as.type_id);
    case RegisterKind::Code:
    case RegisterKind::Result:
      break;
  }
  return encode_code(program, value, as.type, as.type_id);
}

Json encode_cell(const Program& program, const program::TableColumn& column, std::uint32_t row) {
  const auto cells = program.cells.subspan(column.first_cell);
  switch (column.kind) {
    case RegisterKind::Int:
      return encode(Interval{cells[2 * row], cells[2 * row + 1]});
    case RegisterKind::Set:
      return encode_set(program, static_cast<std::uint64_t>(cells[row]), column.type_id);
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      break;
  }
  return encode_code(program, cells[row], column.type, column.type_id);
}

}  // namespace precept::receipt
