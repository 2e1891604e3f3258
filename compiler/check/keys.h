// Rows of tables by their keys (docs/language.md, Tables).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/model/model.h"

namespace precept::checking {

class Keys {
 public:
  /// Enters a row under its key, or under the key's second spelling. If another row has this key, returns
  /// that row and enters nothing.
  std::optional<std::uint32_t> add(std::uint32_t table, const std::vector<model::Value>& key,
                                   std::uint32_t row);
  /// The row of a table by its key; one value for each key column, all known.
  std::optional<std::uint32_t> find(std::uint32_t table, const std::vector<model::Value>& key) const;

  /// Records that every row of the table's file is entered. Until then a missing key may follow from a
  /// mistake that was reported.
  void mark_complete(std::uint32_t table) { complete_.insert(table); }
  bool is_complete(std::uint32_t table) const { return complete_.contains(table); }

 private:
  std::set<std::uint32_t> complete_;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> rows_;
};

/// The value that a cell writes as `spelling`: a member's name, a key of another table, a date and so on.
/// None where it is not a value of the type.
std::optional<model::Value> read_value(const model::Model& model, const Keys& keys, const model::Type& type,
                                       std::string_view spelling);

/// The row of a table with a simple key, found by the key or its second spelling.
std::optional<std::uint32_t> find_row(const model::Model& model, const Keys& keys, std::uint32_t table,
                                      std::string_view spelling);

/// "did you mean `KE`?", for the nearest key, name or alias; empty where none is near.
std::string suggest_key(const model::Model& model, std::uint32_t table, std::string_view spelling);

}  // namespace precept::checking
