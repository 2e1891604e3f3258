// Months and years of the calendar, for days as base/date.h counts them.
//
//   add_months(2024-01-31, 1, Missed::Down)   2024-02-29; Missed::Up: 2024-03-01
//
// A sum beyond the years 1 to 9999 is no day: it is `kBeforeCalendar` or `kAfterCalendar`, so that sums keep
// their order. Days that are passed in lie in the calendar, except where a function says more.
#pragma once

#include <algorithm>
#include <chrono>

#include "base/date.h"

namespace precept::calendar {

inline constexpr std::int64_t kBeforeCalendar = -1, kAfterCalendar = kLastDay + 1;

/// Where the month that is reached lacks the day: its last day, or the first day of the next month.
enum class Missed { Down, Up };

inline constexpr std::chrono::sys_days kFirst{std::chrono::year{1} / 1 / 1};

constexpr std::chrono::year_month_day date_of(std::int64_t day) {
  return std::chrono::year_month_day{kFirst + std::chrono::days{day}};
}
constexpr std::int64_t day_of(std::chrono::sys_days date) {
  return (date - kFirst).count();
}

constexpr std::int64_t year_of(std::int64_t day) {
  return static_cast<int>(date_of(day).year());
}
/// 1 to 12
constexpr std::int64_t month_of(std::int64_t day) {
  return static_cast<unsigned>(date_of(day).month());
}
/// 1 to 31
constexpr std::int64_t day_of_month(std::int64_t day) {
  return static_cast<unsigned>(date_of(day).day());
}

constexpr std::int64_t first_of_month(std::int64_t day) {
  return day - day_of_month(day) + 1;
}
constexpr std::int64_t last_of_month(std::int64_t day) {
  const auto date = date_of(day);
  return day_of(date.year() / date.month() / std::chrono::last);
}
constexpr std::int64_t first_of_year(std::int64_t day) {
  return day_of(date_of(day).year() / 1 / 1);
}
constexpr std::int64_t last_of_year(std::int64_t day) {
  return day_of(date_of(day).year() / 12 / 31);
}

/// Of all years.
inline constexpr std::int64_t kMonths = 9999 * 12;

/// `months` may be negative. Takes any day; one outside the calendar stays on its side of it.
constexpr std::int64_t add_months(std::int64_t day, std::int64_t months, Missed missed) {
  if (day < 0) return kBeforeCalendar;
  if (day > kLastDay) return kAfterCalendar;
  const std::int64_t from = (year_of(day) - 1) * 12 + month_of(day) - 1;
  // A number of months beyond the calendar's own leaves it from any day, and cannot overflow.
  const std::int64_t to = from + std::clamp(months, -kMonths, kMonths);
  if (to < 0) return kBeforeCalendar;
  if (to >= kMonths) return kAfterCalendar;
  const std::chrono::year year{static_cast<int>(to / 12 + 1)};
  const std::chrono::month month{static_cast<unsigned>(to % 12 + 1)};
  const std::chrono::sys_days last{year / month / std::chrono::last};
  const std::int64_t wanted = day_of(year / month / 1) + day_of_month(day) - 1;
  if (wanted <= day_of(last)) return wanted;
  return day_of(last) + (missed == Missed::Up ? 1 : 0);
}

}  // namespace precept::calendar
