// Where a row of a level lies in the document: JSON pointer, name, line and column.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/place_cursor.h"
#include "runtime/document/document.h"
#include "runtime/report/report.h"

namespace precept {

class Places {
 public:
  Places(const Program& program, const Document& document, const Sources& sources);

  /// "/attendance/3"; of a nested list "/a/1/b/0"; of the document "". `row` counts in the whole list.
  std::string pointer(std::uint32_t level, std::uint32_t row) const;
  /// The row of a list that a JSON pointer leads to, and those that have a name, the first `most` of them.
  std::optional<std::uint32_t> row_at(std::uint32_t level, std::string_view pointer) const;
  std::vector<std::uint32_t> rows_named(std::uint32_t level, std::string_view name, std::size_t most) const;
  /// The row of the list's parent level that an element belongs to.
  std::uint32_t parent_row(std::uint32_t level, std::uint32_t row) const;
  /// The row's `name`; empty where it has none or none is known.
  std::string name(std::uint32_t level, std::uint32_t row) const;
  /// A text column's value; empty where it is none or unknown.
  std::string text(std::uint32_t column, std::uint32_t row) const;
  /// The string of a text code; `raw` as of a column. Of a long one the beginning, as messages show it.
  std::string text_of(std::int32_t code, bool raw) const;
  std::string beginning_of(std::int32_t code, bool raw) const;
  /// Where the row begins. Cheapest when asked for in the order of the document.
  ReportPlace place(std::uint32_t level, std::uint32_t row);
  /// Where the value at a path below the row begins, or of what holds it where it is absent.
  ReportPlace place(std::uint32_t level, std::uint32_t row, std::string_view path);
  /// Where a byte of the document's text lies.
  ReportPlace at(std::uint32_t offset);

 private:
  std::string document_name() const;
  std::uint32_t offset(std::uint32_t level, std::uint32_t row) const;
  const Program& program_;
  const program::Unit& unit_;
  std::span<const program::Level> levels_;
  const Document& document_;
  const Sources& sources_;
  PlaceCursor cursor_;
  /// Of values of the document itself, by path: they may stand behind a long list, and many subjects rest on
  /// them.
  std::map<std::string, std::uint32_t, std::less<>> document_offsets_;
  std::string document_name_;  ///< for as long as anything is asked, many things are asked of the document
};

}  // namespace precept
