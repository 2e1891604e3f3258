#include "runtime/run/results.h"

namespace precept {

bool is_act_norm(Modality modality) {
  switch (modality) {
    case Modality::Shall:
    case Modality::Should:
    case Modality::Encourage:
      return false;
    case Modality::May:
    case Modality::ShallNot:
    case Modality::ShouldNot:
      return true;
  }
  return false;
}

Results::Results(const RunView& view) : view_(view), sections_(view.sections.size()) {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    sections_[i].outcomes.resize(view.sections[i].norms.count);
    sections_[i].applies.resize(view.sections[i].norms.count);
    sections_[i].rights.resize(view.sections[i].acts.count);
    sections_[i].exercised.resize(view.sections[i].acts.count);
  }
}

std::uint32_t Results::segment_root_of(std::uint32_t level) const {
  while (level != 0 && view_.levels[level].parent != 0) level = view_.levels[level].parent;
  return level;
}

void Results::slice(const Registers&, std::uint32_t root, std::uint32_t, std::uint32_t) {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    if (segment_root_of(view_.sections[i].level) == root) gather(view_.sections[i], sections_[i]);
  }
}

void Results::gather(const program::Section& section, SectionResults& results) const {
  std::uint32_t rows = view_.registers.rows(section.level);
  auto norms = Program::in(view_.program.norms, section.norms);
  for (std::size_t i = 0; i < norms.size(); ++i) {
    if (is_act_norm(norms[i].modality)) {
      gather_truth(norms[i].condition, section.level, rows, results.applies[i]);
    } else {
      gather_result(norms[i].outcome, section.level, rows, results.outcomes[i]);
    }
  }
  auto acts = Program::in(view_.program.acts, section.acts);
  for (std::size_t i = 0; i < acts.size(); ++i) {
    gather_result(acts[i].right, section.level, rows, results.rights[i]);
    if (acts[i].exercised == kAbsent) continue;
    gather_truth(acts[i].exercised, section.level, rows, results.exercised[i]);
  }
  results.rows += rows;
}

void Results::gather_result(std::uint32_t reg, std::uint32_t level, std::uint32_t rows,
                            SectionResults::Bytes& to) const {
  if (view_.level_of(reg) == level) {
    auto bytes = view_.registers.results(reg);
    to.insert(to.end(), bytes.begin(), bytes.begin() + rows);
    return;
  }
  for (std::uint32_t row = 0; row < rows; ++row) to.push_back(view_.result(reg, level, row));
}

void Results::gather_truth(std::uint32_t operand, std::uint32_t level, std::uint32_t rows,
                           SectionResults::Bytes& to) const {
  std::size_t before = to.size();
  to.resize(before + rows);
  if (view_.level_of(operand) != level) {
    for (std::uint32_t row = 0; row < rows; ++row) {
      to[before + row] = static_cast<std::uint8_t>(view_.truth(operand, level, row));
    }
    return;
  }
  std::uint32_t reg = operand & ~kNegated;
  auto yes = view_.registers.surely_yes(reg);
  auto no = view_.registers.surely_no(reg);
  if ((operand & kNegated) != 0) std::swap(yes, no);
  static constexpr Truth kOf[] = {Truth::Unknown, Truth::No, Truth::Yes};
  for (std::uint32_t row = 0; row < rows; ++row) {
    unsigned bits = static_cast<unsigned>(yes[row / 64] >> (row % 64) & 1) << 1 |
                    static_cast<unsigned>(no[row / 64] >> (row % 64) & 1);
    to[before + row] = static_cast<std::uint8_t>(kOf[bits]);
  }
}

}  // namespace precept
