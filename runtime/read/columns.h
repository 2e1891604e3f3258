// Writes a document's columns, row by row.
#pragma once

#include <cstring>
#include <deque>
#include <vector>

#include "runtime/document/document.h"

namespace precept {

/// Writes one column. Each row is written once, after its level has made room for it. The columns of a level
/// may be written in any order.
class ColumnWriter {
 public:
  ColumnWriter(ColumnData& data, const program::Column& shape)
      : data_(&data), kind_(shape.kind), width_(shape.width), raw_(shape.raw != 0) {}

  bool raw() const { return raw_; }
  void code(std::uint32_t row, std::int32_t value) {
    if (width_ == 1) {
      data_->codes[row] = static_cast<std::byte>(value);
    } else {
      std::memcpy(data_->codes.data() + std::size_t{row} * 4, &value, 4);
    }
  }
  void integer(std::uint32_t row, std::int64_t value) {
    data_->low[row] = value;
    if (!data_->high.empty()) data_->high[row] = value;
  }
  void set(std::uint32_t row, std::uint64_t mask) { data_->masks[row] = mask; }
  void none(std::uint32_t row);
  void unknown(std::uint32_t row);
  /// A constant of the program, of the column's kind.
  void constant(std::uint32_t row, std::int64_t value);

  void resize(std::size_t rows);

 private:
  void interval(std::uint32_t row, Interval value);

  ColumnData* data_;
  RegisterKind kind_;
  std::uint8_t width_;
  bool raw_;
};

/// Adds rows to one level, and makes room for them in all its columns.
class LevelWriter {
 public:
  /// `rows` is null for the document, which has its one row from the start.
  LevelWriter(LevelRows* rows, std::vector<ColumnWriter*> columns);

  std::uint32_t count() const { return rows_ == nullptr ? 1 : rows_->count; }
  /// Adds a row whose value begins at byte `place`, and gives its number.
  std::uint32_t add_row(std::uint32_t place) {
    if (rows_->count == capacity_) grow();
    rows_->places.push_back(place);
    return rows_->count++;
  }
  /// Ends the elements of the current parent row. Is called once for each parent row, in order.
  void end_parent() { rows_->offsets.push_back(rows_->count); }
  /// Cuts the columns to the rows that are there.
  void finish();

 private:
  void grow();

  LevelRows* rows_;
  std::vector<ColumnWriter*> columns_;
  std::uint32_t capacity_ = 0;
};

/// Writers for all columns and List levels of a document.
class DocumentWriter {
 public:
  DocumentWriter(const Program& program, Document& document);
  /// Null for kAbsent.
  ColumnWriter* column(std::uint32_t index) { return index == kAbsent ? nullptr : &columns_[index]; }
  LevelWriter* level(std::uint32_t index) { return index == kAbsent ? nullptr : &levels_[index]; }
  void finish();

 private:
  std::deque<ColumnWriter> columns_;
  std::deque<LevelWriter> levels_;  ///< as the unit's levels; only lists are written
};

}  // namespace precept
