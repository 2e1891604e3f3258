// Plans for `reaches`: one more step that closes a way, or fewer steps, so that none is left.
#include "runtime/repair/planner/planner.h"
#include "runtime/run/steps_view.h"

namespace precept {

namespace {

/// More elements are not looked at.
constexpr std::uint32_t kMostReached = 64;

}  // namespace

Plans Planner::reach(const Instruction& made, std::uint32_t row, bool is_yes) {
  const StepsView steps(view_, made, row);
  const std::uint32_t step = steps.step_operand(), member = steps.member_operand();
  auto in_list = [&](std::uint32_t element, Truth wish) {
    return truth(member, steps.member_row(element), wish);
  };
  if (steps.size() > kMostReached) {
    limits_.cut(0);
    return {};
  }
  if (is_yes) {
    // Any step from what is reached to what leads on closes a way.
    const std::vector<bool> after = steps.reached(true), before = steps.reaching(true);
    const Plans ends = all_of(in_list(steps.from(), Truth::Yes), in_list(steps.to(), Truth::Yes));
    Plans plans;
    for (std::uint32_t one = 0; one < steps.size(); ++one) {
      if (one != steps.from() && !after[one]) continue;
      for (std::uint32_t other = 0; other < steps.size(); ++other) {
        if (other != steps.to() && !before[other]) continue;
        plans = any_of(std::move(plans), all_of(ends, truth(step, steps.step_row(one, other), Truth::Yes)));
      }
    }
    return plans;
  }
  // All steps from the first element that may lead on are cut, or all that may lead to the second.
  const std::vector<bool> after = steps.reached(false), before = steps.reaching(false);
  Plans from = nothing_to_do(), to = nothing_to_do();
  for (std::uint32_t other = 0; other < steps.size(); ++other) {
    const bool leads_on = other == steps.to() || before[other],
               was_led_to = other == steps.from() || after[other];
    if (leads_on && steps.edge(steps.from(), other) != Truth::No)
      from = all_of(from, truth(step, steps.step_row(steps.from(), other), Truth::No));
    if (was_led_to && steps.edge(other, steps.to()) != Truth::No)
      to = all_of(to, truth(step, steps.step_row(other, steps.to()), Truth::No));
  }
  Plans out = any_of(in_list(steps.from(), Truth::No), in_list(steps.to(), Truth::No));
  return any_of(std::move(out), any_of(std::move(from), std::move(to)));
}

}  // namespace precept
