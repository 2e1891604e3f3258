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
  put(#name, []([[maybe_unused]] const Value& a, [[maybe_unused]] const Value& b) { return rule; });
#include "checker/operations.def"
#undef OPERATION
    return rules;
  }();
  const auto found = all.find(operation);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace precept::checker
