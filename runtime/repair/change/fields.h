// The fields behind a document's columns and lists: their pointers, their values in JSON, and whether they
// are `fixed`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

/// Refers to view and places, which outlive it.
class Fields {
 public:
  Fields(const RunView& view, const DocumentPlaces& places);

  /// The field of a column; for the elements of a list of single values, the list's field.
  const program::Field& of_column(std::uint32_t column) const { return *columns_[column].field; }
  const program::Field& of_list(std::uint32_t level) const { return *lists_[level].field; }
  /// Whether the field, or a record or list around it, is marked as `fixed`.
  bool is_fixed(std::uint32_t column) const { return columns_[column].is_fixed; }
  /// The same for a list.
  bool is_list_fixed(std::uint32_t level) const { return lists_[level].is_fixed; }

  /// "/attendance/3/country".
  std::string pointer(std::uint32_t column, std::uint32_t row) const;
  /// "/attendance". `parent_row` is the row of the parent level that owns the list.
  std::string list_pointer(std::uint32_t level, std::uint32_t parent_row) const;

  /// The value of a code in JSON, as a document writes it: `"KE"`, `true`, `"2023-05-02"`.
  std::string code_json(const program::Field& field, program::Form form, std::int32_t code) const;
  std::string set_json(const program::Field& field, std::uint64_t mask) const;
  /// The number of possible codes of the field; 0 where they cannot be listed.
  std::uint32_t code_count(const program::Field& field, program::Form form) const;

 private:
  struct Entry {
    const program::Field* field = nullptr;
    bool is_fixed = false;
  };
  void walk(std::uint32_t object, bool is_fixed);
  std::string key_json(std::uint32_t table, std::uint32_t row, unsigned depth) const;

  const RunView& view_;
  const DocumentPlaces& places_;
  std::vector<Entry> columns_, lists_;  ///< by column, by level
};

/// The text as a JSON string.
std::string json_string(std::string_view text);
bool is_json(std::string_view text);

}  // namespace precept
