// Rows of tables by their keys, for hover and completion; as the last sound state of a policy had them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authoring/server/common/feature.h"

namespace precept::server {

/// The table with this name; null where there is none, or where the policy never was sound.
const model::Table* table_named(const PolicyState& policy, std::string_view name);
/// The row that a simple key, in either spelling, names.
std::optional<std::size_t> row_of(const model::Table& table, std::string_view key);
/// A row's cell in words.
std::string cell_in_words(const model::Model& model, const model::Table& table, std::size_t row,
                          std::size_t column);
/// The row in Markdown, a line for each column.
std::string row_in_words(const PolicyState& policy, const model::Table& table, std::size_t row);

}  // namespace precept::server
