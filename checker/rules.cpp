#include "checker/rules.h"

#include <algorithm>
#include <chrono>
#include <type_traits>

namespace precept::checker {

namespace {

bool is_open(const Value& a, const Value& b) {
  return a.state == State::Unknown || b.state == State::Unknown;
}
bool are_known(const Value& a, const Value& b) {
  return a.is_known() && b.is_known();
}

// ---- comparisons

/// Equality of all kinds but numbers. None equals none, and nothing else.
Value equal(const Value& a, const Value& b) {
  return is_open(a, b) ? kUnknown : truth(a == b);
}
Value equal_numbers(const Value& a, const Value& b) {
  if (is_open(a, b)) return kUnknown;
  if (!are_known(a, b)) return truth(a.state == b.state);
  if (a.high < b.low || b.high < a.low) return truth(false);
  return a.is_exact() && b.is_exact() ? truth(true) : kUnknown;
}
Value less(const Value& a, const Value& b) {
  return are_known(a, b) ? truth(a.low < b.low) : kUnknown;
}
Value less_numbers(const Value& a, const Value& b) {
  if (a.state == State::None || b.state == State::None) return kUnknown;
  if (a.high < b.low) return truth(true);
  return a.low >= b.high ? truth(false) : kUnknown;
}

// ---- sets, as masks

bool is_member(std::int64_t set, std::int64_t member) {
  return member >= 0 && member < 63 && (set >> member & 1) != 0;
}
Value has(const Value& set, const Value& member) {
  if (!set.is_known() || member.state == State::Unknown) return kUnknown;
  return truth(member.is_known() && is_member(set.low, member.low));
}
Value subset(const Value& a, const Value& b) {
  return are_known(a, b) ? truth((a.low & ~b.low) == 0) : kUnknown;
}
Value overlaps(const Value& a, const Value& b) {
  return are_known(a, b) ? truth((a.low & b.low) != 0) : kUnknown;
}
Value of_known(const Value& a, const Value& b, std::int64_t set) {
  return are_known(a, b) ? known(set) : kUnknown;
}

// ---- numbers, as intervals

Value add(const Value& a, const Value& b) {
  if (!are_known(a, b)) return kUnknown;
  return to_interval(Wide{a.low} + b.low, Wide{a.high} + b.high);
}
Value subtract(const Value& a, const Value& b) {
  if (!are_known(a, b)) return kUnknown;
  return to_interval(Wide{a.low} - b.high, Wide{a.high} - b.low);
}
Value multiply(const Value& a, const Value& b) {
  if (!are_known(a, b)) return kUnknown;
  const auto corners = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low,
                        Wide{a.high} * b.high};
  return to_interval(std::min(corners), std::max(corners));
}

// ---- fractions, exactly

/// A fraction with a positive divisor.
struct Fraction {
  Wide over, under;
};
bool is_below(const Fraction& a, const Fraction& b) {
  return a.over * b.under < b.over * a.under;
}
struct Range {
  Fraction least, greatest;
};

/// What `over` divided by `under` can be; nothing where that is not known.
std::optional<Range> range_of(const Value& over, const Value& under) {
  if (!are_known(over, under) || (under.low <= 0 && under.high >= 0)) return std::nullopt;
  const Wide sign = under.low > 0 ? 1 : -1;
  const Wide low = sign * (sign > 0 ? over.low : over.high), high = sign * (sign > 0 ? over.high : over.low);
  const Wide near = sign * (sign > 0 ? under.low : under.high),
             far = sign * (sign > 0 ? under.high : under.low);
  return Range{{low, low < 0 ? near : far}, {high, high < 0 ? far : near}};
}
Value less_fractions(const Value& a, const Value& b, const Value& c, const Value& d) {
  const auto left = range_of(a, b), right = range_of(c, d);
  if (!left || !right) return kUnknown;
  if (is_below(left->greatest, right->least)) return truth(true);
  return is_below(left->least, right->greatest) ? kUnknown : truth(false);
}
Value equal_fractions(const Value& a, const Value& b, const Value& c, const Value& d) {
  if (is_open(a, c)) return kUnknown;
  if (!are_known(a, c)) return truth(a.state == c.state);
  const auto left = range_of(a, b), right = range_of(c, d);
  if (!left || !right) return kUnknown;
  if (is_below(left->greatest, right->least) || is_below(right->greatest, left->least)) return truth(false);
  const bool are_exact = !is_below(left->least, left->greatest) && !is_below(right->least, right->greatest);
  return are_exact ? truth(true) : kUnknown;
}

constexpr Wide kMillion = 1'000'000;
Wide down(Wide a, Wide b) {
  return a / b - (a % b < 0 ? 1 : 0);
}
Wide up(Wide a, Wide b) {
  return a / b + (a % b > 0 ? 1 : 0);
}
Value millionths(const Value& over, const Value& under) {
  if (over.state == State::None) return kNone;
  const auto range = range_of(over, under);
  if (!range) return kUnknown;
  return to_interval(down(range->least.over * kMillion, range->least.under),
                     up(range->greatest.over * kMillion, range->greatest.under));
}
/// The greatest number whose square is not above `a`.
Wide whole_root(Wide a) {
  Wide root = 0;
  for (Wide step = Wide{1} << 62; step > 0; step /= 2) {
    if ((root + step) * (root + step) <= a) root += step;
  }
  return root;
}
Value root(const Value& over, const Value& under) {
  const auto range = range_of(over, under);
  if (!range || range->least.over < 0) return kUnknown;
  const Wide square = kMillion * kMillion;
  const Wide greatest = up(range->greatest.over * square, range->greatest.under);
  const Wide high = whole_root(greatest);
  return to_interval(whole_root(down(range->least.over * square, range->least.under)),
                     high * high < greatest ? high + 1 : high);
}

// ---- operations with one operand

Value given(const Value& a) {
  return a.state == State::Unknown ? kUnknown : truth(a.is_known());
}
Value date(const Value& days) {
  if (days.state == State::None) return kNone;
  return days.is_exact() && days.low >= 0 && days.low <= kLastDay ? days : kUnknown;
}

// ---- the calendar

namespace chrono = std::chrono;
constexpr chrono::sys_days kFirstDay = chrono::year(1) / 1 / 1;

chrono::year_month_day calendar_date(std::int64_t day) {
  return kFirstDay + chrono::days(day);
}
std::int64_t number_of(chrono::year_month_day date) {
  return (chrono::sys_days(date) - kFirstDay).count();
}

bool is_day(const Value& value) {
  return value.is_exact() && value.low >= 0 && value.low <= kLastDay;
}

/// `part`: y, m or d.
Value part_of_date(const Value& day, char part) {
  if (!is_day(day)) return kUnknown;
  const chrono::year_month_day date = calendar_date(day.low);
  if (part == 'y') return known(static_cast<int>(date.year()));
  return known(static_cast<unsigned>(part == 'm' ? unsigned(date.month()) : unsigned(date.day())));
}

/// `span`: y or m.
Value end_of_span(const Value& day, char span, bool is_last) {
  if (!is_day(day)) return kUnknown;
  const chrono::year_month_day date = calendar_date(day.low);
  const chrono::month month = span == 'm' ? date.month() : chrono::month(is_last ? 12 : 1);
  const chrono::year_month_day first = date.year() / month / 1;
  if (!is_last) return known(number_of(first));
  return known(number_of(first + chrono::months(1)) - 1);
}

std::int64_t day_after(std::int64_t day, std::int64_t months, bool rounds_up) {
  constexpr std::int64_t kMost = 120'000;  // more than the months of all years
  if (day < 0) return -1;
  if (day > kLastDay) return kLastDay + 1;
  if (months < -kMost || months > kMost) return months < 0 ? -1 : kLastDay + 1;
  const chrono::year_month_day reached = calendar_date(day) + chrono::months(months);
  if (reached.year() < chrono::year(1)) return -1;
  if (reached.year() > chrono::year(9999)) return kLastDay + 1;
  if (reached.ok()) return number_of(reached);
  const chrono::year_month_day next = reached.year() / reached.month() / 1 + chrono::months(1);
  return number_of(next) - (rounds_up ? 0 : 1);
}

Value add_months(const Value& day, const Value& months, bool rounds_up) {
  if (!are_known(day, months)) return kUnknown;
  return known(day_after(day.low, months.low, rounds_up), day_after(day.high, months.high, rounds_up));
}

// ---- moments: seconds since 0001-01-01T00:00Z times 2048, plus the offset in minutes and 1024

std::int64_t seconds_at(std::int64_t moment) {
  return moment / 2048 - (moment % 2048 < 0 ? 1 : 0);
}
/// The day that it was told with; none of what is no moment.
std::optional<std::int64_t> told_day(std::int64_t moment) {
  const std::int64_t seconds = seconds_at(moment), ahead = moment - seconds * 2048 - 1024;
  const std::int64_t told = seconds + ahead * 60;
  if (ahead < -720 || ahead > 840 || told < 0 || told / 86'400 > kLastDay) return std::nullopt;
  return told / 86'400;
}

Value instant(const Value& moment) {
  return moment.is_known() ? known(seconds_at(moment.low), seconds_at(moment.high)) : moment;
}
Value add_seconds(const Value& moment, const Value& seconds) {
  if (!are_known(moment, seconds)) return kUnknown;
  const Value sum =
      to_interval(moment.low + Wide{2048} * seconds.low, moment.high + Wide{2048} * seconds.high);
  return sum.is_known() && told_day(sum.low) && told_day(sum.high) ? sum : kUnknown;
}
Value local_date(const Value& moment) {
  const auto day = moment.is_exact() ? told_day(moment.low) : std::nullopt;
  return day ? known(*day) : kUnknown;
}

/// Stands in place of a rule for operations that ask for their operands one by one.
constexpr struct { } Own; }  // namespace

std::optional<Operation> operation_named(const std::string& name) {
  static const std::map<std::string, Operation> all = {
#define OPERATION(name, operands, result, meaning, rule) {#name, {operands, #result[0]}},
#include "checker/operations.def"
#undef OPERATION
  };
  const auto found = all.find(name);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

Value to_interval(Wide low, Wide high) {
  if (low < kLeast || high > kMost) return kUnknown;
  return known(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high));
}

Value covering(const Value& a, const Value& b, Kind kind) {
  if (a == b) return a;
  if (kind != Kind::Number || !are_known(a, b)) return kUnknown;
  return known(std::min(a.low, b.low), std::max(a.high, b.high));
}

const Rule* rule_of(const std::string& operation) {
  static const std::map<std::string, Rule> all = [] {
    std::map<std::string, Rule> rules;
    auto put = [&](const char* name, auto rule) {
      if constexpr (std::is_convertible_v<decltype(rule), Rule>) rules[name] = rule;
    };
#define OPERATION(name, operands, result, meaning, rule) \
  put(#name, [](const std::array<Value, 4>& all) {       \
    [[maybe_unused]] const auto& [a, b, c, d] = all;     \
    return rule;                                         \
  });
#include "checker/operations.def"
#undef OPERATION
    return rules;
  }();
  const auto found = all.find(operation);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace precept::checker
