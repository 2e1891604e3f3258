// Where a row of a level lies in the document: JSON pointer, name, line and column.
//
//   each s in f.stalls      row 1 of the level: "/stalls/1", "Ben", fair.json:3:3
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/place_cursor.h"
#include "runtime/document/document.h"
#include "runtime/report/report.h"

namespace precept {

/// Refers to program, document and sources, which outlive it. Levels, rows and columns are of the document's
/// unit and must exist; nothing here reports an error.
class DocumentPlaces {
 public:
  DocumentPlaces(const Program& program, const Document& document, const Sources& sources);

  /// "/attendance/3"; of a nested list "/a/1/b/0"; of the document "". `row` counts in the whole list.
  std::string pointer(std::uint32_t level, std::uint32_t row) const;
  /// The row of a list that a JSON pointer leads to; and the first `most` rows that have the name.
  std::optional<std::uint32_t> row_at(std::uint32_t level, std::string_view pointer) const;
  std::vector<std::uint32_t> rows_named(std::uint32_t level, std::string_view name, std::size_t most) const;
  /// The row of the list's parent level that an element belongs to.
  std::uint32_t parent_row(std::uint32_t level, std::uint32_t row) const;
  /// The row's `name`; empty where the record has no such field, or nobody gave it.
  std::string name(std::uint32_t level, std::uint32_t row) const;
  /// A text column's value; empty where it is none or unknown.
  std::string text(std::uint32_t column, std::uint32_t row) const;
  /// The string of a text code; `raw` as in program::Column. `beginning_of` cuts a long one, as messages do.
  std::string text_of(std::int32_t code, bool raw) const;
  std::string beginning_of(std::int32_t code, bool raw) const;
  /// Where the row begins. Costs least when rows are asked for in the order of the document.
  Place place(std::uint32_t level, std::uint32_t row);
  /// Where the value at a path below the row begins. For an absent value, where the value around it begins.
  Place place(std::uint32_t level, std::uint32_t row, std::string_view path);
  /// Where a byte of the document's text lies.
  Place at(std::uint32_t offset);

 private:
  std::string document_name() const;
  std::uint32_t offset(std::uint32_t level, std::uint32_t row) const;
  const Program& program_;
  const program::Unit& unit_;
  std::span<const program::Level> levels_;
  const Document& document_;
  const Sources& sources_;
  PlaceCursor cursor_;
  /// Offsets of values by level, row and path, kept because many reasons rest on the same. Those of the
  /// document itself are all kept, as a long list may stand before them; of elements, so many.
  static constexpr std::size_t kMostKept = 4096;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::uint32_t, std::less<>> offsets_;
  std::string document_name_;  ///< kept because it is asked for often
};

}  // namespace precept
