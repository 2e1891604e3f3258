// Plans for parts of dates, first and last days, and sums of dates and months.
#include <optional>

#include "base/calendar.h"
#include "runtime/repair/planner/planner.h"

namespace precept {

namespace {

/// What an instruction makes of a date alone.
using DateMeaning = std::int64_t (*)(std::int64_t day);

/// Null for every other instruction.
DateMeaning of_date(Opcode opcode) {
  switch (opcode) {
    case Opcode::YearOf:
      return calendar::year_of;
    case Opcode::MonthOf:
      return calendar::month_of;
    case Opcode::DayOf:
      return calendar::day_of_month;
    case Opcode::FirstOfMonth:
      return calendar::first_of_month;
    case Opcode::LastOfMonth:
      return calendar::last_of_month;
    case Opcode::FirstOfYear:
      return calendar::first_of_year;
    case Opcode::LastOfYear:
      return calendar::last_of_year;
    default:
      return nullptr;
  }
}

/// The days around `day`, nearest first, within a year and a month: all months and all days of months are
/// there.
template <class Fits>
std::optional<std::int64_t> nearest_day(std::int64_t day, Fits fits) {
  constexpr std::int64_t kFarthest = 400;
  for (std::int64_t step = 0; step <= kFarthest; ++step) {
    for (std::int64_t tried : {day - step, day + step}) {
      if (tried >= 0 && tried <= kLastDay && fits(tried)) return tried;
    }
  }
  return std::nullopt;
}

/// The least number of a range at which a rule that stays true once it is true holds; the end where it never
/// does.
template <class Holds>
std::int64_t first_that(std::int64_t begin, std::int64_t end, Holds holds) {
  while (begin < end) {
    const std::int64_t middle = begin + (end - begin) / 2;
    holds(middle) ? end = middle : begin = middle + 1;
  }
  return begin;
}

}  // namespace

/// Plans for what is made of a date: the dates of which it is what is wished for. A month or the day of one
/// comes again, so there the nearest date is taken. Nothing where the instruction makes nothing of a date.
std::optional<Plans> Planner::date_for(const Instruction& made, std::uint32_t row, const Domain& wish) {
  const DateMeaning of = of_date(made.opcode);
  if (of == nullptr) return std::nullopt;
  const std::uint32_t date = made.operands[0];
  Interval range = wish.range;
  if (wish.form == Domain::Form::Codes) {
    if (wish.is_complement) return code(date, row, Domain::all_but({kNone}));
    if (wish.codes.empty()) return Plans{};
    range = Interval::exactly(wish.codes.front());
  } else if (wish.form != Domain::Form::Range) {
    return Plans{};
  }
  const auto [low, high] = range;
  if (made.opcode == Opcode::MonthOf || made.opcode == Opcode::DayOf) {
    const std::int32_t now = view_.registers.code(date, row);
    const auto fits = [&](std::int64_t day) { return of(day) >= low && of(day) <= high; };
    constexpr std::int64_t kSomeDay = 738'000;
    const auto found = nearest_day(now >= 0 ? now : kSomeDay, fits);
    return found ? code(date, row, Domain::one_of({static_cast<std::int32_t>(*found)})) : Plans{};
  }
  const std::int64_t from = first_that(0, kLastDay + 1, [&](std::int64_t day) { return of(day) >= low; });
  const std::int64_t to = first_that(0, kLastDay + 1, [&](std::int64_t day) { return of(day) > high; }) - 1;
  return from <= to ? code(date, row, Domain::between(from, to)) : Plans{};
}

/// Plans for a day and months: another day, or another number of months.
Plans Planner::sum_of_months(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [a, b, c, d] = made.operands;
  const auto missed = made.opcode == Opcode::AddMonthsUp ? calendar::Missed::Up : calendar::Missed::Down;
  const Interval day = view_.registers.integer(a, row), months = view_.registers.integer(b, row);
  // `sum` grows with what is looked for, and the wish is a range: so are the answers.
  const auto answers = [&](std::int64_t begin, std::int64_t end, auto sum) {
    const std::int64_t from = first_that(begin, end, [&](std::int64_t x) { return sum(x) >= wish.low; });
    const std::int64_t to = first_that(begin, end, [&](std::int64_t x) { return sum(x) > wish.high; }) - 1;
    return from <= to ? Interval{from, to} : Interval::none();
  };
  Plans plans;
  if (months.is_exact()) {
    const auto sum = [&](std::int64_t x) { return calendar::add_months(x, months.low, missed); };
    plans = number(a, row, answers(0, kLastDay + 1, sum));
  }
  if (day.is_exact()) {
    using calendar::kMonths;
    const auto sum = [&](std::int64_t x) { return calendar::add_months(day.low, x, missed); };
    plans = any_of(std::move(plans), number(b, row, answers(-kMonths, kMonths + 1, sum)));
  }
  return plans;
}

}  // namespace precept
