// Runs a program over a document: program and columns in, registers out (docs/pipeline.md, No jumps).
//
// Segments run in order. A list runs slice by slice; within a slice each instruction runs over all rows
// before the next one begins. The registers of a slice stay readable until the next slice of the same list
// overwrites them. With one slice over everything (kWhole) all registers are kept, as explaining needs.
//
//   shall ensure every s in f.stalls satisfies s.length <= f.limit
//
//   the three stalls have lengths 3, 6 and unknown, the limit is 4
//   at level 1 "longer than the limit" is no, yes, unknown; at level 0 "some is longer" is yes
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "runtime/document/document.h"
#include "runtime/program/program.h"

namespace precept {

struct MachineOptions {
  /// Rows of a list in one slice, a multiple of 64. With kWhole there is one slice, every register is kept,
  /// and the segments that explain run too.
  std::uint32_t slice_rows = 4096;
  static constexpr std::uint32_t kWhole = 0xFFFFFFC0;
  /// For each reading of the program the chosen member of its enum. Readings past the end have their default.
  std::vector<std::uint32_t> readings = {};
};

/// Read access to registers, once a slice of a final segment or the whole document is done.
class Registers;

/// Is called for each slice of a list's final segment, and for the document at the end.
class Observer {
 public:
  virtual ~Observer() = default;
  /// `root` is the level of the segment; rows of `root` are [first, first + count) of the whole list.
  virtual void slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
                     std::uint32_t count) = 0;
};

/// Owns the registers. A verified program runs without errors of its own: an overflow makes a value unknown
/// and is listed. Throws std::length_error where crossed lists have too many rows, std::bad_alloc.
class Machine {
 public:
  /// The program must be verified. Program and document outlive the machine.
  Machine(const Program& program, const Document& document, MachineOptions options = {});
  ~Machine();
  void run(Observer& observer);
  const Registers& registers() const;
  /// The instructions (of the unit) whose arithmetic left the 64-bit range, in ascending order.
  std::vector<std::uint32_t> overflows() const;

 private:
  std::unique_ptr<Registers> registers_;
};

/// Rows count from the first of the slice. The caller sees to it that `row` is below `rows` of the register's
/// level, and that the register has the kind of the function.
class Registers {
 public:
  std::uint32_t rows(std::uint32_t level) const;
  /// The whole-list row of slice row 0 of a List level; 0 for the document and cross levels.
  std::uint32_t first_row(std::uint32_t level) const;
  /// The slice row of the parent level that a row hangs below.
  std::uint32_t parent_row(std::uint32_t level, std::uint32_t row) const;
  /// The slice rows [first, second) of the level that hang below a slice row of its parent level.
  std::pair<std::uint32_t, std::uint32_t> children(std::uint32_t level, std::uint32_t parent_row) const;
  /// The whole-list row that a row of a Cross level stands for; of a List level, its own.
  std::uint32_t element(std::uint32_t level, std::uint32_t row) const;

  Truth truth(std::uint32_t operand, std::uint32_t row) const;  ///< may carry kNegated
  std::int32_t code(std::uint32_t reg, std::uint32_t row) const;
  Interval integer(std::uint32_t reg, std::uint32_t row) const;
  std::uint64_t set(std::uint32_t reg, std::uint32_t row) const;
  std::uint8_t result(std::uint32_t reg, std::uint32_t row) const;

  /// For scanning: one byte a row.
  std::span<const std::uint8_t> results(std::uint32_t reg) const;
  /// For scanning: 64 rows a word; bits past the last row are clear in both.
  std::span<const std::uint64_t> surely_yes(std::uint32_t reg) const;
  std::span<const std::uint64_t> surely_no(std::uint32_t reg) const;

  struct State;
  explicit Registers(std::unique_ptr<State> state);
  ~Registers();
  State& state() { return *state_; }
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace precept
