// Fractions of intervals, held against all that they can be; and decimals, by their digits.
#include "runtime/program/ratio.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "base/decimal.h"

namespace precept {
namespace {

using Wide = __int128;

/// Whether a/b < c/d for every, or for no, choice from the four intervals.
Truth less_of_all(Interval a, Interval b, Interval c, Interval d) {
  bool all = true, none = true;
  for (std::int64_t u = a.low; u <= a.high; ++u) {
    for (std::int64_t v = b.low; v <= b.high; ++v) {
      for (std::int64_t x = c.low; x <= c.high; ++x) {
        for (std::int64_t y = d.low; y <= d.high; ++y) {
          if (v == 0 || y == 0) return Truth::Unknown;
          const Wide sign = (v < 0) == (y < 0) ? 1 : -1;
          const bool holds = sign * u * y < sign * x * v;
          all = all && holds;
          none = none && !holds;
        }
      }
    }
  }
  return all ? Truth::Yes : none ? Truth::No : Truth::Unknown;
}

TEST_CASE("a comparison of fractions is sure where every choice agrees, and unknown where two do not") {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::int64_t> low(-4, 4), width(0, 2);
  for (int i = 0; i < 20'000; ++i) {
    std::vector<Interval> parts;
    for (int part = 0; part < 4; ++part) {
      const std::int64_t from = low(random);
      parts.push_back({from, from + width(random)});
    }
    const Truth expected = less_of_all(parts[0], parts[1], parts[2], parts[3]);
    CHECK(less(parts[0], parts[1], parts[2], parts[3]) == expected);
  }
}

TEST_CASE("fractions are compared beyond 64 bits") {
  constexpr std::int64_t kMost = interval::kMost, kLeast = interval::kLeast;
  auto exactly = [](std::int64_t n) { return Interval::exactly(n); };
  CHECK(less(exactly(kMost - 1), exactly(kMost), exactly(kMost), exactly(kMost)) == Truth::Yes);
  CHECK(less(exactly(kLeast), exactly(1), exactly(kLeast + 1), exactly(1)) == Truth::Yes);
  CHECK(equal(exactly(2), exactly(3), exactly(2'000'000), exactly(3'000'000)) == Truth::Yes);
  CHECK(equal(exactly(2), exactly(3), exactly(666'667), exactly(1'000'000)) == Truth::No);
  CHECK(equal(Interval::none(), exactly(1), Interval::none(), exactly(2)) == Truth::Yes);
  CHECK(equal(Interval::none(), exactly(1), exactly(0), exactly(2)) == Truth::No);
  CHECK(equal(exactly(1), {-1, 1}, exactly(1), exactly(1)) == Truth::Unknown);
}

TEST_CASE("a square root lies between two millionths, and is exact where it is") {
  auto exactly = [](std::int64_t n) { return Interval::exactly(n); };
  CHECK(root(exactly(25), exactly(4)) == exactly(2'500'000));
  CHECK(root(exactly(2), exactly(1)) == Interval{1'414'213, 1'414'214});
  CHECK(root({4, 9}, exactly(1)) == Interval{2'000'000, 3'000'000});
  CHECK(root(exactly(0), exactly(7)) == exactly(0));
  CHECK(root(exactly(-1), exactly(1)).is_unknown());
  CHECK(root({-1, 1}, exactly(1)).is_unknown());
  for (std::int64_t n : {3, 10, 99, 1'000'003}) {
    const Interval is = root(exactly(n), exactly(1));
    CHECK(Wide{is.low} * is.low < Wide{n} * 1'000'000'000'000);
    CHECK(Wide{is.high} * is.high > Wide{n} * 1'000'000'000'000);
    CHECK(is.high - is.low == 1);
  }
  CHECK(root(exactly(interval::kMost), exactly(1)).low == 3'037'000'499'976'049);
}

TEST_CASE("what is turned into millionths is rounded apart") {
  bool overflow = false;
  auto exactly = [](std::int64_t n) { return Interval::exactly(n); };
  CHECK(millionths(exactly(1), exactly(4), overflow) == exactly(250'000));
  CHECK(millionths(exactly(2), exactly(3), overflow) == Interval{666'666, 666'667});
  CHECK(millionths(exactly(-2), exactly(3), overflow) == Interval{-666'667, -666'666});
  CHECK(millionths(exactly(2), exactly(-3), overflow) == Interval{-666'667, -666'666});
  CHECK_FALSE(overflow);
  CHECK(millionths(exactly(interval::kMost), exactly(1), overflow).is_unknown());
  CHECK(overflow);
}

TEST_CASE("decimals are read from their digits") {
  CHECK(parse_decimal("2.5") == 2'500'000);
  CHECK(parse_decimal("-0.000001") == -1);
  CHECK(parse_decimal("12") == 12'000'000);
  CHECK(parse_decimal("0.10000000") == 100'000);
  CHECK(parse_decimal("9223372036854.775807") == INT64_MAX);
  CHECK(parse_decimal("-9223372036854.775808") == INT64_MIN);
  for (const char* wrong :
       {"", ".", "2.", ".5", "2,5", "0.1234567", "9223372036854.775808", "1e3", "2/3", "--1"})
    CHECK_FALSE(parse_decimal(wrong).has_value());
  CHECK(parse_json_decimal("25e-1") == 2'500'000);
  CHECK(parse_json_decimal("1E+3") == 1'000'000'000);
  CHECK(parse_json_decimal("1.5e2") == 150'000'000);
  CHECK(parse_json_decimal("-1e-06") == -1);
  CHECK(parse_json_decimal("0e999999999999") == 0);
  CHECK_FALSE(parse_json_decimal("1e-7").has_value());
  CHECK_FALSE(parse_json_decimal("1e99").has_value());
}

TEST_CASE("decimals are written with the digits that they have") {
  CHECK(format_decimal(2'500'000) == "2.5");
  CHECK(format_decimal(-1) == "-0.000001");
  CHECK(format_decimal(0) == "0");
  CHECK(format_decimal(INT64_MIN) == "-9223372036854.775808");
  for (std::int64_t parts : {1, 10, 123, 999'999, 1'000'001, -2'500'000})
    CHECK(parse_decimal(format_decimal(parts)) == parts);
  CHECK(rounded(1'234'567, 2) == 1'230'000);
  CHECK(rounded(1'235'000, 2) == 1'240'000);
  CHECK(rounded(-1'235'000, 2) == -1'240'000);
  CHECK(rounded(INT64_MAX, 2) == INT64_MAX);
}

}  // namespace
}  // namespace precept
