#include "runtime/run/steps_view.h"

#include <algorithm>

namespace precept {

std::optional<std::uint32_t> pair_row(const RunView& view, const program::Instruction& pair,
                                      std::uint32_t row) {
  const std::uint32_t level = view.level_of(pair.result);
  const PairLevels at = *pairs_at(view.levels, view.level_of(pair.operands[0]));
  const auto [begin, end] = view.registers.children(at.elements, view.ancestor_row(level, row, at.owner));
  if (begin == end) return std::nullopt;
  auto number_of = [&](std::uint32_t element_level) {
    const std::uint32_t element = view.element(element_level, view.ancestor_row(level, row, element_level));
    return element - view.element(at.elements, begin);
  };
  const std::uint32_t one = number_of(pair.operands[1]), other = number_of(pair.operands[2]);
  if (one >= end - begin || other >= end - begin) return std::nullopt;
  return view.registers.children(at.pairs, begin + one).first + other;
}

StepsView::StepsView(const RunView& view, const program::Instruction& reach, std::uint32_t row)
    : view_(view),
      levels_(*pairs_at(view.levels, view.level_of(reach.result))),
      step_(reach.operands[0]),
      member_(reach.operands[1]) {
  const std::uint32_t above = view.registers.parent_row(levels_.pairs, row);
  std::tie(begin_, end_) =
      view.registers.children(levels_.elements, view.registers.parent_row(levels_.elements, above));
  from_ = above - begin_;
  to_ = row - view.registers.children(levels_.pairs, above).first;
}

std::uint32_t StepsView::step_row(std::uint32_t one, std::uint32_t other) const {
  return view_.registers.children(levels_.pairs, begin_ + one).first + other;
}

Truth StepsView::edge(std::uint32_t one, std::uint32_t other) const {
  const Truth parts[] = {member(one), member(other), step(one, other)};
  if (std::ranges::find(parts, Truth::No) != std::end(parts)) return Truth::No;
  const bool is_open = std::ranges::find(parts, Truth::Unknown) != std::end(parts);
  return is_open ? Truth::Unknown : Truth::Yes;
}

std::vector<bool> StepsView::walk(std::uint32_t start, bool is_forward, bool is_sure) const {
  std::vector<bool> found(size());
  std::vector<std::uint32_t> open{start};
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    for (std::uint32_t next = 0; next < size(); ++next) {
      if (found[next]) continue;
      const Truth leads = is_forward ? edge(at, next) : edge(next, at);
      if (leads == Truth::No || (is_sure && leads == Truth::Unknown)) continue;
      found[next] = true;
      open.push_back(next);
    }
  }
  return found;
}

std::vector<std::uint32_t> StepsView::path() const {
  constexpr std::uint32_t kNotFound = ~0u;
  std::vector<std::uint32_t> from(size(), kNotFound), open{from_};
  for (std::size_t i = 0; i < open.size() && from[to_] == kNotFound; ++i) {
    for (std::uint32_t next = 0; next < size(); ++next) {
      if (from[next] != kNotFound || edge(open[i], next) != Truth::Yes) continue;
      from[next] = open[i];
      open.push_back(next);
    }
  }
  if (from[to_] == kNotFound) return {};
  std::vector<std::uint32_t> path{to_};
  do {
    path.push_back(from[path.back()]);
  } while (path.back() != from_);
  std::ranges::reverse(path);
  return path;
}

}  // namespace precept
