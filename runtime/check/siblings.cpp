#include "runtime/check/siblings.h"

#include <algorithm>
#include <map>
#include <vector>

#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"
#include "runtime/program/unit_view.h"

namespace precept {

namespace {

/// Walks over everything that the sections of a level compute, from their norms and acts down to the fields.
class SectionWalk {
 public:
  SectionWalk(const Program& program, const program::Unit& unit, std::uint32_t level)
      : view_(program, unit),
        list_(segment_root_of(view_.levels, level)),
        is_seen_(view_.register_kinds.size(), false) {
    for (const program::Phrase& phrase : Program::in(program.phrases, unit.phrases)) {
      phrases_.emplace(phrase.operand & ~kNegated, &phrase);
    }
    for (const program::Section& section : view_.sections) {
      if (section.level == level) add(section);
    }
  }

  bool has_siblings() {
    while (!names_siblings_ && !open_.empty()) {
      const std::uint32_t reg = open_.back();
      open_.pop_back();
      if (crosses_list(view_.register_kinds[reg].level)) return true;
      if (follow(view_.producer(reg))) return true;
      auto [begin, end] = phrases_.equal_range(reg);
      for (auto phrase = begin; phrase != end; ++phrase) {
        add(phrase->second->holds);
        add(phrase->second->fails);
      }
    }
    return names_siblings_;
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
    for (const program::TextPart& part : Program::in(view_.program.text_parts, text)) {
      add(part.hole);
      add(part.among);
      add(part.presence);
      names_siblings_ = names_siblings_ || (part.among != kAbsent && tells_whole_list(part.among));
    }
  }

  /// Whether a list in words is told to the document, rather than to an element of the list or a part of it.
  bool tells_whole_list(std::uint32_t among) const {
    const std::uint32_t level = view_.level_of(among);
    return segment_root_of(view_.levels, level) == list_ &&
           segment_root_of(view_.levels, view_.levels[level].parent) != list_;
  }

  void add(const program::Section& section) {
    for (const program::Norm& norm : Program::in(view_.program.norms, section.norms)) {
      add(norm.condition);
      add(norm.holds);
      add(norm.outcome);
      add(norm.message);
      for (const program::NormPart& part : Program::in(view_.program.norm_parts, norm.parts))
        add(part.operand);
    }
    for (const program::Act& act : Program::in(view_.program.acts, section.acts)) {
      add(act.right);
      add(act.exercised);
    }
  }

  /// Adds the registers that the instruction reads. True where it reads other elements of the list.
  bool follow(const program::Instruction& made) {
    std::string_view letters = info(made.opcode).operands;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const std::uint32_t operand = made.operands[i];
      if (operand == kAbsent) continue;
      if (is_register_operand(letters[i])) {
        const bool leaves_list =
            segment_root_of(view_.levels, view_.level_of(operand)) == list_ &&
            segment_root_of(view_.levels, view_.register_kinds[made.result].level) != list_;
        if (leaves_list) return true;
        add(operand);
      } else if (letters[i] == 'F') {
        // `member` searches all elements of the list that the column belongs to.
        if (made.opcode == Opcode::Member && view_.columns[operand].level == list_) return true;
      } else if (letters[i] == 'J') {
        add(view_.judgements[operand].asks);
        add(view_.judgements[operand].from);
      }
    }
    return false;
  }

  /// Whether a level, or one that it hangs below, has rows that stand for other elements of the list.
  bool crosses_list(std::uint32_t level) const {
    for (; level != 0; level = view_.levels[level].parent) {
      if (view_.levels[level].form == program::LevelForm::Cross && view_.levels[level].list == list_)
        return true;
    }
    return false;
  }

  const UnitView view_;
  std::uint32_t list_;  ///< the level of the list directly in the document
  std::multimap<std::uint32_t, const program::Phrase*> phrases_;
  bool names_siblings_ = false;      ///< a text tells the elements of the list
  std::vector<bool> is_seen_;        ///< by register
  std::vector<std::uint32_t> open_;  ///< registers to be looked at
};

}  // namespace

bool rests_on_siblings(const Program& program, const program::Unit& unit, std::uint32_t level) {
  return SectionWalk(program, unit, level).has_siblings();
}

Subject leave_out_siblings(const Program& program, Document& document, Subject subject) {
  const program::Unit& unit = program.units[document.unit];
  if (subject.level == 0 || rests_on_siblings(program, unit, subject.level)) return subject;
  Levels levels = Program::in(program.levels, unit.levels);
  // Climb to the list directly in the document and note each row's number among its siblings; then go down.
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
