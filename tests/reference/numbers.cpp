#include "tests/reference/numbers.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace precept::reference {

using ast::Operator;

namespace {

using Wide = __int128;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMillion = 1'000'000;
constexpr Wide kFinest = Wide{kMillion} * kMillion;

bool has_value(Interval a) {
  return !a.is_none() && !a.is_unknown();
}
Interval fit(Wide low, Wide high) {
  if (low < kLeast || high > kMost) return Interval::unknown();
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}
Interval times(Interval a, Interval b) {
  if (!has_value(a) || !has_value(b)) return Interval::unknown();
  const auto ends = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low, Wide{a.high} * b.high};
  return fit(std::min(ends), std::max(ends));
}
Interval times(Interval a, std::int64_t by) {
  return by == 1 ? a : times(a, Interval::exactly(by));
}
bool may_be_zero(Interval a) {
  return a.low <= 0 && a.high >= 0;
}

/// One end of a number, as a fraction with a divisor above 0.
struct End {
  Wide over, under;
};
bool is_below(End a, End b) {
  return a.over * b.under < b.over * a.under;
}
struct Ends {
  End low, high;
};

/// The ends of a number whose parts are known and whose divisor is not 0.
std::optional<Ends> ends_of(const Number& a) {
  if (!has_value(a.over) || !has_value(a.under) || may_be_zero(a.under)) return std::nullopt;
  const Wide sign = a.under.low < 0 ? -1 : 1;
  std::optional<Ends> ends;
  for (std::int64_t over : {a.over.low, a.over.high}) {
    for (std::int64_t under : {a.under.low, a.under.high}) {
      const End end{over * sign, under * sign};
      if (!ends) ends = Ends{end, end};
      if (is_below(end, ends->low)) ends->low = end;
      if (is_below(ends->high, end)) ends->high = end;
    }
  }
  return ends;
}

Wide floor_of(Wide a, Wide b) {
  return (a - ((a % b) + b) % b) / b;
}
Wide ceiling_of(Wide a, Wide b) {
  return -floor_of(-a, b);
}

/// The greatest whole number whose square is not above `a`, digit by digit.
Wide root_of(Wide a) {
  Wide root = 0;
  for (int bit = 62; bit >= 0; --bit) {
    const Wide tried = root | Wide{1} << bit;
    if (tried * tried <= a) root = tried;
  }
  return root;
}

Wide common_divisor(const Number& a, const Number& b) {
  return Wide{a.under.low} / std::gcd(a.under.low, b.under.low) * b.under.low;
}

Number over_divisor(const Number& a, Wide divisor) {
  Number result = a;
  result.over = times(a.over, static_cast<std::int64_t>(divisor / a.under.low));
  result.under = Interval::exactly(static_cast<std::int64_t>(divisor));
  return result;
}

void bring_to_one_divisor(Number& a, Number& b) {
  if (common_divisor(a, b) > kFinest && a.under.low > kMillion) a = in_millionths(a);
  if (common_divisor(a, b) > kFinest && b.under.low > kMillion) b = in_millionths(b);
  const Wide divisor = common_divisor(a, b);
  a = over_divisor(a, divisor);
  b = over_divisor(b, divisor);
}

/// Takes out what a constant above the line has in common with the divisor beside it.
void reduce(Number& constant, Number& other) {
  if (!constant.is_constant || constant.over.low == kLeast) return;
  const std::int64_t common = std::gcd(constant.over.low, other.under.low);
  constant.over = Interval::exactly(constant.over.low / common);
  other.under = Interval::exactly(other.under.low / common);
}

Number product(Number a, Number b) {
  Number result;
  result.is_given = a.is_given && b.is_given;
  if (result.is_given) {
    reduce(a, b);
    reduce(b, a);
    if (Wide{a.under.low} * b.under.low > kFinest && a.under.low > kMillion) a = in_millionths(a);
    if (Wide{a.under.low} * b.under.low > kFinest && b.under.low > kMillion) b = in_millionths(b);
  }
  result.over = times(a.over, b.over);
  result.under = times(a.under, b.under);
  return result;
}

