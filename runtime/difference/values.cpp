#include "runtime/difference/values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/receipt/encode.h"

namespace precept::difference {

namespace {

using receipt::Json;

std::string in_words(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value == receipt::none_json()) return "none";
  if (value == receipt::unknown_json()) return "unknown";
  if (!value.is_array()) return value.dump();
  std::vector<std::string> members;
  for (const Json& member : value) members.push_back(in_words(member));
  std::ranges::sort(members);
  return fmt::format("{{{}}}", fmt::join(members, ", "));
}

/// As people write it: a moment, a length of time, a number with a point; else the number alone.
std::string number_in_words(Interval value, ValueType type) {
  if (value.is_none()) return "none";
  if (!value.is_exact()) return in_words(receipt::encode(value));
  switch (type) {
    case ValueType::Moment:
      return format_moment(value.low);
    case ValueType::Hours:
      return format_hours(value.low);
    case ValueType::Number:
      return format_decimal(value.low);
    default:
      return std::to_string(value.low);
  }
}

}  // namespace

std::string constant_in_words(const Program& program, std::int64_t value, const program::Register& as) {
  if (as.kind == RegisterKind::Code) return code_in_words(program, value, as.type, as.type_id);
  if (as.kind == RegisterKind::Int) return number_in_words(Interval::exactly(value), as.type);
  return in_words(receipt::encode_constant(program, value, as));
}

std::string code_in_words(const Program& program, std::int64_t code, ValueType type, std::uint32_t id) {
  const bool is_row = type == ValueType::Key || type == ValueType::Row;
  if (is_row && code >= 0) return key_in_words(program, program.tables[id], static_cast<std::uint32_t>(code));
  return in_words(receipt::encode_code(program, code, type, id));
}

std::string cell_in_words(const Program& program, const program::TableColumn& column, std::uint32_t row) {
  if (column.kind == RegisterKind::Int) {
    const auto cells = program.cells.subspan(column.first_cell);
    return number_in_words({cells[2 * row], cells[2 * row + 1]}, column.type);
  }
  if (column.kind != RegisterKind::Code) return in_words(receipt::encode_cell(program, column, row));
  return code_in_words(program, program.cells[column.first_cell + row], column.type, column.type_id);
}

std::string key_in_words(const Program& program, const program::Table& table, std::uint32_t row) {
  const auto columns = Program::in(program.table_columns, table.columns);
  std::string key;
  for (std::uint32_t column : Program::in(program.indexes, table.key))
    key += (key.empty() ? "" : ", ") + cell_in_words(program, columns[column], row);
  return key;
}

}  // namespace precept::difference
