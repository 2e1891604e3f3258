#include <cassert>
#include <map>

#include "compiler/emit/emit.h"
#include "compiler/emit/roots.h"
#include "runtime/program/opcode.h"

namespace precept::emit {

namespace {

/// Marks all operands of marked registers. One pass from the end is enough: an operand is made before it is
/// read.
void close(std::vector<bool>& marked, plan::PlannedUnit& unit) {
  for (std::size_t i = unit.instructions.size(); i-- > 0;) {
    if (!marked[i]) continue;
    for_each_register(unit.instructions[i],
                      [&](std::uint32_t& operand) { marked[plan::register_of(operand)] = true; });
  }
}

}  // namespace

std::vector<bool> needed_by_results(const plan::PlannedUnit& constant) {
  auto& unit = const_cast<plan::PlannedUnit&>(constant);  // not changed; for_each_register takes no const
  std::vector<bool> needed(unit.instructions.size(), false);
  auto need = [&](std::uint32_t operand) {
    if (operand != kAbsent) needed[plan::register_of(operand)] = true;
  };
  auto need_text = [&](program::Range parts) {
    for (const program::TextPart& part : std::span(unit.text_parts).subspan(parts.first, parts.count)) {
      bool is_of_document = part.hole != kAbsent && unit.registers[plan::register_of(part.hole)].level == 0;
      if (is_of_document) need(part.hole);
    }
  };
  for (const auto& section : unit.sections) need(section.list_presence);
  for (const auto& act : unit.acts) {
    need(act.right);
    need(act.exercised);
  }
  for (const auto& norm : unit.norms) {
    need(norm.condition);
    need(norm.holds);
    need(norm.outcome);
    need_text(norm.message);
  }
  for (const auto& judgement : unit.judgements) {
    need_text(judgement.asks);
    need_text(judgement.from);
  }
  for (const auto& probe : unit.probes) {
    need(probe.operand);
    need(probe.unless);
  }
  close(needed, unit);
  return needed;
}

void drop_phrases(plan::PlannedUnit& unit) {
  std::vector<bool> needed = needed_by_results(unit);
  std::vector<program::TextPart> kept;
  std::vector<program::PartsTranslation> translations;
  auto keep_alone = [&](program::Range& parts) {
    auto first = static_cast<std::uint32_t>(kept.size());
    auto begin = unit.text_parts.begin() + parts.first;
    kept.insert(kept.end(), begin, begin + parts.count);
    parts.first = first;
  };
  std::multimap<std::uint32_t, program::PartsTranslation> by_text;  // by the first part of the text
  for (const auto& translation : unit.translations) by_text.emplace(translation.parts.first, translation);
  auto keep = [&](program::Range& parts) {
    auto [begin, end] = by_text.equal_range(parts.first);
    bool is_empty = parts.count == 0;
    keep_alone(parts);
    for (auto it = begin; it != end && !is_empty; ++it) {
      program::PartsTranslation translation = it->second;
      translation.parts = parts;
      keep_alone(translation.translated);
      translations.push_back(translation);
    }
  };
  for (auto& norm : unit.norms) keep(norm.message);
  for (auto& judgement : unit.judgements) {
    keep(judgement.asks);
    keep(judgement.from);
  }
  std::erase_if(unit.phrases,
                [&](const program::Phrase& phrase) { return !needed[plan::register_of(phrase.operand)]; });
  for (auto& phrase : unit.phrases) {
    keep(phrase.holds);
    keep(phrase.fails);
  }
  unit.text_parts = std::move(kept);
  unit.translations = std::move(translations);
}

void drop_dead(plan::PlannedUnit& unit) {
  std::vector<bool> live(unit.instructions.size(), false);
  for_each_root(unit, [&](std::uint32_t& operand) { live[plan::register_of(operand)] = true; });
  close(live, unit);
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

void mark_raw_texts(plan::PlannedUnit& unit) {
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
      // `select` compares too: where its condition is unknown, it gives what both sides agree on.
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
