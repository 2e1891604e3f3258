// How values read in texts with holes: docs/language.md, "Text with holes".
#include <cassert>
#include <limits>

#include "tests/reference/evaluate.h"

namespace precept::reference {

using model::Type;
using model::TypeKind;

namespace {

std::string number_reads(const Value& value, bool days) {
  const Interval is = value.interval;
  auto with_unit = [&](std::int64_t number) {
    return std::to_string(number) + (!days ? "" : number == 1 ? " day" : " days");
  };
  if (value.unknown()) return days ? "an unknown number of days" : "an unknown number";
  if (is.is_exact()) return with_unit(is.low);
  if (is.high == std::numeric_limits<std::int64_t>::max()) return "at least " + with_unit(is.low);
  if (is.low == std::numeric_limits<std::int64_t>::min()) return "at most " + with_unit(is.high);
  return std::to_string(is.low) + " to " + with_unit(is.high);
}

}  // namespace

std::string Evaluator::reads(const Type& type, const Value& value) const {
  if (value.none()) return "none";
  if (type.is(TypeKind::Number)) return number_reads(number_parts(value));
  if (type.is(TypeKind::Int) || type.is(TypeKind::Duration))
    return number_reads(value, type.is(TypeKind::Duration));
  if (value.unknown()) return "unknown";
  switch (type.kind) {
    case TypeKind::Truth:
      return value.number != 0 ? "yes" : "no";
    case TypeKind::Date:
      return format_date(static_cast<Day>(value.number));
    case TypeKind::Text:
      return value.text;
    case TypeKind::Enum:
      return model_.enums[type.id].members[value.number].label;
    case TypeKind::Set:
      return set_reads(type, value);
    case TypeKind::Key:
      return row_reads(model_.tables[type.id], value.number);
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Duration:
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::List:
    case TypeKind::Error:
      break;
  }
  assert(false && "the checker lets no such value into a text");
  return {};
}

std::string Evaluator::set_reads(const Type& type, const Value& value) const {
  const auto& members = model_.enums[type.id].members;
  std::string result;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if ((value.number >> i & 1) == 0) continue;
    if (!result.empty()) result += ", ";
    result += members[i].label;
  }
  return result.empty() ? "nothing" : result;
}

/// A row reads as its `name`, where the table has a text column `name` and the cell is known; else as its
/// key.
std::string Evaluator::row_reads(const model::Table& table, std::int64_t row) const {
  auto cell = [&](std::uint32_t column) {
    const Type& type = table.columns[column].type;
    return reads(type, constant_value(type, table.rows[row][column]));
  };
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    const model::Field& named = table.columns[column];
    if (named.name != "name" || !named.type.is(TypeKind::Text)) continue;
    if (table.rows[row][column].state == ValueState::Known) return cell(column);
  }
  return cell(table.key[0]);
}

std::string Evaluator::text(const model::Text& text, const Scope& scope) const {
  std::string result;
  for (const model::TextPart& part : text)
    result += part.hole == nullptr ? part.text : reads(part.hole->type, value(*part.hole, scope));
  return result;
}

}  // namespace precept::reference
