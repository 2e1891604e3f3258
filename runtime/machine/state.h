// What a machine holds while it runs: the rows of the current slice, and a column for each register.
#pragma once

#include <array>
#include <cassert>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "runtime/machine/arena.h"
#include "runtime/machine/bitmap.h"
#include "runtime/machine/machine.h"
#include "runtime/program/levels.h"

namespace precept {

/// The values of a register for the rows of its level in the slice, in storage of its own or as a view of a
/// column of the document.
struct RegisterColumn {
  const void* first = nullptr;   ///< codes, surely yes, low, masks or results
  const void* second = nullptr;  ///< surely no, high
  Buffer own;

  TruthView truth() const {
    return {static_cast<const std::uint64_t*>(first), static_cast<const std::uint64_t*>(second)};
  }
  template <class Code>
  const Code* codes() const {
    return static_cast<const Code*>(first);
  }
  const std::int64_t* low() const { return static_cast<const std::int64_t*>(first); }
  const std::int64_t* high() const { return static_cast<const std::int64_t*>(second); }
  Interval integer(std::size_t row) const { return {low()[row], high()[row]}; }
  const std::uint64_t* masks() const { return static_cast<const std::uint64_t*>(first); }
  const std::uint8_t* results() const { return static_cast<const std::uint8_t*>(first); }

  /// Own storage for that many values, rounded up to whole words of 64 rows.
  template <class Value>
  Value* room(std::size_t rows) {
    auto* values = reinterpret_cast<Value*>(own.at_least(words_for(rows) * 64 * sizeof(Value)));
    first = values;
    return values;
  }
  TruthSlot truth_room(std::size_t rows) {
    const std::size_t words = words_for(rows);
    auto* bits = reinterpret_cast<std::uint64_t*>(own.at_least(2 * words * sizeof(std::uint64_t)));
    first = bits;
    second = bits + words;
    return {bits, bits + words};
  }
  struct IntegerSlot {
    std::int64_t* low;
    std::int64_t* high;
    void put(std::size_t row, Interval value) const {
      low[row] = value.low;
      high[row] = value.high;
    }
  };
  IntegerSlot integer_room(std::size_t rows) {
    auto* values = reinterpret_cast<std::int64_t*>(own.at_least(2 * rows * sizeof(std::int64_t)));
    first = values;
    second = values + rows;
    return {values, values + rows};
  }
};

struct RowRange {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// The rows of each level in the current slice. A slice of a list holds its rows [first, first + count) and
/// all rows below them. The document has one row.
class LevelSlices {
 public:
  LevelSlices(Levels levels, const Document& document);

  /// A slice with more rows than this at one level is made smaller, unless the root has one row in it.
  static constexpr std::uint64_t kManyRows = 65536;
  /// Row numbers are 32 bits wide. Cross levels may have fewer rows (base/limits.def); beyond that
  /// std::length_error is thrown.
  static constexpr std::uint64_t kMostRows = 0xFFFFFF00;

  /// Makes rows [first, first + count) of the root the current slice; unless `whole`, fewer of them where a
  /// level would have more than kManyRows. Returns how many rows of the root it took.
  std::uint32_t place(std::uint32_t root, std::uint32_t first, std::uint32_t count, bool whole);
  /// Places the crosses that hang below the document with no list in between.
  void place_document();
  /// Leaves the root, and all levels below it, without rows.
  void clear(std::uint32_t root);

