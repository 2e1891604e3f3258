// A unit of a program with its parts as spans, for all that walk over instructions. No run is needed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/program/levels.h"
#include "runtime/program/program.h"

namespace precept {

/// Refers to the program, which has been verified and outlives the view. An index "of the unit" is an index
/// into these spans. `view.producer(norm.holds)` is the instruction that computes a norm's demand.
class UnitView {
 public:
  UnitView(const Program& program, const program::Unit& unit);

  const Program& program;
  const program::Unit& unit;
  Levels levels;
  std::span<const program::Column> columns;
  std::span<const program::Register> register_kinds;
  std::span<const program::Instruction> instructions;
  std::span<const program::Section> sections;
  std::span<const program::Clause> clauses;
  std::span<const program::Judgement> judgements;

  std::string_view text(program::String string) const { return program.text(string); }
  /// The level of a register operand, which may carry kNegated.
  std::uint32_t level_of(std::uint32_t operand) const { return register_kinds[operand & ~kNegated].level; }
  /// The one instruction that makes the register.
  const program::Instruction& producer(std::uint32_t operand) const;
  /// The index of that instruction.
  std::uint32_t producer_index(std::uint32_t operand) const { return producers_[operand & ~kNegated]; }
  /// The table of the program that has the column.
  std::uint32_t table_of(std::uint32_t table_column) const;

 private:
  std::vector<std::uint32_t> producers_;  ///< by register: instruction of the unit
};

}  // namespace precept
