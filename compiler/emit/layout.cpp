#include <map>

#include "compiler/emit/emit.h"
#include "runtime/program/opcode.h"

namespace precept::emit {
namespace {

template <class T>
program::Range append_to(std::vector<T>& section, const std::vector<T>& items) {
  program::Range range{static_cast<std::uint32_t>(section.size()), static_cast<std::uint32_t>(items.size())};
  section.insert(section.end(), items.begin(), items.end());
  return range;
}

/// Adds the cost of a check: for each level, the number of instructions for each of its rows. Segments that
/// only explain do not count.
void add_costs(const plan::PlannedUnit& unit, const Schedule& schedule, program::Unit& out,
               ProgramSections& to) {
  std::map<std::uint32_t, std::uint64_t> by_level;
  for (const program::Segment& segment : schedule.segments) {
    if (segment.explains != 0) continue;
    for (std::uint32_t i : std::span(schedule.order).subspan(segment.order.first, segment.order.count)) {
      const auto& instruction = unit.instructions[i];
      std::uint32_t level = unit.registers[i].level;
      if (is_fold(instruction.opcode)) {
        level = unit.registers[plan::register_of(instruction.operands[0])].level;
      }
      ++by_level[level];
    }
  }
  for (const auto& [level, instructions] : by_level) {
    if (level == 0) {
      out.cost_constant = instructions;
    } else {
      to.costs.push_back({static_cast<std::uint32_t>(to.units.size()), level, instructions});
    }
  }
}

}  // namespace

void append(plan::PlannedUnit unit, plan::SharedSections& shared) {
  drop_phrases(unit);
  drop_dead(unit);
  mark_raw_texts(unit);
  Schedule order = schedule(unit);
  ProgramSections& to = shared.sections();
  program::Unit out{};
  add_costs(unit, order, out, to);
  out.kind = shared.string(unit.kind);
  out.date_column = unit.date_column;
  out.root = static_cast<std::uint32_t>(to.objects.size());
  auto first_field = static_cast<std::uint32_t>(to.fields.size());
  for (auto& object : unit.objects) object.fields.first += first_field;
  for (auto& field : unit.fields) {
    if (field.object != kAbsent) field.object += out.root;
  }
  append_to(to.objects, unit.objects);
  append_to(to.fields, unit.fields);

  auto first_part = static_cast<std::uint32_t>(to.text_parts.size());
  auto first_act = static_cast<std::uint32_t>(to.acts.size());
  auto first_norm = static_cast<std::uint32_t>(to.norms.size());
  auto first_norm_part = static_cast<std::uint32_t>(to.norm_parts.size());
  for (auto& norm : unit.norms) {
    norm.message.first += first_part;
    norm.parts.first += first_norm_part;
  }
  for (auto& phrase : unit.phrases) {
    phrase.holds.first += first_part;
    phrase.fails.first += first_part;
  }
  for (auto& judgement : unit.judgements) {
    judgement.asks.first += first_part;
    judgement.from.first += first_part;
  }
  for (auto& section : unit.sections) {
    section.acts.first += first_act;
    section.norms.first += first_norm;
  }
  auto first_order = static_cast<std::uint32_t>(to.indexes.size());
  for (auto& segment : order.segments) segment.order.first += first_order;
  to.indexes.insert(to.indexes.end(), order.order.begin(), order.order.end());

  for (auto& translation : unit.translations) {
    translation.parts.first += first_part;
    translation.translated.first += first_part;
  }
  append_to(to.parts_translations, unit.translations);
  append_to(to.text_parts, unit.text_parts);
  append_to(to.acts, unit.acts);
  append_to(to.norms, unit.norms);
  append_to(to.norm_parts, unit.norm_parts);
  out.phrases = append_to(to.phrases, unit.phrases);
  out.levels = append_to(to.levels, unit.levels);
  out.columns = append_to(to.columns, unit.columns);
  out.registers = append_to(to.registers, unit.registers);
  out.instructions = append_to(to.instructions, unit.instructions);
  out.segments = append_to(to.segments, order.segments);
  out.sections = append_to(to.sections, unit.sections);
  out.clauses = append_to(to.clauses, unit.clauses);
  out.judgements = append_to(to.judgements, unit.judgements);
  out.probes = append_to(to.probes, unit.probes);
  to.units.push_back(out);
}

}  // namespace precept::emit
