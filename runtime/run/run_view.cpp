#include "runtime/run/run_view.h"

#include <cassert>

namespace precept {

RunView::RunView(const Program& the_program, const Document& the_document, const Registers& the_registers,
                 Translations* the_translations)
    : program(the_program),
      unit(the_program.units[the_document.unit]),
      document(the_document),
      registers(the_registers),
      translations(the_translations),
      words(the_translations ? the_translations->language() : Language::En),
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

std::uint32_t RunView::climb(std::uint32_t level, std::uint32_t row, std::uint32_t target) const {
  while (level != target) {
    assert(level != 0);
    row = registers.parent_row(level, row);
    level = levels[level].parent;
  }
  return row;
}

Truth RunView::truth(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const {
  return registers.truth(operand, climb(level, row, level_of(operand)));
}

std::uint8_t RunView::result(std::uint32_t reg, std::uint32_t level, std::uint32_t row) const {
  return registers.result(reg, climb(level, row, level_of(reg)));
}

std::uint32_t RunView::element(std::uint32_t level, std::uint32_t row) const {
  return levels[level].form == program::LevelForm::Cross ? registers.element(level, row) : row;
}

std::uint32_t RunView::judged_row(const program::Instruction& attested, std::uint32_t row) const {
  const std::uint32_t of = judgements[attested.operands[0]].level;
  if (of == kAbsent || of == 0) return 0;
  std::uint32_t level = level_of(attested.result);
  while (level != of && levels[level].list != of) {
    row = registers.parent_row(level, row);
    level = levels[level].parent;
  }
  return element(level, row);
}

std::uint32_t RunView::table_of(std::uint32_t table_column) const {
  for (std::uint32_t i = 0; i < program.tables.size(); ++i) {
    program::Range columns = program.tables[i].columns;
    if (table_column >= columns.first && table_column - columns.first < columns.count) return i;
  }
  assert(false && "the verifier has seen to it that every column has a table");
  return 0;
}

const program::Instruction& RunView::producer(std::uint32_t operand) const {
  std::uint32_t index = producers_[operand & ~kNegated];
  assert(index != kAbsent);
  return instructions[index];
}

}  // namespace precept