  std::uint32_t rows(std::uint32_t level) const { return slices_[level].rows; }
  std::uint32_t first(std::uint32_t level) const { return slices_[level].first; }
  RowRange children(std::uint32_t level, std::uint32_t parent_row) const {
    const Slice& slice = slices_[level];
    if (slice.bounds == nullptr) return {0, slice.rows};
    return {slice.bounds[parent_row] - slice.base, slice.bounds[parent_row + 1] - slice.base};
  }
  std::uint32_t parent_row(std::uint32_t level, std::uint32_t row) const;
  std::uint32_t element(std::uint32_t level, std::uint32_t row) const;
  /// The whole-list rows of the elements that whole-list row `whole_row` of the parent level has.
  RowRange list_rows(std::uint32_t list, std::uint32_t whole_row) const {
    const auto& offsets = document_.levels[list].offsets;
    return {offsets[whole_row], offsets[whole_row + 1]};
  }
  /// The rows of `level` that hang below a row of `above`; where the levels are the same, that row.
  RowRange rows_below(std::uint32_t above, std::uint32_t row, std::uint32_t level) const;

  /// Calls `visit(row, element)` for each row; `element` is the whole-list row that it is or stands for.
  template <class Visit>
  void for_elements(std::uint32_t level, Visit visit) const {
    const Slice& slice = slices_[level];
    if (levels_[level].form != program::LevelForm::Cross) {
      for (std::uint32_t row = 0; row < slice.rows; ++row) visit(row, slice.first + row);
      return;
    }
    for (std::uint32_t parent = 0; parent + 1 < slice.offsets.size(); ++parent) {
      for (std::uint32_t row = slice.offsets[parent]; row < slice.offsets[parent + 1]; ++row) {
        visit(row, slice.first_elements[parent] + (row - slice.offsets[parent]));
      }
    }
  }
  /// Calls `visit(row, count, element)` for each run of rows of a cross that stand for successive elements.
  template <class Visit>
  void for_element_runs(std::uint32_t cross, Visit visit) const {
    const Slice& slice = slices_[cross];
    for (std::uint32_t parent = 0; parent + 1 < slice.offsets.size(); ++parent) {
      visit(slice.offsets[parent], slice.offsets[parent + 1] - slice.offsets[parent],
            slice.first_elements[parent]);
    }
  }

  Levels levels() const { return levels_; }

 private:
  struct Slice {
    std::uint32_t first = 0, rows = 0;
    const std::uint32_t* bounds = nullptr;  ///< where each parent row's children begin; null: there is one
    std::uint32_t base = 0;                 ///< is subtracted from a bound
    std::vector<std::uint32_t> offsets, first_elements;  ///< Cross: by parent row
  };
  bool place_below(std::uint32_t root, std::uint64_t limit);
  bool place_cross(std::uint32_t level, std::uint64_t limit);
  /// Adds the crosses of a slice to those of the run.
  void count_crossed(std::uint32_t root);

  Levels levels_;
  const Document& document_;
  std::vector<Slice> slices_;
  std::vector<std::vector<std::uint32_t>> below_;  ///< by root: the levels it runs, parents first
  std::uint64_t crossed_ = 0;                      ///< rows of crosses so far, over all slices
};

/// A set of known values: open addressing, cleared in constant time.
class SeenValues {
 public:
  void clear();
  /// Adds the value; whether it is new.
  bool insert(std::int64_t value);
  std::uint64_t size() const { return size_; }

 private:
  void grow();
  struct Slot {
    std::int64_t value = 0;
    std::uint32_t epoch = 0;  ///< the slot is taken if this is the current epoch
  };
  std::vector<Slot> slots_;
  std::uint32_t epoch_ = 1;
  std::uint64_t size_ = 0;
};

/// What a fold has gathered so far from the children of one parent row. "Sure" rows are surely in, "possible"
/// rows may be in.
struct Accumulator {
  bool has_missing_value = false;  ///< a row that may be in has a value that is unknown or none
  std::uint64_t sure = 0, possible = 0, missing_keys = 0;
  __int128 low = 0, high = 0;                       ///< of a sum
  bool open = false;                                ///< a value of a sum has no bound on one side
  std::int64_t possible_bound = 0, sure_bound = 0;  ///< of a minimum or maximum
  Interval only_value;                              ///< Only: the first value; codes and masks as numbers
  SeenValues sure_keys, possible_keys;
  void clear();
};

/// A direct map from key codes to rows, for tables that are small enough. Made when a look-up first runs
/// over many rows.
struct KeyMap {
  bool tried = false;
  std::array<std::uint32_t, 3> limits{};  ///< the codes of each part lie below
  std::vector<std::int32_t> rows;         ///< kNone where no row has the key; empty: use the table's hash
};

/// The elements of a list of the document, for Member.
struct ElementSet {
  bool made = false, has_unknown = false, empty = true;
  std::vector<std::uint64_t> bits;  ///< by code
};

struct Registers::State {
  State(const Program& program, const Document& document, MachineOptions options);

