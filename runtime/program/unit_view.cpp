#include "runtime/program/unit_view.h"

#include <cassert>

namespace precept {

UnitView::UnitView(const Program& the_program, const program::Unit& the_unit)
    : program(the_program),
      unit(the_unit),
      levels(Program::in(program.levels, unit.levels)),
      columns(Program::in(program.columns, unit.columns)),
      register_kinds(Program::in(program.registers, unit.registers)),
      instructions(Program::in(program.instructions, unit.instructions)),
      sections(Program::in(program.sections, unit.sections)),
      clauses(Program::in(program.clauses, unit.clauses)),
      judgements(Program::in(program.judgements, unit.judgements)),
      producers_(register_kinds.size(), kAbsent) {
  for (std::uint32_t i = 0; i < instructions.size(); ++i) producers_[instructions[i].result] = i;
}

const program::Instruction& UnitView::producer(std::uint32_t operand) const {
  const std::uint32_t index = producer_index(operand);
  assert(index != kAbsent);
  return instructions[index];
}

std::uint32_t UnitView::table_of(std::uint32_t table_column) const {
  for (std::uint32_t i = 0; i < program.tables.size(); ++i) {
    program::Range columns = program.tables[i].columns;
    if (table_column >= columns.first && table_column - columns.first < columns.count) return i;
  }
  assert(false && "the verifier has seen to it that every column has a table");
  return 0;
}

}  // namespace precept