Number quotient(const Number& a, const Number& b) {
  const std::int64_t by = b.over.low;
  if (b.is_constant && by != kLeast && by != 0) {
    const std::int64_t sign = by < 0 ? -1 : 1;
    return product(a, {.over = Interval::exactly(sign * b.under.low),
                       .under = Interval::exactly(sign * by),
                       .is_constant = true});
  }
  Number result;
  result.is_given = false;
  const Interval divisor = b.over.is_none() || may_be_zero(b.over) ? Interval::unknown() : b.over;
  const std::int64_t common = a.is_given && b.is_given ? std::gcd(a.under.low, b.under.low) : 1;
  auto part = [&](const Number& of) {
    return common == 1 ? of.under : Interval::exactly(of.under.low / common);
  };
  result.over = part(b) == Interval::exactly(1) ? a.over : times(a.over, part(b));
  result.under = times(part(a), divisor);
  return result;
}

Number sum(Operator op, Number a, Number b) {
  Number result;
  result.is_given = a.is_given && b.is_given;
  if (result.is_given) {
    bring_to_one_divisor(a, b);
    result.under = a.under;
  } else {
    result.under = times(a.under, b.under);
    const Interval left = times(a.over, b.under);
    b.over = times(b.over, a.under);
    a.over = left;
  }
  if (!has_value(a.over) || !has_value(b.over)) return result;
  result.over = op == Operator::Add ? fit(Wide{a.over.low} + b.over.low, Wide{a.over.high} + b.over.high)
                                    : fit(Wide{a.over.low} - b.over.high, Wide{a.over.high} - b.over.low);
  return result;
}

Number lesser(Operator op, Number a, Number b) {
  const bool is_least = op == Operator::MinOf;
  if (!a.is_given || !b.is_given) return is_least ? selected(less(a, b), a, b) : selected(less(a, b), b, a);
  bring_to_one_divisor(a, b);
  Number result{.under = a.under};
  if (a.over.is_none() || b.over.is_none()) return result;
  result.over = is_least ? Interval{std::min(a.over.low, b.over.low), std::min(a.over.high, b.over.high)}
                         : Interval{std::max(a.over.low, b.over.low), std::max(a.over.high, b.over.high)};
  return result;
}

Interval covering(Interval a, Interval b) {
  if (a.is_none() && b.is_none()) return a;
  if (a.is_none() || b.is_none()) return Interval::unknown();
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

}  // namespace

Number number_parts(const Value& value) {
  Number number{.under = value.under, .is_given = value.is_divisor_given, .is_constant = value.is_constant};
  if (value.none()) number.over = Interval::none();
  if (value.known()) number.over = value.interval;
  return number;
}

Value number_value(const Number& number) {
  Value value = known_interval(number.over);
  value.under = number.under;
  value.is_divisor_given = number.is_given;
  value.is_constant = number.is_constant;
  return value;
}

Truth less(const Number& a, const Number& b) {
  const auto left = ends_of(a), right = ends_of(b);
  if (!left || !right) return Truth::Unknown;
  if (is_below(left->high, right->low)) return Truth::Yes;
  return is_below(left->low, right->high) ? Truth::Unknown : Truth::No;
}

Truth equal(const Number& a, const Number& b) {
  if (a.over.is_unknown() || b.over.is_unknown()) return Truth::Unknown;
  if (a.over.is_none() || b.over.is_none())
    return a.over.is_none() && b.over.is_none() ? Truth::Yes : Truth::No;
  const auto left = ends_of(a), right = ends_of(b);
  if (!left || !right) return Truth::Unknown;
  if (is_below(left->high, right->low) || is_below(right->high, left->low)) return Truth::No;
  const bool are_exact = !is_below(left->low, left->high) && !is_below(right->low, right->high);
  return are_exact ? Truth::Yes : Truth::Unknown;
}

