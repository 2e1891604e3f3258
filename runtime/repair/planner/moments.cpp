// Plans for moments: instants, moments moved by hours, and the days that moments were told with.
#include <algorithm>

#include "base/moment.h"
#include "runtime/program/interval.h"
#include "runtime/repair/planner/planner.h"

namespace precept {

namespace {

using interval::kLeast;
using interval::kMost;

std::int64_t clamped(interval::Wide number) {
  return number < kLeast ? kLeast : number > kMost ? kMost : static_cast<std::int64_t>(number);
}

/// The moments of these instants, whatever their offsets.
Interval moments_at(Interval instants) {
  const interval::Wide step = moment::kStep;
  return {instants.low == kLeast ? kLeast : clamped(instants.low * step),
          instants.high == kMost ? kMost : clamped(instants.high * step + step - 1)};
}

}  // namespace

/// Plans for the instant of a moment: a moment of such an instant.
Plans Planner::moment_at(const Instruction& made, std::uint32_t row, Interval wish) {
  return number(made.operands[0], row, moments_at(wish));
}

/// Plans for a moment and hours: another moment, or another number of hours.
Plans Planner::moment_after(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [a, b, c, d] = made.operands;
  const Interval start = view_.registers.integer(a, row), seconds = view_.registers.integer(b, row);
  const interval::Wide step = moment::kStep;
  const auto moved = [&](std::int64_t bound, interval::Wide by) {
    return bound == kLeast || bound == kMost ? bound : clamped(bound + by);
  };
  Plans plans;
  if (seconds.is_exact())
    plans = number(a, row, {moved(wish.low, -step * seconds.low), moved(wish.high, -step * seconds.low)});
  if (start.is_exact()) {
    // Rounded towards the inside: the sum keeps the offset of the moment.
    const Interval by{wish.low == kLeast ? kLeast : clamped(-((interval::Wide{start.low} - wish.low) >> 11)),
                      wish.high == kMost ? kMost : clamped((interval::Wide{wish.high} - start.low) >> 11)};
    if (!by.is_none()) plans = any_of(std::move(plans), number(b, row, by));
  }
  return plans;
}

/// Plans for the date of a moment: another moment with the same offset, of a day that is wished for.
Plans Planner::moment_on(const Instruction& made, std::uint32_t row, const Domain& wish) {
  const std::uint32_t told = made.operands[0];
  Interval days{0, kLastDay};
  if (wish.form == Domain::Form::Range) {
    days = {std::max(days.low, wish.range.low), std::min(days.high, wish.range.high)};
  } else if (wish.form != Domain::Form::Codes || wish.is_complement || wish.codes.empty()) {
    return {};
  } else {
    days = Interval::exactly(wish.codes.front());
  }
  if (days.is_none() || days.low < 0) return {};
  const Interval now = view_.registers.integer(told, row);
  const std::int64_t ahead = now.is_exact() ? moment::offset_of(now.low) * moment::kMinute : 0;
  return number(told, row,
                moments_at({days.low * moment::kDay - ahead, (days.high + 1) * moment::kDay - 1 - ahead}));
}

}  // namespace precept
