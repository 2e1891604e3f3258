// Makes SSA instructions: equal instructions are made once, constants are folded, operands are brought to one
// level.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "compiler/plan/planned_unit.h"
#include "compiler/plan/shared_sections.h"

namespace precept::plan {

/// Thrown where a policy exceeds a limit of base/limits.def; plan_units catches and reports it.
struct LimitExceeded {
  Span place;
  std::string message;
};

class InstructionBuilder {
 public:
  InstructionBuilder(PlannedUnit& unit, SharedSections& shared) : unit_(unit), shared_(shared) {}

  /// The clause and the place that the instructions made from now on are recorded with.
  void set_clause(std::uint32_t clause) { clause_ = clause; }
  void set_place(Span span) { place_ = span; }
  Span place() const { return place_; }

  /// Adds the instruction, with a result register as `what` describes it; an equal instruction that exists is
  /// used again. Throws LimitExceeded.
  Operand add(Opcode opcode, std::array<std::uint32_t, 4> operands, program::Register what);

  Operand constant(program::Constant constant);
  Operand yes();
  Operand no() { return yes() ^ kNegated; }
  Operand logical_not(Operand a) { return a ^ kNegated; }
  Operand logical_and(Operand a, Operand b);
  Operand logical_or(Operand a, Operand b) {
    return logical_not(logical_and(logical_not(a), logical_not(b)));
  }
  /// An instruction whose operands may lie at different levels of one chain; they are spread to the deepest.
  Operand apply(Opcode opcode, std::array<Operand, 3> operands, program::Register what);
  /// A truth from a comparison of two fractions: LessRatio or EqualRatio.
  Operand compare_ratios(Opcode opcode, const std::array<Operand, 4>& operands);
  /// A truth from an instruction such as Is: the register `a`, then an immediate that is no register.
  Operand test(Opcode opcode, Operand a, std::uint32_t immediate);

  LevelId level(Operand operand) const { return unit_.registers[register_of(operand)].level; }
  const program::Register& what(Operand operand) const { return unit_.registers[register_of(operand)]; }
  bool is_above_or_same(LevelId above, LevelId below) const;
  /// The deeper of two levels of one chain.
  LevelId deeper(LevelId a, LevelId b) const;
  Operand lift(Operand operand, LevelId to);
  /// The cross level that repeats a list's elements for each row of `parent`; made once.
  LevelId cross(LevelId parent, LevelId list, LevelId via);

  std::optional<program::Constant> constant_of(Operand operand) const;
  PlannedUnit& unit() { return unit_; }
  SharedSections& shared() { return shared_; }

 private:
  std::optional<Operand> fold_constants(Opcode opcode, const std::array<Operand, 3>& operands,
                                        ValueType type);

  PlannedUnit& unit_;
  SharedSections& shared_;
  std::uint32_t clause_ = kAbsent;
  Span place_;
  std::map<std::array<std::uint32_t, 6>, std::uint32_t> known_;
  std::map<std::array<LevelId, 3>, LevelId> crosses_;
};

/// Registers of the common kinds.
inline program::Register truth_at(LevelId level) {
  return {RegisterKind::Truth, ValueType::Truth, 0, 0, level, kAbsent};
}
inline program::Register int_at(LevelId level, ValueType type) {
  return {RegisterKind::Int, type, 0, 0, level, kAbsent};
}
/// What the numbers of a type count; of dates days. Moments are held as such.
inline ValueType unit_of(const model::Type& type) {
  if (type.is(model::TypeKind::Int)) return ValueType::Int;
  if (type.is(model::TypeKind::Moment)) return ValueType::Moment;
  if (type.is(model::TypeKind::Hours)) return ValueType::Hours;
  return type.is(model::TypeKind::Months) ? ValueType::Months : ValueType::Duration;
}
inline program::Register code_at(LevelId level, ValueType type, std::uint8_t width,
                                 std::uint32_t id = kAbsent) {
  return {RegisterKind::Code, type, width, 0, level, id};
}

}  // namespace precept::plan
