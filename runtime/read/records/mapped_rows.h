// Which rows of a sheet are records, as a mapping says; what it leaves out is told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/mapped_cells.h"
#include "runtime/read/records/row_names.h"

namespace precept {

class MappedRows {
 public:
  /// `mapping` may be null: each row with a value is then one. All outlive it.
  MappedRows(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
             const MappedCells& cells, const Sources& sources);

  /// Whether a row is a record. Rows are asked for once each, in order.
  bool is_record(std::size_t row);
  /// The cell of the last row that gives its value to the rows below; null where none did.
  const Cell* section() const { return section_; }
  /// How many rows so far are no records because of `only`.
  std::size_t left_out_by_only() const { return filtered_; }
  /// Tells which rows were left out, and which are hidden.
  void note(Diagnostics& diagnostics) const;

 private:
  bool is_named(const Cell& first) const;
  bool fits_filters(std::size_t row) const;
  const Cell* only_value(std::size_t row) const;

  const Sheet& sheet_;
  const ListHeader& header_;
  const ListMapping* mapping_;
  const MappedCells& cells_;
  const Sources& sources_;
  std::vector<bool> is_hidden_;
  const Cell* section_ = nullptr;
  RowNames named_, hidden_, early_;
  std::size_t filtered_ = 0;
  Span first_filtered_;
};

}  // namespace precept
