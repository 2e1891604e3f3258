#include "runtime/run/run_view.h"

#include <cassert>

namespace precept {

RunView::RunView(const Program& the_program, const Document& the_document, const Registers& the_registers,
                 Translations* the_translations)
    : UnitView(the_program, the_program.units[the_document.unit]),
      document(the_document),
      registers(the_registers),
      translations(the_translations),
      words(the_translations ? the_translations->language() : Language::En) {}

std::uint32_t RunView::ancestor_row(std::uint32_t level, std::uint32_t row, std::uint32_t target) const {
  while (level != target) {
    assert(level != 0);
    row = registers.parent_row(level, row);
    level = levels[level].parent;
  }
  return row;
}

Truth RunView::truth(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const {
  return registers.truth(operand, ancestor_row(level, row, level_of(operand)));
}

std::uint8_t RunView::result(std::uint32_t reg, std::uint32_t level, std::uint32_t row) const {
  return registers.result(reg, ancestor_row(level, row, level_of(reg)));
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

}  // namespace precept
