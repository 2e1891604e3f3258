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

namespace {

/// Columns that flow together, through `if … then … else …`, are held alike.
class RawColumns {
 public:
  explicit RawColumns(std::vector<program::Column>& columns) : columns_(columns), same_as_(columns.size()) {
    for (std::uint32_t i = 0; i < same_as_.size(); ++i) same_as_[i] = i;
  }
  std::uint32_t find(std::uint32_t column) const {
    while (same_as_[column] != column) column = same_as_[column];
    return column;
  }
  bool is_raw(std::uint32_t column) const { return column != kAbsent && columns_[find(column)].raw; }
  void intern(std::uint32_t column) {
    if (column != kAbsent) columns_[find(column)].raw = 0;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    if (!is_raw(a) || !is_raw(b)) {
      intern(a);
      intern(b);
    } else if (find(a) != find(b)) {
      same_as_[find(a)] = find(b);
    }
  }
  void settle() {
    for (std::uint32_t i = 0; i < columns_.size(); ++i) columns_[i].raw = columns_[find(i)].raw;
  }

 private:
  std::vector<program::Column>& columns_;
  std::vector<std::uint32_t> same_as_;
};

}  // namespace

void mark_raw_texts(plan::Unit& unit) {
  RawColumns raw(unit.columns);
  std::vector<std::uint32_t> origin(unit.registers.size(), kAbsent);  ///< a raw column a register shows
  auto origin_of = [&](std::uint32_t operand) { return origin[plan::register_of(operand)]; };
  for (auto& instruction : unit.instructions) {
    const auto& operands = instruction.operands;
    std::uint32_t& result = origin[instruction.result];
    if (instruction.opcode == Opcode::Field || instruction.opcode == Opcode::Gather) {
      if (unit.columns[operands[0]].raw) result = operands[0];
    } else if (instruction.opcode == Opcode::Spread) {
      result = origin_of(operands[0]);
    } else if (instruction.opcode == Opcode::Select) {
      raw.join(origin_of(operands[1]), origin_of(operands[2]));
      result = origin_of(operands[1]);
    } else if (instruction.opcode != Opcode::Given) {
      if (instruction.opcode == Opcode::Member) raw.intern(operands[1]);
      for_each_register(instruction, [&](std::uint32_t& operand) { raw.intern(origin_of(operand)); });
    }
  }
  for (const auto& judgement : unit.judgements) raw.intern(judgement.about_column);
  raw.settle();
  for (std::size_t i = 0; i < unit.registers.size(); ++i)
    unit.registers[i].raw = raw.is_raw(origin[i]) ? 1 : 0;
}

}  // namespace precept::emit
