#include "compiler/plan/instruction_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/limits.h"
#include "runtime/program/meaning.h"

namespace precept::plan {

Operand InstructionBuilder::add(Opcode opcode, std::array<std::uint32_t, 4> operands,
                                program::Register what) {
  if (info(opcode).symmetry == Symmetry::Symmetric && operands[0] > operands[1])
    std::swap(operands[0], operands[1]);
  // Of one computation there may be a whole number and one in millionths, which read differently.
  constexpr unsigned kTypeShift = 16;
  std::array<std::uint32_t, 6> key{static_cast<std::uint32_t>(opcode) | static_cast<std::uint32_t>(what.type)
                                                                            << kTypeShift,
                                   operands[0],
                                   operands[1],
                                   operands[2],
                                   operands[3],
                                   what.level};
  auto [found, is_new] = known_.try_emplace(key, static_cast<std::uint32_t>(unit_.registers.size()));
  if (!is_new) return found->second;
  if (unit_.instructions.size() == limits::kInstructions) {
    throw LimitExceeded{
        place_, fmt::format("with its definitions in place of their uses, the policy has more than {} "
                            "instructions for a `{}`",
                            limits::kInstructions, unit_.kind)};
  }
  program::Instruction instruction{};
  instruction.opcode = opcode;
  instruction.result = found->second;
  instruction.operands = operands;
  instruction.clause = clause_;
  instruction.place = shared_.place(place_);
  unit_.registers.push_back(what);
  unit_.instructions.push_back(instruction);
  return found->second;
}

Operand InstructionBuilder::constant(program::Constant constant) {
  program::Register what{constant.kind, constant.type, constant.width, 0, 0, constant.type_id};
  return add(Opcode::Constant, {shared_.constant(constant), kAbsent, kAbsent, kAbsent}, what);
}

Operand InstructionBuilder::yes() {
  return constant({RegisterKind::Truth, ValueType::Truth, 0, 0, kAbsent, 1});
}

Operand InstructionBuilder::logical_and(Operand a, Operand b) {
  if (a == yes() || b == no()) return b;
  if (b == yes() || a == no()) return a;
  if (a == b) return a;
  LevelId at = deeper(level(a), level(b));
  return add(Opcode::And, {lift(a, at), lift(b, at), kAbsent, kAbsent}, truth_at(at));
}

std::optional<Operand> InstructionBuilder::fold_constants(Opcode opcode,
                                                          const std::array<Operand, 3>& operands,
                                                          ValueType type) {
  if (operands[1] == kAbsent || operands[2] != kAbsent) return std::nullopt;
  auto a = constant_of(operands[0]), b = constant_of(operands[1]);
  if (!a || !b || a->kind != b->kind || a->value < 0 || b->value < 0) return std::nullopt;
  switch (a->kind) {
    case RegisterKind::Code:
      if (opcode == Opcode::EqualCode) return a->value == b->value ? yes() : no();
      if (opcode == Opcode::LessCode) return a->value < b->value ? yes() : no();
      return std::nullopt;
    case RegisterKind::Int:
      if (opcode == Opcode::EqualInt) return a->value == b->value ? yes() : no();
      if (opcode == Opcode::LessInt) return a->value < b->value ? yes() : no();
      if (const auto of = meaning::of_numbers(opcode)) {
        bool overflow = false;
        const Interval value = of(Interval::exactly(a->value), Interval::exactly(b->value), overflow);
        if (!value.is_exact()) return std::nullopt;  // the machine computes it, and reports the overflow
        program::Constant folded = *a;
        folded.type = type;
        folded.value = value.low;
        return constant(folded);
      }
      return std::nullopt;
    case RegisterKind::Truth:
    case RegisterKind::Set:
    case RegisterKind::Result:
      return std::nullopt;
  }
  return std::nullopt;
}

Operand InstructionBuilder::apply(Opcode opcode, std::array<Operand, 3> operands, program::Register what) {
  if (auto folded = fold_constants(opcode, operands, what.type)) return *folded;
  LevelId at = 0;
  for (Operand operand : operands) {
    if (operand != kAbsent) at = deeper(at, level(operand));
  }
  std::array<std::uint32_t, 4> lifted{kAbsent, kAbsent, kAbsent, kAbsent};
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (operands[i] != kAbsent) lifted[i] = lift(operands[i], at);
  }
  what.level = at;
  return add(opcode, lifted, what);
}

Operand InstructionBuilder::compare_ratios(Opcode opcode, const std::array<Operand, 4>& operands) {
  LevelId at = 0;
  for (Operand operand : operands) at = deeper(at, level(operand));
  std::array<std::uint32_t, 4> lifted{};
  for (std::size_t i = 0; i < operands.size(); ++i) lifted[i] = lift(operands[i], at);
  return add(opcode, lifted, truth_at(at));
}

Operand InstructionBuilder::test(Opcode opcode, Operand a, std::uint32_t immediate) {
  return add(opcode, {a, immediate, kAbsent, kAbsent}, truth_at(level(a)));
}

bool InstructionBuilder::is_above_or_same(LevelId above, LevelId below) const {
  while (below != above && unit_.levels[below].parent != kAbsent) below = unit_.levels[below].parent;
  return below == above;
}

LevelId InstructionBuilder::deeper(LevelId a, LevelId b) const {
  if (is_above_or_same(a, b)) return b;
  assert(is_above_or_same(b, a) && "operands must lie on one chain of levels");
  return a;
}

Operand InstructionBuilder::lift(Operand operand, LevelId to) {
  if (level(operand) == to) return operand;
  assert(is_above_or_same(level(operand), to));
  program::Register spread = what(operand);
  spread.level = to;
  Operand lifted = add(Opcode::Spread, {register_of(operand), kAbsent, kAbsent, kAbsent}, spread);
  return lifted | (operand & kNegated);
}

LevelId InstructionBuilder::cross(LevelId parent, LevelId list, LevelId via) {
  auto [found, is_new] = crosses_.try_emplace({parent, list, via}, static_cast<LevelId>(unit_.levels.size()));
  if (is_new) {
    program::Level level{};
    level.form = program::LevelForm::Cross;
    level.parent = parent;
    level.list = list;
    level.via = via;
    level.path = shared_.string("");
    unit_.levels.push_back(level);
  }
  return found->second;
}

std::optional<program::Constant> InstructionBuilder::constant_of(Operand operand) const {
  if (operand == kAbsent) return std::nullopt;
  const program::Instruction& made = unit_.instructions[register_of(operand)];
  if (made.opcode == Opcode::Spread) return constant_of(made.operands[0]);
  if (made.opcode != Opcode::Constant) return std::nullopt;
  return shared_.sections().constants[made.operands[0]];
}

}  // namespace precept::plan
