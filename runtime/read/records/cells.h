// What one cell of a list is in the JSON of the contract.
//
//   invited : truth     `Yes`, a truth or 1: true. `maybe` is reported.
//   entity  : text      the number 1188: "1188", and a note says so
//
// Members, keys and dates stay as they are written: the reader of documents knows them, and tells the way
// out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// What a word says of a truth: `yes`, `true` and `1`, or `no`, `false` and `0`, in any letter case. Nothing
/// where it is neither.
std::optional<bool> truth_said(std::string_view word);

class CellReader {
 public:
  explicit CellReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  /// Reports a cell that holds an error, or a formula without a result; true where it did.
  bool report_if_unreadable(const Cell& cell, const ListField& field) {
    const bool is_readable = cell.kind != CellKind::Error && cell.kind != CellKind::NoResult;
    return !is_readable && report_unreadable(cell, field);
  }
  /// Appends to `json` a text, which is the cell's or one of several in it, as a value of that form. False
  /// where it was reported that it cannot be one; nothing is appended then.
  bool append(std::string& json, const Cell& cell, std::string_view text, const ListField& field,
              program::Form form);
  /// The numbers and days that became texts, by their places.
  const std::vector<Span>& taken_as_text() const { return taken_as_text_; }

 private:
  bool report_unreadable(const Cell& cell, const ListField& field);
  bool append_truth(std::string& json, const Cell& cell, std::string_view text, const ListField& field);
  bool append_text(std::string& json, const Cell& cell, std::string_view text, const ListField& field);
  bool report_no_offset(const Cell& cell, const ListField& field);
  bool report_no_length(const Cell& cell, const ListField& field);
  bool report_wrong(const Cell& cell, const ListField& field);

  Diagnostics& diagnostics_;
  std::vector<Span> taken_as_text_;
};

}  // namespace precept
