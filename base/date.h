// Days of the proleptic Gregorian calendar as numbers, so that dates compare as integers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// Day number; 0001-01-01 is day 0, so every date a document can hold is not negative.
using Day = std::int32_t;
inline constexpr Day kLastDay = 3652058;  ///< 9999-12-31

/// Reads `YYYY-MM-DD` (ISO 8601 calendar date); no value for anything else or for no day of the
/// calendar (2023-02-29).
std::optional<Day> parse_date(std::string_view text);
std::string format_date(Day day);

}  // namespace precept