Number negated(const Number& a) {
  Number result = a;
  result.is_constant = false;
  result.over = has_value(a.over) ? fit(-Wide{a.over.high}, -Wide{a.over.low}) : Interval::unknown();
  return result;
}

Number root(const Number& a) {
  Number result{.under = Interval::exactly(kMillion)};
  const auto ends = ends_of(a);
  if (!ends || ends->low.over < 0) return result;
  const Wide above = ceiling_of(ends->high.over * kFinest, ends->high.under);
  const Wide low = root_of(floor_of(ends->low.over * kFinest, ends->low.under)), high = root_of(above);
  result.over = fit(low, high * high == above ? high : high + 1);
  return result;
}

Number computed(Operator op, const Number& a, const Number& b) {
  switch (op) {
    case Operator::Add:
    case Operator::Subtract:
      return sum(op, a, b);
    case Operator::Multiply:
      return product(a, b);
    case Operator::Divide:
      return quotient(a, b);
    default:
      return lesser(op, a, b);
  }
}

Number selected(Truth condition, Number a, Number b) {
  Number result;
  result.is_given = a.is_given && b.is_given;
  if (result.is_given) bring_to_one_divisor(a, b);
  const bool is_open = condition == Truth::Unknown;
  const Number& one = condition == Truth::Yes ? a : b;
  result.over = is_open ? covering(a.over, b.over) : one.over;
  result.under = is_open ? covering(a.under, b.under) : one.under;
  return result;
}

Number in_millionths(const Number& a) {
  Number result{.under = Interval::exactly(kMillion)};
  if (a.is_given && a.under.low == kMillion) {
    result.over = a.over;
  } else if (a.over.is_none()) {
    result.over = Interval::none();
  } else if (const auto ends = ends_of(a)) {
    result.over = fit(floor_of(ends->low.over * kMillion, ends->low.under),
                      ceiling_of(ends->high.over * kMillion, ends->high.under));
  }
  return result;
}

Number folded_by(const Number& a) {
  Number result = a.is_given ? a : in_millionths(a);
  result.is_constant = false;
  return result;
}

namespace {

/// So many millionths with so many digits behind the point, rounded half away from zero.
Wide rounded(std::int64_t millionths, int digits) {
  Wide step = 1;
  for (int i = digits; i < 6; ++i) step *= 10;
  const Wide size = millionths < 0 ? -Wide{millionths} : Wide{millionths};
  const Wide whole = (2 * size + step) / (2 * step) * step;
  return millionths < 0 ? -whole : whole;
}

std::string digits_of(Wide millionths) {
  const bool is_negative = millionths < 0;
  if (is_negative) millionths = -millionths;
  std::string text = std::to_string(static_cast<std::uint64_t>(millionths / kMillion));
  std::string behind = std::to_string(static_cast<std::uint64_t>(millionths % kMillion + kMillion)).substr(1);
  while (!behind.empty() && behind.back() == '0') behind.pop_back();
  return (is_negative ? "-" : "") + text + (behind.empty() ? "" : "." + behind);
}

}  // namespace

std::string number_reads(const Number& number) {
  const bool is_whole = number.is_given && number.under.low == 1;
  const Interval is = is_whole ? number.over : in_millionths(number).over;
  auto reads = [&](std::int64_t end) { return is_whole ? std::to_string(end) : digits_of(end); };
  if (is.is_none()) return "none";
  if (is.is_unknown()) return "an unknown number";
  if (is.is_exact()) return reads(is.low);
  if (is.high == kMost) return "at least " + reads(is.low);
  if (is.low == kLeast) return "at most " + reads(is.high);
  for (int digits = 2; digits < 6 && !is_whole; ++digits) {
    const Wide low = rounded(is.low, digits);
    if (low == rounded(is.high, digits) && low != 0) return "about " + digits_of(low);
  }
  return reads(is.low) + " to " + reads(is.high);
}

}  // namespace precept::reference
