#include "runtime/repair/change/fields.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/limits.h"
#include "base/moment.h"
#include "runtime/edit/json_edit.h"

namespace precept {

using program::Form;

std::string json_string(std::string_view text) {
  return json_edit::Json(std::string(text)).dump(-1, ' ', false, json_edit::Json::error_handler_t::replace);
}

bool is_json(std::string_view text) {
  return json_edit::Json::accept(text);
}

Fields::Fields(const RunView& view, const DocumentPlaces& places)
    : view_(view), places_(places), columns_(view.columns.size()), lists_(view.levels.size()) {
  walk(view.unit.root, false);
}

void Fields::walk(std::uint32_t object, bool is_fixed) {
  for (const program::Field& field :
       Program::in(view_.program.fields, view_.program.objects[object].fields)) {
    Entry entry{&field, is_fixed || field.is_fixed != 0};
    if (field.column != kAbsent) columns_[field.column] = entry;
    if (field.element_column != kAbsent) columns_[field.element_column] = entry;
    if (field.level != kAbsent) lists_[field.level] = entry;
    if (field.object != kAbsent) walk(field.object, entry.is_fixed);
  }
}

std::string Fields::pointer(std::uint32_t column, std::uint32_t row) const {
  const program::Column& described = view_.columns[column];
  return places_.pointer(described.level, row) + std::string(view_.text(described.path));
}

std::string Fields::list_pointer(std::uint32_t level, std::uint32_t parent_row) const {
  std::string_view path = view_.text(view_.levels[level].path);
  std::uint32_t above = view_.levels[level].parent;
  // Of "/a/*/b" below "/a", take what follows "/a/*".
  std::string_view below = path.substr(above == 0 ? 0 : view_.text(view_.levels[above].path).size() + 2);
  return places_.pointer(above, parent_row) + std::string(below);
}

std::string Fields::code_json(const program::Field& field, Form form, std::int32_t code) const {
  auto index = static_cast<std::uint32_t>(code);
  switch (form) {
    case Form::Truth:
      return code == 1 ? "true" : "false";
    case Form::Date:
      return json_string(format_date(code));
    case Form::Text:
      return json_string(view_.document.texts.text(code));
    case Form::Enum:
    case Form::Set: {
      auto members = Program::in(view_.program.enum_members, view_.program.enums[field.id].members);
      return json_string(view_.text(members[index].name));
    }
    case Form::Key:
      return key_json(field.id, index, 0);
    case Form::Object:
      return "{}";
    case Form::List:
      return "[]";
    case Form::Int:
    case Form::Duration:
    case Form::Months:
      return std::to_string(code);
    case Form::Moment:
      return json_string(format_moment(code));
    case Form::Hours:
      return json_string(format_hours(code));
    case Form::Number:
      return format_decimal(code);
  }
  return "null";
}

std::string Fields::set_json(const program::Field& field, std::uint64_t mask) const {
  std::string result;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(kMaxSetMembers); ++i) {
    if ((mask >> i & 1) == 0) continue;
    result += (result.empty() ? "" : ",") + code_json(field, Form::Enum, i);
  }
  return "[" + result + "]";
}

/// A key may be a key of another table. The verifier has bounded the depth.
std::string Fields::key_json(std::uint32_t table, std::uint32_t row, unsigned depth) const {
  const program::Table& described = view_.program.tables[table];
  if (described.key.count != 1 || depth > limits::kKeyDepth) return "null";
  const program::TableColumn& key =
      Program::in(view_.program.table_columns, described.columns)[view_.program.indexes[described.key.first]];
  if (key.kind == RegisterKind::Int) return std::to_string(view_.program.cells[key.first_cell + 2 * row]);
  const std::int64_t code = view_.program.cells[key.first_cell + row];
  if (code < 0) return "null";
  auto cell = static_cast<std::uint32_t>(code);
  switch (key.type) {
    case ValueType::Enum:
      return json_string(view_.text(
          Program::in(view_.program.enum_members, view_.program.enums[key.type_id].members)[cell].name));
    case ValueType::Key:
      return key_json(key.type_id, cell, depth + 1);
    case ValueType::Date:
      return json_string(format_date(static_cast<Day>(cell)));
    case ValueType::Text:
    case ValueType::Truth:
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
    case ValueType::Set:
    case ValueType::Row:
    case ValueType::Presence:
      break;
  }
  return json_string(view_.text(view_.program.texts[cell]));
}

std::uint32_t Fields::code_count(const program::Field& field, Form form) const {
  switch (form) {
    case Form::Truth:
      return 2;
    case Form::Enum:
    case Form::Set:
      return view_.program.enums[field.id].members.count;
    case Form::Key:
      return view_.program.tables[field.id].row_count;
    case Form::Object:
    case Form::List:
      return 1;
    case Form::Date:
    case Form::Text:
    case Form::Int:
    case Form::Number:
    case Form::Duration:
    case Form::Months:
    case Form::Moment:
    case Form::Hours:
      return 0;
  }
  return 0;
}

}  // namespace precept
