// Checks constant data: tables with their hashes, and constants.
#include <bit>

#include "base/limits.h"
#include "runtime/program/table.h"
#include "runtime/verify/checker.h"

namespace precept::verifier {
namespace {

/// The longest run of taken slots. A hash that is half full has none as long, even with millions of rows. The
/// limit bounds the cost of a look-up.
constexpr std::uint32_t kLongestRun = 1024;
constexpr std::uint32_t kMostRows = 1u << 30;

/// Checks pairs of low and high. Low above high means none, which must be written as Interval::none().
bool check_intervals(Checker& checker, std::span<const std::int64_t> cells) {
  for (std::size_t row = 0; 2 * row < cells.size(); ++row) {
    const Interval cell{cells[2 * row], cells[2 * row + 1]};
    if (!checker.require(!cell.is_none() || cell == Interval::none(), "a table cell is no number"))
      return false;
  }
  return true;
}

bool check_cells(Checker& checker, const program::TableColumn& column, std::uint32_t row_count) {
  const Program& program = checker.program;
  const std::uint32_t cells_a_row = column.kind == Kind::Int ? 2 : 1;
  if (!checker.range({column.first_cell, row_count * cells_a_row}, program.cells.size(),
                     "cells of a column")) {
    return false;
  }
  auto cells = program.cells.subspan(column.first_cell, std::size_t{row_count} * cells_a_row);
  if (column.kind == Kind::Int) return check_intervals(checker, cells);
  const std::int64_t limit = checker.code_limit(column.meaning, column.meaning_id);
  for (std::int64_t cell : cells) {
    const auto mask = static_cast<std::uint64_t>(cell);
    const bool sound = column.kind == Kind::Set
                           ? mask == kUnknownSet || mask == kNoneSet || mask >> limit == 0
                           : kUnknown <= cell && cell < limit;
    if (!checker.require(sound, "a table cell {} is out of range", cell)) return false;
  }
  return true;
}

bool check_columns(Checker& checker, const program::Table& table) {
  const Program& program = checker.program;
  for (const auto& column : Program::in(program.table_columns, table.columns)) {
    const bool cell_kind = column.kind == Kind::Code || column.kind == Kind::Int || column.kind == Kind::Set;
    if (!checker.string(column.name, "name of a table column") ||
        !checker.require(cell_kind, "a table column has a kind that no column has") ||
        !checker.meaning(column.kind, column.meaning, column.width, column.meaning_id, "a table column") ||
        !check_cells(checker, column, table.row_count)) {
      return false;
    }
  }
  for (std::uint32_t index : Program::in(program.indexes, table.key)) {
    if (!checker.require(index < table.columns.count, "a key column is out of range") ||
        !checker.require(program.table_columns[table.columns.first + index].kind == Kind::Code,
                         "a key column holds no codes")) {
      return false;
    }
  }
  if (table.alternative == kAbsent) return true;
  return checker.require(table.alternative < table.columns.count,
                         "an alternative key column is out of range") &&
         checker.require(
             program.table_columns[table.columns.first + table.alternative].meaning == Meaning::Text,
             "an alternative key column holds no texts");
}

/// Checks that every search in the hash ends soon, and that every row is found by its key.
bool check_slots(Checker& checker, const program::Table& table) {
  const Program& program = checker.program;
  auto slots = Program::in(program.indexes, table.slots);
  if (!checker.require(slots.empty() ? table.row_count == 0 : std::has_single_bit(slots.size()),
                       "a table's slots are not a power of two")) {
    return false;
  }
  std::uint32_t run = 0;
  // Go around twice, so that a run across the end is seen as a whole.
  for (std::size_t index = 0; index < 2 * slots.size(); ++index) {
    const std::uint32_t row = slots[index % slots.size()];
    run = row == kAbsent ? 0 : run + 1;
    if (!checker.require(row == kAbsent || row < table.row_count, "a slot of a table is out of range") ||
        !checker.require(run <= std::min<std::size_t>(kLongestRun, slots.size()),
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
    if (known && !checker.require(find_row(program, table, std::span(codes).first(key.size())) >= 0,
                                  "row {} of a table is not found by its key", row)) {
      return false;
    }
  }
  return true;
}

bool check_table(Checker& checker, const program::Table& table) {
  const Program& program = checker.program;
  if (!checker.string(table.name, "name of a table") || !checker.string(table.path, "path of a table") ||
      !checker.string(table.digest, "digest of a table") ||
      !checker.require(table.row_count <= kMostRows, "a table has too many rows") ||
      !checker.range(table.columns, program.table_columns.size(), "columns of a table") ||
      !checker.range(table.key, program.indexes.size(), "key of a table") ||
      !checker.range(table.slots, program.indexes.size(), "slots of a table") ||
      !checker.range(table.lines, program.indexes.size(), "lines of a table") ||
      !checker.range(table.doubts, program.doubts.size(), "doubts of a table") ||
      !checker.require(table.key.count >= 1 && table.key.count <= 3, "a key has one to three parts") ||
      !checker.require(table.lines.count == table.row_count, "a table has not one line a row")) {
    return false;
  }
  for (const auto& doubt : Program::in(program.doubts, table.doubts)) {
    if (!checker.string(doubt.likely, "likely value") ||
        !checker.require(doubt.row < table.row_count && doubt.column < table.columns.count,
                         "a doubt is about no cell")) {
      return false;
    }
  }
  return check_columns(checker, table) && check_slots(checker, table);
}

/// Bounds the depth of keys. A part of a key may be a row of another table, which is in turn named by its
/// key; whoever words or spells a key recurses as deep.
class KeyDepths {
 public:
  explicit KeyDepths(Checker& checker) : checker_(checker), depths_(checker.program.tables.size(), kOpen) {}

  bool check(std::uint32_t index, std::uint32_t above = 0) {
    const Program& program = checker_.program;
    if (!checker_.require(index < program.tables.size(), "a key is of no table") ||
        !checker_.require(above <= limits::kKeyDepth,
                          "a table's key is a key of itself, or of too many tables")) {
      return false;
    }
    if (depths_[index] != kOpen && above + depths_[index] <= limits::kKeyDepth) return true;
    const auto& table = program.tables[index];
    std::uint32_t depth = 0;
    for (std::uint32_t part : Program::in(program.indexes, table.key)) {
      const auto& column = program.table_columns[table.columns.first + part];
      if (column.meaning != Meaning::Key && column.meaning != Meaning::Row) continue;
      if (!check(column.meaning_id, above + 1)) return false;
      depth = std::max(depth, 1 + depths_[column.meaning_id]);
    }
    depths_[index] = depth;
    return true;
  }

 private:
  static constexpr std::uint32_t kOpen = kAbsent;
  Checker& checker_;
  std::vector<std::uint32_t> depths_;  ///< by table
};

}  // namespace

bool check_tables(Checker& checker) {
  // Tables have their columns in order and without overlap, so that each column belongs to one table.
  std::uint32_t next_column = 0;
  for (const auto& table : checker.program.tables) {
    if (!checker.require(table.columns.first >= next_column, "two tables share a column") ||
        !check_table(checker, table)) {
      return false;
    }
    next_column = table.columns.first + table.columns.count;
  }
  KeyDepths depths(checker);
  for (std::uint32_t table = 0; table < checker.program.tables.size(); ++table) {
    if (!depths.check(table)) return false;
  }
  return true;
}

bool check_constants(Checker& checker) {
  for (const auto& constant : checker.program.constants) {
    if (!checker.require(constant.kind != Kind::Result, "a constant has the kind of a result") ||
        !checker.meaning(constant.kind, constant.meaning, constant.width, constant.meaning_id,
                         "a constant")) {
      return false;
    }
    const std::int64_t value = constant.value;
    const std::int64_t limit = checker.code_limit(constant.meaning, constant.meaning_id);
    const auto mask = static_cast<std::uint64_t>(value);
    bool sound = true;
    if (constant.kind == Kind::Truth) sound = value == 0 || value == 1;
    if (constant.kind == Kind::Code) sound = kNone <= value && value < limit;
    if (constant.kind == Kind::Set) sound = mask == kNoneSet || mask >> limit == 0;
    if (!checker.require(sound, "a constant {} is out of range", value)) return false;
  }
  return true;
}

}  // namespace precept::verifier
