// Visits all places that name a register: operands of instructions, and the table of results.
#pragma once

#include <vector>

#include "compiler/plan/planned_unit.h"
#include "runtime/program/opcode.h"

namespace precept::emit {

/// Calls `visit` with each operand slot of the instruction that names a register.
template <class Visit>
void for_each_register(program::Instruction& instruction, Visit&& visit) {
  std::string_view letters = info(instruction.opcode).operands;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (is_register_operand(letters[i]) && instruction.operands[i] != kAbsent) visit(instruction.operands[i]);
  }
}

/// Calls `visit` once with each place outside the instructions that names a register: sections, acts, norms,
/// phrases, texts, probes.
template <class Visit>
void for_each_root(plan::PlannedUnit& unit, Visit&& visit) {
  auto each = [&](std::uint32_t& operand) {
    if (operand != kAbsent) visit(operand);
  };
  for (auto& section : unit.sections) each(section.list_presence);
  for (auto& act : unit.acts) {
    each(act.right);
    each(act.exercised);
  }
  for (auto& norm : unit.norms) {
    each(norm.condition);
    each(norm.holds);
    each(norm.outcome);
  }
  for (auto& part : unit.norm_parts) each(part.operand);
  for (auto& phrase : unit.phrases) each(phrase.operand);
  for (auto& part : unit.text_parts) {
    each(part.hole);
    each(part.among);
    each(part.presence);
  }
  for (auto& probe : unit.probes) {
    each(probe.operand);
    each(probe.unless);
  }
}

/// By register: whether a check needs it, for its results or for texts about the document. Phrases, and holes
/// about rows of lists, are computed only where something is put into words.
std::vector<bool> needed_by_results(const plan::PlannedUnit& unit);

}  // namespace precept::emit
