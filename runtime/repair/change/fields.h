// The fields behind a document's columns and lists: where they lie, what they
// may hold, what is fixed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/run/places.h"
#include "runtime/run/run_view.h"

namespace precept {

class Fields {
 public:
  Fields(const RunView& view, const Places& places);

  /// The field whose value a column holds; of a list of single values' elements
  /// the list's.
  const program::Field& of_column(std::uint32_t column) const { return *columns_[column].field; }
  const program::Field& of_list(std::uint32_t level) const { return *lists_[level].field; }
  /// The field, or a record or list that it lies in, is marked as fixed.
  bool is_fixed(std::uint32_t column) const { return columns_[column].is_fixed; }
  /// The list is, or what it lies in.
  bool is_list_fixed(std::uint32_t level) const { return lists_[level].is_fixed; }

  /// "/attendance/3/country".
  std::string pointer(std::uint32_t column, std::uint32_t row) const;
  /// "/attendance"; `parent_row` of the level that the list's owner is a row
  /// of.
  std::string list_pointer(std::uint32_t level, std::uint32_t parent_row) const;

  /// The value of a code as a document writes it, as JSON: `"KE"`, `true`,
  /// `"2023-05-02"`.
  std::string code_json(const program::Field& field, program::Form form, std::int32_t code) const;
  std::string set_json(const program::Field& field, std::uint64_t mask) const;
  /// How many codes the field's values have, 0 where they are not listed.
  std::uint32_t code_count(const program::Field& field, program::Form form) const;

 private:
  struct Entry {
    const program::Field* field = nullptr;
    bool is_fixed = false;
  };
  void walk(std::uint32_t object, bool is_fixed);
  std::string key_json(std::uint32_t table, std::uint32_t row, unsigned depth) const;

  const RunView& view_;
  const Places& places_;
  std::vector<Entry> columns_, lists_;  ///< by column, by level
};

/// The text as a JSON string.
std::string json_string(std::string_view text);
bool is_json(std::string_view text);

}  // namespace precept
