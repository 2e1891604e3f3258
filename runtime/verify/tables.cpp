// Checks constant data: tables with their hashes, and constants.
#include <bit>

#include "base/limits.h"
#include "base/moment.h"
#include "runtime/program/table.h"
#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

/// The longest run of taken slots. A hash that is half full has none as long, even with millions of rows. The
/// limit bounds the cost of a look-up.
constexpr std::uint32_t kLongestRun = 1024;
constexpr std::uint32_t kMostRows = 1u << 30;

/// Checks pairs of low and high. Low above high means none, which must be written as Interval::none().
bool check_intervals(Verification& verification, ValueType type, std::span<const std::int64_t> cells) {
  for (std::size_t row = 0; 2 * row < cells.size(); ++row) {
    const Interval cell{cells[2 * row], cells[2 * row + 1]};
    if (!verification.require(!cell.is_none() || cell == Interval::none(), "a table cell is no number"))
      return false;
    const bool is_moment =
        cell.is_none() || cell.is_unknown() || (cell.is_exact() && moment::is_moment(cell.low));
    if (!verification.require(type != ValueType::Moment || is_moment, "a table cell {} is no moment",
                              cell.low))
      return false;
  }
  return true;
}

bool check_cells(Verification& verification, const program::TableColumn& column, std::uint32_t row_count) {
  const Program& program = verification.program;
  const std::uint32_t cells_a_row = column.kind == RegisterKind::Int ? 2 : 1;
  if (!verification.range({column.first_cell, row_count * cells_a_row}, program.cells.size(),
                          "cells of a column")) {
    return false;
  }
  auto cells = program.cells.subspan(column.first_cell, std::size_t{row_count} * cells_a_row);
  if (column.kind == RegisterKind::Int) return check_intervals(verification, column.type, cells);
  const std::int64_t limit = verification.code_limit(column.type, column.type_id);
  for (std::int64_t cell : cells) {
    const auto mask = static_cast<std::uint64_t>(cell);
    const bool sound = column.kind == RegisterKind::Set
                           ? mask == kUnknownSet || mask == kNoneSet || mask >> limit == 0
                           : kUnknown <= cell && cell < limit;
    if (!verification.require(sound, "a table cell {} is out of range", cell)) return false;
  }
  return true;
}

bool check_columns(Verification& verification, const program::Table& table) {
  const Program& program = verification.program;
  for (const auto& column : Program::in(program.table_columns, table.columns)) {
    const bool cell_kind = column.kind == RegisterKind::Code || column.kind == RegisterKind::Int ||
                           column.kind == RegisterKind::Set;
    if (!verification.string(column.name, "name of a table column") ||
        !verification.require(cell_kind, "a table column has a kind that no column has") ||
        !verification.value_type(column.kind, column.type, column.width, column.type_id, "a table column") ||
        !check_cells(verification, column, table.row_count)) {
      return false;
    }
  }
  for (std::uint32_t index : Program::in(program.indexes, table.key)) {
    if (!verification.require(index < table.columns.count, "a key column is out of range") ||
        !verification.require(program.table_columns[table.columns.first + index].kind == RegisterKind::Code,
                              "a key column holds no codes")) {
      return false;
    }
  }
  if (table.alternative == kAbsent) return true;
  return verification.require(table.alternative < table.columns.count,
                              "an alternative key column is out of range") &&
         verification.require(
             program.table_columns[table.columns.first + table.alternative].type == ValueType::Text,
             "an alternative key column holds no texts");
}

/// Checks that every search in the hash ends soon, and that every row is found by its key.
bool check_slots(Verification& verification, const program::Table& table) {
  const Program& program = verification.program;
  auto slots = Program::in(program.indexes, table.slots);
  if (!verification.require(slots.empty() ? table.row_count == 0 : std::has_single_bit(slots.size()),
                            "a table's slots are not a power of two")) {
    return false;
  }
  std::uint32_t run = 0;
  // Go around twice, so that a run across the end is seen as a whole.
  for (std::size_t index = 0; index < 2 * slots.size(); ++index) {
    const std::uint32_t row = slots[index % slots.size()];
    run = row == kAbsent ? 0 : run + 1;
    if (!verification.require(row == kAbsent || row < table.row_count, "a slot of a table is out of range") ||
        !verification.require(run <= std::min<std::size_t>(kLongestRun, slots.size()),
                              "a table's slots are too full")) {
      return false;
    }
  }
  auto key = Program::in(program.indexes, table.key);
  for (std::uint32_t row = 0; row < table.row_count; ++row) {
    std::array<std::int32_t, 3> codes{};
    bool known = true;
    auto code_at = [&](std::size_t part, std::uint32_t at) {
      return program.cells[program.table_columns[table.columns.first + key[part]].first_cell + at];
    };
    for (std::size_t part = 0; part < key.size(); ++part) {
      codes[part] = static_cast<std::int32_t>(code_at(part, row));
      known = known && codes[part] >= 0;
    }
    if (known && !verification.require(find_row(program, table, std::span(codes).first(key.size())) >= 0,
                                       "row {} of a table is not found by its key", row)) {
      return false;
    }
  }
  return true;
}