  const Program& program;
  const Document& document;
  const program::Unit& unit;
  MachineOptions options;
  std::span<const program::Register> registers;
  std::span<const program::Column> columns;
  std::span<const program::Instruction> instructions;

  LevelSlices levels;
  Arena arena;
  std::vector<RegisterColumn> values;                      ///< by register
  std::vector<bool> overflowed;                            ///< by instruction
  std::vector<std::unique_ptr<Accumulator>> accumulators;  ///< by instruction: of folds to the document
  std::vector<KeyMap> key_maps;                            ///< by table
  std::vector<ElementSet> element_sets;                    ///< by column
  std::vector<std::vector<std::int8_t>> attested;          ///< by judgement and row: 1, 0 or kUnknown
  std::vector<bool> attested_made;
  std::vector<std::uint32_t> judged_rows;  ///< scratch: for each row of a level the row that is judged
  std::array<std::vector<std::int32_t>, 3> widened;  ///< scratch: codes of one byte widened to four
  Accumulator scratch;                               ///< of folds within a slice
  std::vector<std::uint32_t> stamps;                 ///< scratch of Member within a slice: by code
  std::uint32_t stamp = 0;

  // ---- operands ----
  const program::Register& reg(std::uint32_t operand) const { return registers[operand & ~kNegated]; }
  std::uint32_t rows_of(std::uint32_t operand) const { return levels.rows(reg(operand).level); }
  TruthView truth(std::uint32_t operand) const {
    const TruthView view = values[operand & ~kNegated].truth();
    return (operand & kNegated) != 0 ? TruthView{view.no, view.yes} : view;
  }
  /// A code register's rows as 32-bit codes; `scratch` (0 to 2) may be overwritten.
  const std::int32_t* codes(std::uint32_t operand, std::size_t scratch);
};

// ---- instructions, by family; each function runs one over the rows of its level --------------------

using MachineState = Registers::State;

void run_field(MachineState& state, const program::Instruction& instruction);
void run_gather(MachineState& state, const program::Instruction& instruction);
void run_constant(MachineState& state, const program::Instruction& instruction);
void run_reading(MachineState& state, const program::Instruction& instruction);
void run_spread(MachineState& state, const program::Instruction& instruction);
void run_select(MachineState& state, const program::Instruction& instruction);

void run_find(MachineState& state, const program::Instruction& instruction);
void run_column(MachineState& state, const program::Instruction& instruction);
void run_attested(MachineState& state, const program::Instruction& instruction);
void run_member(MachineState& state, const program::Instruction& instruction);
void run_reach(MachineState& state, const program::Instruction& instruction);
void run_pair(MachineState& state, const program::Instruction& instruction);

/// Runs a fold to a level below the document, or of a cross that hangs directly below the document.
void run_fold(MachineState& state, std::uint32_t index);
/// A fold of a list to the document: begin it, accumulate once for each slice, end it.
void begin_fold(MachineState& state, std::uint32_t index);
void accumulate_fold(MachineState& state, std::uint32_t index);
void end_fold(MachineState& state, std::uint32_t index);

/// Runs any instruction but a fold of a list to the document.
void run_instruction(MachineState& state, std::uint32_t index);

}  // namespace precept
