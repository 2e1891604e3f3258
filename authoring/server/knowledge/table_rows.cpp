#include "authoring/server/knowledge/table_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.h"

namespace precept::server {

const model::Table* table_named(const PolicyState& policy, std::string_view name) {
  const model::Model* model = policy.model_or_last();
  if (model == nullptr) return nullptr;
  auto found = std::ranges::find(model->tables, name, &model::Table::name);
  return found == model->tables.end() ? nullptr : &*found;
}

std::optional<std::size_t> row_of(const model::Table& table, std::string_view key) {
  if (table.key.size() != 1) return std::nullopt;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& cells = table.rows[row];
    if (cells[table.key[0]].text == key) return row;
    if (table.alternative && cells[*table.alternative].text == key) return row;
  }
  return std::nullopt;
}

std::string cell_in_words(const model::Model& model, const model::Table& table, std::size_t row,
                          std::size_t column) {
  const model::Value& cell = table.rows[row][column];
  const model::Type& type = table.columns[column].type;
  if (cell.state == model::ValueState::None) return "none";
  if (cell.state == model::ValueState::Unknown)
    return cell.text.empty() ? "unknown" : fmt::format("{}? (unknown)", cell.text);
  switch (type.kind) {
    case model::TypeKind::Truth:
      return cell.number != 0 ? "yes" : "no";
    case model::TypeKind::Date:
      return format_date(static_cast<Day>(cell.number));
    case model::TypeKind::Enum:
      return model.enums[type.id].members[static_cast<std::size_t>(cell.number)].name;
    case model::TypeKind::Key: {
      const model::Table& other = model.tables[type.id];
      return other.rows[static_cast<std::size_t>(cell.number)][other.key[0]].text;
    }
    case model::TypeKind::Set: {
      std::string members;
      for (std::size_t i = 0; i < model.enums[type.id].members.size() && i < 63; ++i) {
        if ((cell.number >> i & 1) == 0) continue;
        members += (members.empty() ? "" : ", ") + model.enums[type.id].members[i].name;
      }
      return members.empty() ? "nothing" : members;
    }
    case model::TypeKind::Text:
      return cell.text;
    case model::TypeKind::Number:
      return cell.under == 1
                 ? std::to_string(cell.number)
                 : fmt::format("{:g}", static_cast<double>(cell.number) / static_cast<double>(cell.under));
    default:
      return std::to_string(cell.number);
  }
}

std::string row_in_words(const PolicyState& policy, const model::Table& table, std::size_t row) {
  const model::Model& model = *policy.model_or_last();
  std::string result =
      fmt::format("A row of `{}`, line {} of `{}`:\n", table.name, table.lines[row], table.path);
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    result += fmt::format("- {}: {}\n", table.columns[column].name, cell_in_words(model, table, row, column));
  }
  return result;
}

}  // namespace precept::server
