// Dates as day numbers of the proleptic Gregorian calendar, so that they compare as integers:
// `2022-03-09` is 738222 days after 0001-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// Day number; 0001-01-01 is day 0, and no date of a document is negative.
using Day = std::int32_t;
inline constexpr Day kLastDay = 3652058;  ///< 9999-12-31
/// Stands for a day that is not known, and for the open end of an interval.
inline constexpr Day kNoDay = -1;

/// Reads `YYYY-MM-DD` (an ISO 8601 calendar date). None for any other text, and for a day that does not exist
/// (2023-02-29).
std::optional<Day> parse_date(std::string_view text);
std::string format_date(Day day);

}  // namespace precept
