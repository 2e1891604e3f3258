// Runs a program over a document.
//
// Segments run in order. A list is run slice by slice; within a slice every instruction runs over all
// rows before the next begins. Registers have storage of their own, so a slice's registers stay readable
// until the next slice of the same list: with one slice over everything, all registers are kept, which
// is what explaining needs. Nothing branches on data except inside an instruction.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "runtime/document/document.h"
#include "runtime/program/program.h"

namespace precept {

struct MachineOptions {
  /// Rows of a list in one slice; a multiple of 64. kWhole: one slice, every register kept, and what only
  /// explains is computed too.
  std::uint32_t slice_rows = 4096;
  static constexpr std::uint32_t kWhole = 0xFFFFFFC0;
  /// What is chosen, by reading of the program: members of its enum. Readings past the end: the default.
  std::vector<std::uint32_t> readings = {};
};

/// Read access to registers after a final segment's slice (or, at the end, the document).
class Registers;

/// Told of every slice of a list's final segment, then of the document when all is done.
class Observer {
 public:
  virtual ~Observer() = default;
  /// `root` is the level of the segment; rows of `root` are [first, first + count) of the whole list.
  virtual void slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
                     std::uint32_t count) = 0;
};

class Machine {
 public:
  /// The program, verified, and the document outlive the machine.
  Machine(const Program& program, const Document& document, MachineOptions options = {});
  ~Machine();
  void run(Observer& observer);
  const Registers& registers() const;
  /// Instructions (of the unit) whose arithmetic left the 64-bit range, in order.
  std::vector<std::uint32_t> overflows() const;

 private:
  std::unique_ptr<Registers> registers_;
};

/// Rows are counted from the slice's first; `row` must be below `rows(level of the register)`.
class Registers {
 public:
  std::uint32_t rows(std::uint32_t level) const;
  /// The whole-list row of slice row 0 of a List level; 0 for the document and cross levels.
  std::uint32_t first_row(std::uint32_t level) const;
  /// Slice row of the parent level.
  std::uint32_t parent_row(std::uint32_t level, std::uint32_t row) const;
  /// Child rows, in the slice, of a slice row of the level's parent.
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
