#include "tests/reference/calendar.h"

#include "base/date.h"

namespace precept::reference {

namespace {

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days of all years before this one.
std::int64_t days_before(std::int64_t year) {
  const std::int64_t whole = year - 1;
  return whole * 365 + whole / 4 - whole / 100 + whole / 400;
}

}  // namespace

std::int64_t days_in(std::int64_t year, std::int64_t month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Calendar calendar_of(std::int64_t day) {
  Calendar date{.year = day / 366 + 1};
  while (days_before(date.year + 1) <= day) ++date.year;
  std::int64_t left = day - days_before(date.year);
  while (left >= days_in(date.year, date.month)) left -= days_in(date.year, date.month++);
  date.day = left + 1;
  return date;
}

std::int64_t number_of_day(Calendar date) {
  std::int64_t day = days_before(date.year) + date.day - 1;
  for (std::int64_t month = 1; month < date.month; ++month) day += days_in(date.year, month);
  return day;
}

std::int64_t add_months(std::int64_t day, std::int64_t months, bool up) {
  constexpr std::int64_t kBefore = -1, kAfter = kLastDay + 1, kMost = 12 * 9999;
  if (day < 0) return kBefore;
  if (day > kLastDay) return kAfter;
  if (months > kMost) return kAfter;
  if (months < -kMost) return kBefore;
  Calendar date = calendar_of(day);
  for (date.month += months; date.month > 12; date.month -= 12) ++date.year;
  for (; date.month < 1; date.month += 12) --date.year;
  if (date.year < 1) return kBefore;
  if (date.year > 9999) return kAfter;
  const std::int64_t last = days_in(date.year, date.month);
  if (date.day <= last) return number_of_day(date);
  return number_of_day({date.year, date.month, last}) + (up ? 1 : 0);
}

std::int64_t instant_of(std::int64_t moment) {
  std::int64_t seconds = moment / 2048;
  if (moment % 2048 < 0) --seconds;
  return seconds;
}

std::optional<std::int64_t> told_day(std::int64_t moment) {
  const std::int64_t seconds = instant_of(moment), offset = moment - seconds * 2048 - 1024;
  if (offset < -12 * 60 || offset > 14 * 60) return std::nullopt;
  const std::int64_t told = seconds + offset * 60, day = told / 86'400;
  if (told < 0 || day > kLastDay) return std::nullopt;
  return day;
}

}  // namespace precept::reference
