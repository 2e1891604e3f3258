#include <cassert>

#include "compiler/emit/emit.h"
#include "compiler/emit/roots.h"
#include "runtime/opcode.h"

namespace precept::emit {

void drop_dead(plan::Unit& unit) {
  std::vector<bool> live(unit.instructions.size(), false);
  for_each_root(unit, [&](std::uint32_t& operand) { live[plan::register_of(operand)] = true; });
  // SSA: an operand is always made before the instruction that reads it.
  for (std::size_t i = unit.instructions.size(); i-- > 0;) {
    if (!live[i]) continue;
    for_each_register(unit.instructions[i],
                      [&](std::uint32_t& operand) { live[plan::register_of(operand)] = true; });
  }
  std::vector<std::uint32_t> renumbered(unit.instructions.size(), kAbsent);
  std::uint32_t next = 0;
  auto rename = [&](std::uint32_t& operand) {
    operand = renumbered[plan::register_of(operand)] | (operand & kNegated);
  };
  for (std::size_t i = 0; i < unit.instructions.size(); ++i) {
    if (!live[i]) continue;
    renumbered[i] = next;
    program::Instruction instruction = unit.instructions[i];
    for_each_register(instruction, rename);
    instruction.result = next;
    unit.instructions[next] = instruction;
    unit.registers[next] = unit.registers[i];
    ++next;
  }
  unit.instructions.resize(next);
  unit.registers.resize(next);
  for_each_root(unit, rename);
}

void mark_raw_texts(plan::Unit& unit) {
  std::vector<std::uint32_t> origin(unit.registers.size(), kAbsent);  ///< the raw column a register shows
  auto origin_of = [&](std::uint32_t operand) { return origin[plan::register_of(operand)]; };
  auto intern = [&](std::uint32_t column) {
    if (column != kAbsent) unit.columns[column].raw = 0;
  };
  for (auto& instruction : unit.instructions) {
    const auto& operands = instruction.operands;
    std::uint32_t& result = origin[instruction.result];
    if (instruction.opcode == Opcode::Field || instruction.opcode == Opcode::Gather) {
      if (unit.columns[operands[0]].raw) result = operands[0];
    } else if (instruction.opcode == Opcode::Spread) {
      result = origin_of(operands[0]);
    } else if (instruction.opcode != Opcode::Given) {
      // A choice compares too: where its condition is unknown, it is what both sides agree on.
      if (instruction.opcode == Opcode::Member) intern(operands[1]);
      for_each_register(instruction, [&](std::uint32_t& operand) { intern(origin_of(operand)); });
    }
  }
  for (const auto& judgement : unit.judgements) intern(judgement.about_column);
  for (std::size_t i = 0; i < unit.registers.size(); ++i) {
    unit.registers[i].raw = origin[i] != kAbsent ? unit.columns[origin[i]].raw : 0;
  }
}

}  // namespace precept::emit
