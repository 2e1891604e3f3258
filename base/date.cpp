#include "base/date.h"

#include <fmt/format.h>

#include <chrono>

namespace precept {

namespace {

constexpr std::chrono::sys_days kFirst{std::chrono::year{1} / 1 / 1};
static_assert((std::chrono::sys_days{std::chrono::year{9999} / 12 / 31} - kFirst).count() == kLastDay);

/// The number that `digits` spell; none where one of them is no digit.
std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

}  // namespace

std::optional<Day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto year = number(text.substr(0, 4));
  auto month = number(text.substr(5, 2));
  auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *year == 0) return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year{*year},
                                   std::chrono::month{static_cast<unsigned>(*month)},
                                   std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<Day>((std::chrono::sys_days{date} - kFirst).count());
}

std::string format_date(Day day) {
  // A sum of a date and a duration may lie outside the calendar, and must not look like a day.
  if (day < 0) return "before 0001-01-01";
  if (day > kLastDay) return "after 9999-12-31";
  std::chrono::year_month_day date{kFirst + std::chrono::days{day}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace precept
