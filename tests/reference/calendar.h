// The calendar by counting the lengths of years and months, as people do: docs/language.md, "Dates".
#pragma once

#include <cstdint>
#include <optional>

namespace precept::reference {

struct Calendar {
  std::int64_t year = 1, month = 1, day = 1;
};

std::int64_t days_in(std::int64_t year, std::int64_t month);
/// Of days from 0, 0001-01-01.
Calendar calendar_of(std::int64_t day);
std::int64_t number_of_day(Calendar date);
/// The same day of the month that lies so many months on. Where that month has no such day, its last one, or,
/// `up`, the first of the next. -1 where that is before the year 1, one more than the last day where it is
/// after 9999.
std::int64_t add_months(std::int64_t day, std::int64_t months, bool up);

/// Seconds from 0001-01-01T00:00Z to a moment as the language holds it: those times 2048, plus the offset in
/// minutes and 1024.
std::int64_t instant_of(std::int64_t moment);
/// The day that a moment was told with; none of what is no moment of the years 1 to 9999.
std::optional<std::int64_t> told_day(std::int64_t moment);

}  // namespace precept::reference
