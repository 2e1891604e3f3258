// Moments: date-times to the second, with the offset from UTC that they were told with; and lengths of time.
//
//   parse_moment("2024-05-01T14:30:00+02:00")   shown as "2024-05-01 14:30 +02:00"
//
// A moment is one number, so that moments in the order of their numbers are in the order of time: the seconds
// since 0001-01-01T00:00:00Z, times 2048, plus the offset in minutes and 1024. A length of time is a number
// of seconds.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace precept {

using Moment = std::int64_t;

namespace moment {

inline constexpr std::int64_t kStep = 2048;  ///< from one second to the next
inline constexpr std::int64_t kDay = 86'400, kHour = 3'600, kMinute = 60;
/// The offsets that clocks are set to, in minutes.
inline constexpr std::int64_t kLeastOffset = -12 * 60, kGreatestOffset = 14 * 60;

/// Seconds since 0001-01-01T00:00:00Z; of any number, and never less for a greater one.
constexpr std::int64_t instant_of(Moment moment) {
  return moment >> 11;
}
/// Minutes that the told time is ahead of UTC.
constexpr std::int64_t offset_of(Moment moment) {
  return (moment & (kStep - 1)) - kStep / 2;
}
constexpr Moment at(std::int64_t instant, std::int64_t offset) {
  return instant * kStep + offset + kStep / 2;
}
constexpr std::int64_t local_seconds(Moment moment) {
  return instant_of(moment) + offset_of(moment) * kMinute;
}
/// The day that it was told with, also of a moment outside the calendar.
constexpr std::int64_t local_day(Moment moment) {
  const std::int64_t seconds = local_seconds(moment);
  return seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
}
/// Whether there is such an offset, and the told day lies in the years 1 to 9999.
constexpr bool is_moment(std::int64_t number) {
  const std::int64_t offset = offset_of(number), day = local_day(number);
  return offset >= kLeastOffset && offset <= kGreatestOffset && day >= 0 && day <= kLastDay;
}

}  // namespace moment

/// Why a text is no moment.
enum class MomentMistake {
  Shape,
  Day,            ///< 30 February
  Time,           ///< 25:00
  LeapSecond,     ///< 23:59:60
  Fraction,       ///< 12:30:00.5
  NoOffset,       ///< 12:30
  UnknownOffset,  ///< 12:30-00:00, by which RFC 3339 says that the offset is not known
  Offset,         ///< 12:30+15:00
  Range           ///< 9999-12-31T24:00
};

/// Reads a date-time of RFC 3339. Seconds may be left out, a fraction has only zeros, a blank may stand for
/// the `T`, and 24:00 is the midnight that ends the day.
std::expected<Moment, MomentMistake> parse_moment(std::string_view text);
/// As documents have it: `2024-05-01T14:30:00+02:00`, `…Z`. Of a number that is no moment an empty text.
std::string format_moment(Moment moment);
/// As people read it: `2024-05-01 14:30 +02:00`, `2024-05-01 14:30:15 UTC`; seconds only where they are not
/// 0.
std::string moment_in_words(Moment moment);

/// What the mistake is, behind the text in back-quotes: "says no offset from UTC".
std::string_view in_words(MomentMistake mistake);
/// The way out.
std::string_view help_for(MomentMistake mistake);
/// The date-time that was meant by a text in another form of ISO 8601, such as `20240501T1430+0200` or
/// `2024-05-01 14:30 UTC`; empty where it may be several, or none.
std::string moment_as_written(std::string_view mistaken);

/// Reads `PT24H`, `PT1H30M`, `PT90S` (hours, minutes and seconds of ISO 8601, a minus before them) as
/// seconds.
std::optional<std::int64_t> parse_hours(std::string_view text);
/// `PT1H30M`; of 0 `PT0S`.
std::string format_hours(std::int64_t seconds);

}  // namespace precept
