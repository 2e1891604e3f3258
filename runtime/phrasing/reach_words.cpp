// Sentences for `reaches`: by which way one element reaches another, or why it does not.
#include "runtime/phrasing/nouns.h"
#include "runtime/run/steps_view.h"

namespace precept {

namespace {

/// No more elements are named; a number stands for the others.
constexpr std::size_t kMostNamed = 5;

}  // namespace

/// "Ada, Ben and Cleo"; of many the first five, "and 7 more".
std::string Nouns::few(std::uint32_t level, const std::vector<std::uint32_t>& rows) const {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == kMostNamed) return view_.words(say::ListAndMore, text, rows.size() - i);
    const std::string name = subject(level, rows[i]);
    const bool is_last = i + 1 == rows.size();
    text = i == 0 ? name : view_.words(is_last ? say::ListAnd : say::ListMore, text, name);
  }
  return text;
}

/// `row`: of the level of pairs.
std::string Nouns::reached(const program::Instruction& reach, std::uint32_t row, Truth truth) const {
  const StepsView steps(view_, reach, row);
  const std::uint32_t level = view_.level_of(steps.member_operand());
  auto name = [&](std::uint32_t element) { return subject(level, steps.member_row(element)); };
  const std::string from = name(steps.from()), to = name(steps.to());
  if (truth == Truth::Unknown) return view_.words(say::OpenReaches, from, to);
  std::vector<std::uint32_t> others;
  if (truth == Truth::Yes) {
    const std::vector<std::uint32_t> path = steps.path();
    for (std::size_t i = 1; i + 1 < path.size(); ++i) others.push_back(steps.member_row(path[i]));
    return others.empty() ? view_.words(say::ReachesAtOnce, from, to)
                          : view_.words(say::ReachesBy, from, to, few(level, others));
  }
  for (std::uint32_t end : {steps.from(), steps.to()}) {
    if (steps.member(end) == Truth::No) return view_.words(say::ReachesNotOut, from, to, name(end));
  }
  const std::vector<bool> found = steps.reached(false);
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    if (found[i]) others.push_back(steps.member_row(i));
  }
  return others.empty() ? view_.words(say::ReachesNothing, from, to)
                        : view_.words(say::ReachesOnly, from, to, few(level, others));
}

std::string Nouns::paired(const program::Instruction& pair, std::uint32_t row, Truth truth) const {
  const program::Instruction& reach = view_.producer(pair.operands[0]);
  const auto found = pair_row(view_, pair, row);
  if (found) return sentence(reach.result, *found, truth);
  const std::uint32_t level = view_.level_of(pair.result), one = pair.operands[1], other = pair.operands[2];
  return view_.words(say::ReachesOutside, subject(one, view_.ancestor_row(level, row, one)),
                     subject(other, view_.ancestor_row(level, row, other)), list(one));
}

}  // namespace precept
