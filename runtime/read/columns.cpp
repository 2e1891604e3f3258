#include "runtime/read/columns.h"

#include <algorithm>

namespace precept {

namespace {

constexpr std::uint32_t kFirstRows = 16;

}  // namespace

void ColumnWriter::none(std::uint32_t row) {
  switch (kind_) {
    case RegisterKind::Int:
      return interval(row, Interval::none());
    case RegisterKind::Set:
      return set(row, kNoneSet);
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return code(row, kNone);
  }
}

void ColumnWriter::unknown(std::uint32_t row) {
  switch (kind_) {
    case RegisterKind::Int:
      return interval(row, Interval::unknown());
    case RegisterKind::Set:
      return set(row, kUnknownSet);
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return code(row, kUnknown);
  }
}

void ColumnWriter::constant(std::uint32_t row, std::int64_t value) {
  switch (kind_) {
    case RegisterKind::Int:
      return integer(row, value);
    case RegisterKind::Set:
      return set(row, static_cast<std::uint64_t>(value));
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return code(row, static_cast<std::int32_t>(value));
  }
}

void ColumnWriter::interval(std::uint32_t row, Interval value) {
  if (data_->high.empty()) data_->high = data_->low;
  data_->low[row] = value.low;
  data_->high[row] = value.high;
}

void ColumnWriter::resize(std::size_t rows) {
  switch (kind_) {
    case RegisterKind::Int:
      data_->low.resize(rows);
      if (!data_->high.empty()) data_->high.resize(rows);
      return;
    case RegisterKind::Set:
      data_->masks.resize(rows);
      return;
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      data_->codes.resize(rows * width_);
      return;
  }
}

LevelWriter::LevelWriter(LevelRows* rows, std::vector<ColumnWriter*> columns)
    : rows_(rows), columns_(std::move(columns)) {
  if (rows_ == nullptr) {
    for (ColumnWriter* column : columns_) column->resize(1);
  } else {
    rows_->offsets.push_back(0);
  }
}

void LevelWriter::grow() {
  capacity_ = std::max(kFirstRows, 2 * capacity_);
  for (ColumnWriter* column : columns_) column->resize(capacity_);
}

void LevelWriter::finish() {
  if (rows_ == nullptr) return;
  for (ColumnWriter* column : columns_) column->resize(rows_->count);
}

DocumentWriter::DocumentWriter(const Program& program, Document& document) {
  const program::Unit& unit = program.units[document.unit];
  auto columns = Program::in(program.columns, unit.columns);
  auto levels = Program::in(program.levels, unit.levels);
  document.columns.resize(columns.size());
  document.levels.resize(levels.size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns_.emplace_back(document.columns[i], columns[i]);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    std::vector<ColumnWriter*> of_level;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].level == level) of_level.push_back(&columns_[i]);
    }
    levels_.emplace_back(level == 0 ? nullptr : &document.levels[level], std::move(of_level));
  }
}

void DocumentWriter::finish() {
  for (LevelWriter& level : levels_) level.finish();
}

}  // namespace precept
