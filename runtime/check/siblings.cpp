#include "runtime/check/siblings.h"

#include <algorithm>
#include <map>
#include <vector>

#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"

namespace precept {

namespace {

/// Everything that is computed for the sections of a level, from their norms and acts down to the fields.
class Reach {
 public:
  Reach(const Program& program, const program::Unit& unit, std::uint32_t level)
      : program_(program),
        levels_(Program::in(program.levels, unit.levels)),
        columns_(Program::in(program.columns, unit.columns)),
        registers_(Program::in(program.registers, unit.registers)),
        instructions_(Program::in(program.instructions, unit.instructions)),
        judgements_(Program::in(program.judgements, unit.judgements)),
        list_(root_of(levels_, level)),
        makers_(registers_.size(), nullptr),
        is_seen_(registers_.size(), false) {
    for (const program::Instruction& made : instructions_) makers_[made.result] = &made;
    for (const program::Phrase& phrase : Program::in(program.phrases, unit.phrases)) {
      phrases_.emplace(phrase.operand & ~kNegated, &phrase);
    }
    for (const program::Section& section : Program::in(program.sections, unit.sections)) {
      if (section.level == level) add(section);
    }
  }

  bool has_siblings() {
    while (!open_.empty()) {
      const std::uint32_t reg = open_.back();
      open_.pop_back();
      if (crosses_list(registers_[reg].level)) return true;
      if (makers_[reg] != nullptr && follow(*makers_[reg])) return true;
      auto [begin, end] = phrases_.equal_range(reg);
      for (auto phrase = begin; phrase != end; ++phrase) {
        add(phrase->second->holds);
        add(phrase->second->fails);
      }
    }
    return false;
  }

 private:
  void add(std::uint32_t operand) {
    if (operand == kAbsent) return;
    const std::uint32_t reg = operand & ~kNegated;
    if (is_seen_[reg]) return;
    is_seen_[reg] = true;
    open_.push_back(reg);
  }

  void add(program::Range text) {
    for (const program::TextPart& part : Program::in(program_.text_parts, text)) add(part.hole);
  }

  void add(const program::Section& section) {
    for (const program::Norm& norm : Program::in(program_.norms, section.norms)) {
      add(norm.condition);
      add(norm.holds);
      add(norm.outcome);
      add(norm.message);
      for (const program::NormPart& part : Program::in(program_.norm_parts, norm.parts)) add(part.operand);
    }
    for (const program::Act& act : Program::in(program_.acts, section.acts)) {
      add(act.right);
      add(act.exercised);
    }
  }

  /// Adds what the instruction reads; whether that is more of the list than the element.
  bool follow(const program::Instruction& made) {
    std::string_view letters = info(made.opcode).operands;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const std::uint32_t operand = made.operands[i];
      if (operand == kAbsent) continue;
      if (is_register_operand(letters[i])) {
        const bool leaves_list = root_of(levels_, level_of(operand)) == list_ &&
                                 root_of(levels_, registers_[made.result].level) != list_;
        if (leaves_list) return true;
        add(operand);
      } else if (letters[i] == 'F') {
        // A value is looked for among all elements of the list that the column is of.
        if (made.opcode == Opcode::Member && columns_[operand].level == list_) return true;
      } else if (letters[i] == 'J') {
        add(judgements_[operand].asks);
        add(judgements_[operand].from);
      }
    }
    return false;
  }

  /// Whether a level, or one that it hangs below, has rows that stand for other elements of the list.
  bool crosses_list(std::uint32_t level) const {
    for (; level != 0; level = levels_[level].parent) {
      if (levels_[level].form == program::LevelForm::Cross && levels_[level].list == list_) return true;
    }
    return false;
  }

  std::uint32_t level_of(std::uint32_t operand) const { return registers_[operand & ~kNegated].level; }

  const Program& program_;
  Levels levels_;
  std::span<const program::Column> columns_;
  std::span<const program::Register> registers_;
  std::span<const program::Instruction> instructions_;
  std::span<const program::Judgement> judgements_;
  std::uint32_t list_;                               ///< directly in the document
  std::vector<const program::Instruction*> makers_;  ///< by register
  std::multimap<std::uint32_t, const program::Phrase*> phrases_;
  std::vector<bool> is_seen_;        ///< by register
  std::vector<std::uint32_t> open_;  ///< registers to be looked at
};

}  // namespace

bool rests_on_siblings(const Program& program, const program::Unit& unit, std::uint32_t level) {
  return Reach(program, unit, level).has_siblings();
}

Subject leave_out_siblings(const Program& program, Document& document, Subject subject) {
  const program::Unit& unit = program.units[document.unit];
  if (subject.level == 0 || rests_on_siblings(program, unit, subject.level)) return subject;
  Levels levels = Program::in(program.levels, unit.levels);
  // Up to the list in the document, noting which child of its parent each is; then down again.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> path;
  std::uint32_t level = subject.level, row = subject.row;
  for (; levels[level].parent != 0; level = levels[level].parent) {
    const LevelRows& rows = document.levels[level];
    const std::uint32_t parent = rows.parent_of(row);
    path.emplace_back(level, row - rows.offsets[parent]);
    row = parent;
  }
  document.keep_only(program, level, row);
  row = 0;
  for (auto step = path.rbegin(); step != path.rend(); ++step)
    row = document.levels[step->first].offsets[row] + step->second;
  return {subject.level, row};
}

}  // namespace precept
