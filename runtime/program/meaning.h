// What an instruction computes for one row: `meaning::Of<Opcode::Add>::row(a, b, overflow)`. Every
// instruction that needs only its operands in that row has such a function. Instructions that look at lists,
// tables, the document or attestations have none.
//
// The machine loops over it where it has no quicker way, the compiler folds constants by it, and the planner
// tries values by it. The small checker has its own rules, on purpose.
//
// Types go by the letters of opcodes.def: t Truth, i Interval, c Code, s Mask (a set), r a Right or Outcome.
// `overflow` is set where a result leaves the range of 64 bits; nothing clears it.
//
//   s.length + 1 <= f.limit     Of<Add>::row({6, 6}, {1, 1}, overflow) is {7, 7}
#pragma once

#include <array>
#include <concepts>

#include "base/calendar.h"
#include "base/moment.h"
#include "runtime/program/interval.h"
#include "runtime/program/opcode.h"
#include "runtime/program/ratio.h"

namespace precept::meaning {

enum class Code : std::int32_t {};
enum class Mask : std::uint64_t {};

constexpr bool is_known(Mask a) {
  return static_cast<std::uint64_t>(a) >> kMaxSetMembers == 0;
}
constexpr std::uint64_t bits(Mask a) {
  return static_cast<std::uint64_t>(a);
}
/// `value` where both are known, else unknown.
constexpr Mask known_mask(Mask a, Mask b, std::uint64_t value) {
  return is_known(a) && is_known(b) ? Mask{value} : Mask{kUnknownSet};
}

/// Empty for an instruction that has no meaning of one row.
template <Opcode>
struct Of {};

// ---- numbers
template <>
struct Of<Opcode::EqualInt> {
  static constexpr Truth row(Interval a, Interval b) { return equal(a, b); }
};
template <>
struct Of<Opcode::LessInt> {
  static constexpr Truth row(Interval a, Interval b) { return less(a, b); }
};
template <>
struct Of<Opcode::Add> {
  static constexpr Interval row(Interval a, Interval b, bool& overflow) { return add(a, b, overflow); }
};
template <>
struct Of<Opcode::Subtract> {
  static constexpr Interval row(Interval a, Interval b, bool& overflow) { return subtract(a, b, overflow); }
};
template <>
struct Of<Opcode::Multiply> {
  static constexpr Interval row(Interval a, Interval b, bool& overflow) { return multiply(a, b, overflow); }
};

template <>
struct Of<Opcode::MinOf> {
  static constexpr Interval row(Interval a, Interval b) {
    if (a.is_none() || b.is_none()) return Interval::unknown();
    return {std::min(a.low, b.low), std::min(a.high, b.high)};
  }
};
template <>
struct Of<Opcode::MaxOf> {
  static constexpr Interval row(Interval a, Interval b) {
    if (a.is_none() || b.is_none()) return Interval::unknown();
    return {std::max(a.low, b.low), std::max(a.high, b.high)};
  }
};

// ---- fractions
template <>
struct Of<Opcode::LessRatio> {
  static constexpr Truth row(Interval a, Interval b, Interval c, Interval d) { return less(a, b, c, d); }
};
template <>
struct Of<Opcode::EqualRatio> {
  static constexpr Truth row(Interval a, Interval b, Interval c, Interval d) { return equal(a, b, c, d); }
};
template <>
struct Of<Opcode::Divisor> {
  static constexpr Interval row(Interval a) { return divisor(a); }
};
template <>
struct Of<Opcode::Millionths> {
  static constexpr Interval row(Interval a, Interval b, bool& overflow) { return millionths(a, b, overflow); }
};
template <>
struct Of<Opcode::Root> {
  static constexpr Interval row(Interval a, Interval b) { return root(a, b); }
};

// ---- days
template <>
struct Of<Opcode::DayNumber> {
  static constexpr Interval row(Code a) {
    const auto day = static_cast<std::int32_t>(a);
    return day >= 0 ? Interval::exactly(day) : day == kUnknown ? Interval::unknown() : Interval::none();
  }
};
template <>
struct Of<Opcode::DateOf> {
  static constexpr Code row(Interval a) {
    const bool is_date = a.is_exact() && a.low >= 0 && a.low <= kLastDay;
    return Code{is_date ? static_cast<std::int32_t>(a.low) : a.is_none() ? kNone : kUnknown};
  }
};

// ---- the calendar
/// The number that `of` gives of a date; unknown of none.
template <std::int64_t (*of)(std::int64_t)>
struct NumberOfDate {
  static constexpr Interval row(Code a) {
    const auto day = static_cast<std::int32_t>(a);
    return day >= 0 && day <= kLastDay ? Interval::exactly(of(day)) : Interval::unknown();
  }
};
template <>
struct Of<Opcode::YearOf> : NumberOfDate<calendar::year_of> {};
template <>
struct Of<Opcode::MonthOf> : NumberOfDate<calendar::month_of> {};
template <>
struct Of<Opcode::DayOf> : NumberOfDate<calendar::day_of_month> {};

/// The date that `of` gives of a date; unknown of none.
template <std::int64_t (*of)(std::int64_t)>
struct DateOfDate {
  static constexpr Code row(Code a) {
    const auto day = static_cast<std::int32_t>(a);
    return Code{day >= 0 && day <= kLastDay ? static_cast<std::int32_t>(of(day)) : kUnknown};
  }
};
template <>
struct Of<Opcode::FirstOfMonth> : DateOfDate<calendar::first_of_month> {};
template <>
struct Of<Opcode::LastOfMonth> : DateOfDate<calendar::last_of_month> {};
template <>
struct Of<Opcode::FirstOfYear> : DateOfDate<calendar::first_of_year> {};
template <>
struct Of<Opcode::LastOfYear> : DateOfDate<calendar::last_of_year> {};

/// Sums grow with the day and with the months, so the ends of the result are the sums of the ends.
template <calendar::Missed missed>
struct SumOfMonths {
  static constexpr Interval row(Interval day, Interval months) {
    const bool is_open = day.is_none() || months.is_none() || day.is_unknown() || months.is_unknown();
    if (is_open) return Interval::unknown();
    return {calendar::add_months(day.low, months.low, missed),
            calendar::add_months(day.high, months.high, missed)};
  }
};
template <>
struct Of<Opcode::AddMonthsDown> : SumOfMonths<calendar::Missed::Down> {};
template <>
struct Of<Opcode::AddMonthsUp> : SumOfMonths<calendar::Missed::Up> {};

// ---- moments
template <>
struct Of<Opcode::Instant> {
  static constexpr Interval row(Interval a) {
    if (a.is_none() || a.is_unknown()) return a;
    return {moment::instant_of(a.low), moment::instant_of(a.high)};
  }
};
template <>
struct Of<Opcode::AddSeconds> {
  static constexpr Interval row(Interval a, Interval b) {
    if (a.is_none() || b.is_none() || a.is_unknown() || b.is_unknown()) return Interval::unknown();
    const interval::Wide low = a.low + interval::Wide{moment::kStep} * b.low,
                         high = a.high + interval::Wide{moment::kStep} * b.high;
    if (low < interval::kLeast || high > interval::kMost) return Interval::unknown();
    const Interval sum{static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
    return moment::is_moment(sum.low) && moment::is_moment(sum.high) ? sum : Interval::unknown();
  }
};
template <>
struct Of<Opcode::LocalDate> {
  static constexpr Code row(Interval a) {
    const bool is_known = a.is_exact() && moment::is_moment(a.low);
    return Code{is_known ? static_cast<std::int32_t>(moment::local_day(a.low)) : kUnknown};
  }
};

// ---- sets
template <>
struct Of<Opcode::Union> {
  static constexpr Mask row(Mask a, Mask b) { return known_mask(a, b, bits(a) | bits(b)); }
};
template <>
struct Of<Opcode::Intersect> {
  static constexpr Mask row(Mask a, Mask b) { return known_mask(a, b, bits(a) & bits(b)); }
};
template <>
struct Of<Opcode::Without> {
  static constexpr Mask row(Mask a, Mask b) { return known_mask(a, b, bits(a) & ~bits(b)); }
};

/// The function of an instruction that makes a number of two; null for every other instruction.
using OfNumbers = Interval (*)(Interval, Interval, bool& overflow);

template <Opcode opcode>
constexpr OfNumbers of_numbers() {
  if constexpr (requires(Interval a, bool& o) {
                  { Of<opcode>::row(a, a, o) } -> std::same_as<Interval>;
                }) {
    return [](Interval a, Interval b, bool& overflow) { return Of<opcode>::row(a, b, overflow); };
  } else if constexpr (requires(Interval a) {
                         { Of<opcode>::row(a, a) } -> std::same_as<Interval>;
                       }) {
    return [](Interval a, Interval b, bool&) { return Of<opcode>::row(a, b); };
  } else {
    return nullptr;
  }
}

inline constexpr std::array kOfNumbers{
#define OPCODE(name, mnemonic, operands, result, level_rule, symmetry, evidence, check, meaning) \
  of_numbers<Opcode::name>(),
#include "runtime/program/opcodes.def"
#undef OPCODE
};
/// The same for an opcode that is known only at run time.
constexpr OfNumbers of_numbers(Opcode opcode) {
  return kOfNumbers[static_cast<std::size_t>(opcode)];
}

}  // namespace precept::meaning