bool check_table(Verification& verification, const program::Table& table) {
  const Program& program = verification.program;
  if (!verification.string(table.name, "name of a table") ||
      !verification.string(table.path, "path of a table") ||
      !verification.string(table.digest, "digest of a table") ||
      !verification.require(table.row_count <= kMostRows, "a table has too many rows") ||
      !verification.range(table.columns, program.table_columns.size(), "columns of a table") ||
      !verification.range(table.key, program.indexes.size(), "key of a table") ||
      !verification.range(table.slots, program.indexes.size(), "slots of a table") ||
      !verification.range(table.lines, program.indexes.size(), "lines of a table") ||
      !verification.range(table.doubts, program.doubts.size(), "doubts of a table") ||
      !verification.require(table.key.count >= 1 && table.key.count <= 3, "a key has one to three parts") ||
      !verification.require(table.lines.count == table.row_count, "a table has not one line a row")) {
    return false;
  }
  for (const auto& doubt : Program::in(program.doubts, table.doubts)) {
    if (!verification.string(doubt.likely, "likely value") ||
        !verification.require(doubt.row < table.row_count && doubt.column < table.columns.count,
                              "a doubt is about no cell")) {
      return false;
    }
  }
  return check_columns(verification, table) && check_slots(verification, table);
}

/// Bounds the depth of keys. A part of a key may be a row of another table, which is in turn named by its
/// key; whoever words or spells a key recurses as deep.
class KeyDepths {
 public:
  explicit KeyDepths(Verification& verification)
      : verification_(verification), depths_(verification.program.tables.size(), kOpen) {}

  bool check(std::uint32_t index, std::uint32_t above = 0) {
    const Program& program = verification_.program;
    if (!verification_.require(index < program.tables.size(), "a key is of no table") ||
        !verification_.require(above <= limits::kKeyDepth,
                               "a table's key is a key of itself, or of too many tables")) {
      return false;
    }
    if (depths_[index] != kOpen && above + depths_[index] <= limits::kKeyDepth) return true;
    const auto& table = program.tables[index];
    std::uint32_t depth = 0;
    for (std::uint32_t part : Program::in(program.indexes, table.key)) {
      const auto& column = program.table_columns[table.columns.first + part];
      if (column.type != ValueType::Key && column.type != ValueType::Row) continue;
      if (!check(column.type_id, above + 1)) return false;
      depth = std::max(depth, 1 + depths_[column.type_id]);
    }
    depths_[index] = depth;
    return true;
  }

 private:
  static constexpr std::uint32_t kOpen = kAbsent;
  Verification& verification_;
  std::vector<std::uint32_t> depths_;  ///< by table
};

}  // namespace

bool check_tables(Verification& verification) {
  // Tables have their columns in order and without overlap, so that each column belongs to one table.
  std::uint32_t next_column = 0;
  for (const auto& table : verification.program.tables) {
    if (!verification.require(table.columns.first >= next_column, "two tables share a column") ||
        !check_table(verification, table)) {
      return false;
    }
    next_column = table.columns.first + table.columns.count;
  }
  KeyDepths depths(verification);
  for (std::uint32_t table = 0; table < verification.program.tables.size(); ++table) {
    if (!depths.check(table)) return false;
  }
  return true;
}

bool check_constants(Verification& verification) {
  for (const auto& constant : verification.program.constants) {
    if (!verification.require(constant.kind != RegisterKind::Result, "a constant has the kind of a result") ||
        !verification.value_type(constant.kind, constant.type, constant.width, constant.type_id,
                                 "a constant")) {
      return false;
    }
    const std::int64_t value = constant.value;
    const std::int64_t limit = verification.code_limit(constant.type, constant.type_id);
    const auto mask = static_cast<std::uint64_t>(value);
    bool sound = true;
    if (constant.kind == RegisterKind::Truth) sound = value == 0 || value == 1;
    if (constant.kind == RegisterKind::Code) sound = kNone <= value && value < limit;
    if (constant.type == ValueType::Moment) sound = moment::is_moment(value);
    if (constant.kind == RegisterKind::Set) sound = mask == kNoneSet || mask >> limit == 0;
    if (!verification.require(sound, "a constant {} is out of range", value)) return false;
  }
  return true;
}

}  // namespace precept::verifier
