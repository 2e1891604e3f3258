// Arithmetic on intervals (docs/language.md, Truth and intervals). A result beyond 64 bits is unknown.
//
//   count(f.stalls) + 1     of 2 to 3 stalls: from 3 to 4
#pragma once

#include <algorithm>

#include "runtime/program/kinds.h"

namespace precept {

namespace interval {

inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
/// Holds every sum or product of two 64-bit numbers, and the sum of any list of them.
using Wide = __int128;

/// Whether one bound is missing, as in "at least 3": the end of the range stands for no bound.
constexpr bool is_open(Interval a) {
  return !a.is_exact() && (a.low == kLeast || a.high == kMost);
}

/// The interval with these bounds, or unknown where they leave the range. `overflow` is then set, for a
/// warning, unless an operand had no bound to begin with (`open`): then no number was too large.
constexpr Interval within_range(Wide low, Wide high, bool open, bool& overflow) {
  if (low < kLeast || high > kMost) {
    overflow = overflow || !open;
    return Interval::unknown();
  }
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

/// `bounds(low, high)` computes both bounds. An operand that is unknown or none makes the result unknown.
template <class Bounds>
constexpr Interval combine(Interval a, Interval b, bool& overflow, Bounds bounds) {
  if (a.is_none() || b.is_none() || a.is_unknown() || b.is_unknown()) return Interval::unknown();
  Wide low = 0, high = 0;
  bounds(low, high);
  return within_range(low, high, is_open(a) || is_open(b), overflow);
}

}  // namespace interval

constexpr Interval add(Interval a, Interval b, bool& overflow) {
  return interval::combine(a, b, overflow, [=](interval::Wide& low, interval::Wide& high) {
    low = interval::Wide{a.low} + b.low;
    high = interval::Wide{a.high} + b.high;
  });
}

constexpr Interval subtract(Interval a, Interval b, bool& overflow) {
  return interval::combine(a, b, overflow, [=](interval::Wide& low, interval::Wide& high) {
    low = interval::Wide{a.low} - b.high;
    high = interval::Wide{a.high} - b.low;
  });
}

constexpr Interval multiply(Interval a, Interval b, bool& overflow) {
  return interval::combine(a, b, overflow, [=](interval::Wide& low, interval::Wide& high) {
    const auto corners = {interval::Wide{a.low} * b.low, interval::Wide{a.low} * b.high,
                          interval::Wide{a.high} * b.low, interval::Wide{a.high} * b.high};
    low = std::min(corners);
    high = std::max(corners);
  });
}

/// The value of `if c then a else b` where c is unknown. Both none: none. One none or unknown: unknown. Else
/// the smallest interval that covers both.
constexpr Interval hull(Interval a, Interval b) {
  if (a.is_none() && b.is_none()) return a;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

constexpr Truth equal(Interval a, Interval b) {
  if (a.is_unknown() || b.is_unknown()) return Truth::Unknown;
  if (a.is_none() || b.is_none()) return a.is_none() && b.is_none() ? Truth::Yes : Truth::No;
  if (a.high < b.low || b.high < a.low) return Truth::No;
  return a.is_exact() && b.is_exact() ? Truth::Yes : Truth::Unknown;
}

constexpr Truth less(Interval a, Interval b) {
  if (a.is_none() || b.is_none()) return Truth::Unknown;
  if (a.high < b.low) return Truth::Yes;
  return a.low >= b.high ? Truth::No : Truth::Unknown;
}

}  // namespace precept
