// Exact fractions whose parts are intervals (docs/language.md, Numbers). `a` over `b` is every a divided by
// every b; where b may be 0 it is unknown. Nothing here rounds but `millionths` and `root`, and these tell
// both ends.
//
//   o.above / o.below >= 2/3      not less({8, 8}, {12, 12}, {2, 2}, {3, 3})
#pragma once

#include "runtime/program/interval.h"

namespace precept {

namespace ratio {

using interval::Wide;

/// The parts of a value of the type `number` in a document, a table or a list: it is held in millionths.
inline constexpr std::int64_t kMillion = 1'000'000;

/// `over / under`, with `under` above 0. Both fit 65 bits, so that their products fit 128.
struct Fraction {
  Wide over = 0, under = 1;
  constexpr bool operator<(const Fraction& b) const { return over * b.under < b.over * under; }
  constexpr bool operator==(const Fraction& b) const { return over * b.under == b.over * under; }
};

/// The least and the greatest of a over b; `is_known` is false where nothing is known of it.
struct Bounds {
  bool is_known = false;
  Fraction low, high;
};

constexpr bool may_be_zero(Interval a) {
  return a.low <= 0 && a.high >= 0;
}

constexpr Bounds bounds(Interval a, Interval b) {
  if (a.is_none() || b.is_none() || a.is_unknown() || b.is_unknown() || may_be_zero(b)) return {};
  Wide low = a.low, high = a.high, least = b.low, most = b.high;
  if (b.high < 0) low = -Wide{a.high}, high = -Wide{a.low}, least = -Wide{b.high}, most = -Wide{b.low};
  return {true, {low, low < 0 ? least : most}, {high, high < 0 ? most : least}};
}

constexpr Wide floor_of(Wide over, Wide under) {
  return over / under - (over % under < 0 ? 1 : 0);
}
constexpr Wide ceiling_of(Wide over, Wide under) {
  return -floor_of(-over, under);
}

/// The greatest whole number whose square is not above `a`, which is not negative and below 2^126.
constexpr Wide whole_root(Wide a) {
  Wide low = 0, high = Wide{1} << 63;
  while (high - low > 1) {
    const Wide middle = low + (high - low) / 2;
    (middle * middle <= a ? low : high) = middle;
  }
  return low;
}

}  // namespace ratio

/// Whether a / b < c / d. Unknown where a divisor may be 0.
constexpr Truth less(Interval a, Interval b, Interval c, Interval d) {
  const ratio::Bounds left = ratio::bounds(a, b), right = ratio::bounds(c, d);
  if (!left.is_known || !right.is_known) return Truth::Unknown;
  if (left.high < right.low) return Truth::Yes;
  return left.low < right.high ? Truth::Unknown : Truth::No;
}

/// Whether a / b = c / d. A fraction is none where what is above the line is none; none equals none and
/// nothing else.
constexpr Truth equal(Interval a, Interval b, Interval c, Interval d) {
  if (a.is_unknown() || c.is_unknown()) return Truth::Unknown;
  if (a.is_none() || c.is_none()) return a.is_none() && c.is_none() ? Truth::Yes : Truth::No;
  const ratio::Bounds left = ratio::bounds(a, b), right = ratio::bounds(c, d);
  if (!left.is_known || !right.is_known) return Truth::Unknown;
  if (left.high < right.low || right.high < left.low) return Truth::No;
  return left.low == left.high && right.low == right.high ? Truth::Yes : Truth::Unknown;
}

/// `a` as a divisor: unknown where it may be 0.
constexpr Interval divisor(Interval a) {
  return a.is_none() || ratio::may_be_zero(a) ? Interval::unknown() : a;
}

/// a / b in millionths, from below to above.
constexpr Interval millionths(Interval a, Interval b, bool& overflow) {
  if (a.is_none()) return a;
  const ratio::Bounds of = ratio::bounds(a, b);
  if (!of.is_known) return Interval::unknown();
  return interval::within_range(ratio::floor_of(of.low.over * ratio::kMillion, of.low.under),
                                ratio::ceiling_of(of.high.over * ratio::kMillion, of.high.under),
                                interval::is_open(a) || interval::is_open(b), overflow);
}

/// The square root of a / b in millionths, from below to above; exact where it is. Of what may be below 0:
/// unknown.
constexpr Interval root(Interval a, Interval b) {
  const ratio::Bounds of = ratio::bounds(a, b);
  if (!of.is_known || of.low.over < 0) return Interval::unknown();
  constexpr ratio::Wide kSquare = ratio::Wide{ratio::kMillion} * ratio::kMillion;
  const ratio::Wide low = ratio::whole_root(ratio::floor_of(of.low.over * kSquare, of.low.under));
  const ratio::Wide above = ratio::ceiling_of(of.high.over * kSquare, of.high.under);
  const ratio::Wide high = ratio::whole_root(above);
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high * high < above ? high + 1 : high)};
}

}  // namespace precept
