// The calendar by counting the lengths of years and months, as people do: docs/language.md, "Dates".
#pragma once

#include <cstdint>

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

}  // namespace precept::reference
