// Arithmetic on intervals, as the language defines it. A bound at the end of the 64-bit range stands for
// no bound ("at least 3"), so it stays one; only a bound that is known can overflow.
#pragma once

#include <algorithm>

#include "runtime/kinds.h"

namespace precept {

namespace interval {

inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
using Wide = __int128;

inline bool open_below(Interval a) {
  return a.low == kLeast && !a.is_exact();
}
inline bool open_above(Interval a) {
  return a.high == kMost && !a.is_exact();
}

/// The interval from exact bounds; out of range, it is unknown and `overflow` is set.
inline Interval narrow(Wide low, Wide high, bool& overflow) {
  if (low < kLeast || high > kMost || low > kMost || high < kLeast) {
    overflow = true;
    return Interval::unknown();
  }
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

}  // namespace interval

/// None in either: unknown. Leaving the 64-bit range: unknown, and `overflow` is set.
inline Interval add(Interval a, Interval b, bool& overflow) {
  using namespace interval;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  const Wide low = open_below(a) || open_below(b) ? Wide{kLeast} : Wide{a.low} + b.low;
  const Wide high = open_above(a) || open_above(b) ? Wide{kMost} : Wide{a.high} + b.high;
  return narrow(low, high, overflow);
}

inline Interval subtract(Interval a, Interval b, bool& overflow) {
  using namespace interval;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  const Wide low = open_below(a) || open_above(b) ? Wide{kLeast} : Wide{a.low} - b.high;
  const Wide high = open_above(a) || open_below(b) ? Wide{kMost} : Wide{a.high} - b.low;
  return narrow(low, high, overflow);
}

inline Interval multiply(Interval a, Interval b, bool& overflow) {
  using namespace interval;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  // Products of the corners; what is not bounded, times anything but zero, is not bounded.
  Wide low = 0, high = 0;
  bool first = true, no_low = false, no_high = false;
  auto corner = [&](std::int64_t x, bool x_open, std::int64_t y, bool y_open) {
    if ((x_open && y != 0) || (y_open && x != 0)) {
      ((x < 0) != (y < 0) ? no_low : no_high) = true;
      return;
    }
    const Wide product = Wide{x} * y;
    low = first ? product : std::min(low, product);
    high = first ? product : std::max(high, product);
    first = false;
  };
  corner(a.low, open_below(a), b.low, open_below(b));
  corner(a.low, open_below(a), b.high, open_above(b));
  corner(a.high, open_above(a), b.low, open_below(b));
  corner(a.high, open_above(a), b.high, open_above(b));
  return narrow(no_low ? Wide{kLeast} : low, no_high ? Wide{kMost} : high, overflow);
}

/// What a value is that is one or the other: both none: none; one none: unknown; else their hull.
inline Interval either(Interval a, Interval b) {
  if (a.is_none() && b.is_none()) return a;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

inline Truth equal(Interval a, Interval b) {
  if (a.is_unknown() || b.is_unknown()) return Truth::Unknown;
  if (a.is_none() || b.is_none()) return a.is_none() && b.is_none() ? Truth::Yes : Truth::No;
  if (a.high < b.low || b.high < a.low) return Truth::No;
  return a.is_exact() && b.is_exact() ? Truth::Yes : Truth::Unknown;
}

inline Truth less(Interval a, Interval b) {
  if (a.is_none() || b.is_none()) return Truth::Unknown;
  if (a.high < b.low) return Truth::Yes;
  return a.low >= b.high ? Truth::No : Truth::Unknown;
}

}  // namespace precept
