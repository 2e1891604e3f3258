// Why one element of a list reaches another, or does not: the steps on the way, the steps that are open, or
// the steps that there would have to be.
#include "runtime/reasons/register_reasons.h"

namespace precept {

void RegisterReasons::membership(const StepsView& steps, std::uint32_t element, Reasons& to) {
  add(steps.member_operand(), {view_.level_of(steps.member_operand()), steps.member_row(element)}, to);
}

/// Where no definition has words for the step, a heading says from where to where it leads.
void RegisterReasons::step(const StepsView& steps, std::uint32_t from, std::uint32_t on, Reasons& to) {
  if (is_over()) return;
  const std::uint32_t operand = steps.step_operand(), level = view_.level_of(steps.member_operand());
  const Row at{view_.level_of(operand), steps.step_row(from, on)};
  if (phrases_.has(operand)) return add(operand, at, to);
  Reason reason{.kind = Reason::Kind::Statement, .truth = steps.step(from, on)};
  reason.text = view_.words(say::StepFromTo, nouns_.subject(level, steps.member_row(from)),
                            nouns_.subject(level, steps.member_row(on)));
  add(operand, at, reason.because);
  to.push_back(std::move(reason));
}

void RegisterReasons::steps(const program::Instruction& reach, std::uint32_t row, Reasons& to) {
  const StepsView steps(view_, reach, row);
  std::size_t left_out = 0, shown = 0;
  auto shows = [&] {
    const bool is_shown = shown < kMostElements || is_full_;
    ++(is_shown ? shown : left_out);
    return is_shown;
  };
  const Truth truth = view_.registers.truth(reach.result, row);
  if (truth == Truth::Yes) {
    const std::vector<std::uint32_t> path = steps.path();
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      if (shows()) step(steps, path[i], path[i + 1], to);
    }
  } else if (truth == Truth::Unknown) {
    steps.for_open_steps([&](std::uint32_t one, std::uint32_t other) {
      if (!shows()) return;
      if (steps.member(one) == Truth::Unknown) membership(steps, one, to);
      if (steps.member(other) == Truth::Unknown && other != one) membership(steps, other, to);
      if (steps.step(one, other) == Truth::Unknown) step(steps, one, other, to);
    });
  } else if (steps.member(steps.from()) == Truth::No || steps.member(steps.to()) == Truth::No) {
    membership(steps, steps.member(steps.from()) == Truth::No ? steps.from() : steps.to(), to);
  } else {
    // No step leads out of what is reached: each of those that would is a reason.
    std::vector<bool> found = steps.reached(false);
    for (std::uint32_t one = 0; one < steps.size(); ++one) {
      if (!found[one] && one != steps.from()) continue;
      for (std::uint32_t other = 0; other < steps.size(); ++other) {
        const bool would_lead_out = !found[other] && steps.member(other) != Truth::No &&
                                    (other != steps.from() || other == steps.to());
        if (would_lead_out && shows()) step(steps, one, other, to);
      }
    }
  }
  if (left_out > 0) to.push_back({.kind = Reason::Kind::Note, .text = view_.words(say::AndMore, left_out)});
}

}  // namespace precept
