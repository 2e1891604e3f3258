#include "base/moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace precept {

namespace {

constexpr std::size_t kDateSize = 10;

/// Takes so many digits from the front; none where there are fewer.
std::optional<std::int64_t> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text.substr(0, count)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(1);
  return true;
}

using Read = std::expected<std::int64_t, MomentMistake>;

Read wrong(MomentMistake mistake) {
  return std::unexpected(mistake);
}

/// Takes `14:30`, `14:30:15` or `14:30:15.000`: seconds of the day.
Read take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return wrong(MomentMistake::Shape);
  const auto minute = take_digits(text, 2);
  if (!minute) return wrong(MomentMistake::Shape);
  std::int64_t second = 0;
  bool has_part = false;
  if (take(text, ':')) {
    const auto read = take_digits(text, 2);
    if (!read) return wrong(MomentMistake::Shape);
    second = *read;
    if (take(text, '.')) {
      const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
      if (end == 0) return wrong(MomentMistake::Shape);
      has_part = text.substr(0, end).find_first_not_of('0') != std::string_view::npos;
      text.remove_prefix(end);
    }
  }
  if (*minute < 60 && *hour < 24 && second == 60) return wrong(MomentMistake::LeapSecond);
  const bool is_midnight = *hour == 24 && *minute == 0 && second == 0 && !has_part;
  if ((*hour > 23 && !is_midnight) || *minute > 59 || second > 59) return wrong(MomentMistake::Time);
  if (has_part) return wrong(MomentMistake::Fraction);
  return *hour * moment::kHour + *minute * moment::kMinute + second;
}

/// Takes `Z` or `+02:00`: minutes.
Read take_offset(std::string_view& text) {
  if (text.empty()) return wrong(MomentMistake::NoOffset);
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const bool is_behind = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return wrong(MomentMistake::Shape);
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return wrong(MomentMistake::Shape);
  const auto minutes = take_digits(text, 2);
  if (!minutes) return wrong(MomentMistake::Shape);
  const std::int64_t offset = (is_behind ? -1 : 1) * (*hours * 60 + *minutes);
  if (is_behind && offset == 0) return wrong(MomentMistake::UnknownOffset);
  if (*minutes > 59 || offset < moment::kLeastOffset || offset > moment::kGreatestOffset)
    return wrong(MomentMistake::Offset);
  return offset;
}

bool looks_like_date(std::string_view text) {
  for (const std::size_t count : {4, 2, 2}) {
    if (!take_digits(text, count)) return false;
    if (!text.empty() && !take(text, '-')) return false;
  }
  return true;
}

}  // namespace

std::expected<Moment, MomentMistake> parse_moment(std::string_view text) {
  const std::string_view date = text.substr(0, kDateSize);
  if (!looks_like_date(date) || date.size() != kDateSize) return wrong(MomentMistake::Shape);
  text.remove_prefix(kDateSize);
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return wrong(MomentMistake::Shape);
  const auto day = parse_date(date);
  if (!day) return wrong(MomentMistake::Day);
  const Read time = take_time(text);
  if (!time) return time;
  const Read offset = take_offset(text);
  if (!offset) return offset;
  if (!text.empty()) return wrong(MomentMistake::Shape);
  const Moment moment = moment::at(*day * moment::kDay + *time - *offset * moment::kMinute, *offset);
  if (!moment::is_moment(moment)) return wrong(MomentMistake::Range);
  return moment;
}

namespace {

std::string offset_text(std::int64_t offset) {
  const std::int64_t minutes = offset < 0 ? -offset : offset;
  return fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

struct Clock {
  std::int64_t hour, minute, second;
};
Clock clock_of(Moment moment) {
  const std::int64_t seconds = moment::local_seconds(moment) - moment::local_day(moment) * moment::kDay;
  return {seconds / moment::kHour, seconds % moment::kHour / moment::kMinute, seconds % moment::kMinute};
}

}  // namespace

std::string format_moment(Moment moment) {
  if (!moment::is_moment(moment)) return {};
  const auto [hour, minute, second] = clock_of(moment);
  const std::int64_t offset = moment::offset_of(moment);
  return fmt::format("{}T{:02}:{:02}:{:02}{}", format_date(static_cast<Day>(moment::local_day(moment))), hour,
                     minute, second, offset == 0 ? "Z" : offset_text(offset));
}

std::string moment_in_words(Moment moment) {
  if (!moment::is_moment(moment)) return {};
  const auto [hour, minute, second] = clock_of(moment);
  const std::int64_t offset = moment::offset_of(moment);
  std::string words =
      fmt::format("{} {:02}:{:02}", format_date(static_cast<Day>(moment::local_day(moment))), hour, minute);
  if (second != 0) words += fmt::format(":{:02}", second);
  return words + " " + (offset == 0 ? "UTC" : offset_text(offset));
}

namespace {

/// Takes all digits from the front.
std::string_view take_all_digits(std::string_view& text) {
  const std::string_view digits = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
  text.remove_prefix(digits.size());
  return digits;
}

/// Takes `14:30:15`, `143015` or `14`: two digits for each part, with or without the signs between them.
std::string take_parts(std::string_view& text, char sign) {
  std::string parts;
  for (std::string_view digits = take_all_digits(text); !digits.empty(); digits = take_all_digits(text)) {
    if (digits.size() % 2 != 0 && digits.size() != 1) return {};
    parts += digits.size() == 1 ? "0" + std::string(digits) : std::string(digits);
    if (text.size() < 2 || text[0] != sign || text[1] < '0' || text[1] > '9') break;
    text.remove_prefix(1);
  }
  return parts;
}

}  // namespace

std::string moment_as_written(std::string_view mistaken) {
  std::string_view text = mistaken;
  const std::string date = take_parts(text, '-');
  constexpr std::string_view kBetween = "Tt ";
  if (date.size() != 8 || text.empty() || kBetween.find(text.front()) == std::string_view::npos) return {};
  text.remove_prefix(1);
  std::string time = take_parts(text, ':');
  if (time.size() < 2 || time.size() > 6) return {};
  time.resize(6, '0');
  take(text, ' ');
  std::string offset;
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
    offset = "Z";
  } else if (text.starts_with('+') || text.starts_with('-')) {
    const char sign = text.front();
    text.remove_prefix(1);
    std::string minutes = take_parts(text, ':');
    if (!text.empty() || minutes.size() < 2 || minutes.size() > 4) return {};
    minutes.resize(4, '0');
    offset = fmt::format("{}{}:{}", sign, minutes.substr(0, 2), minutes.substr(2));
  }
  const auto moment =
      parse_moment(fmt::format("{}-{}-{}T{}:{}:{}{}", date.substr(0, 4), date.substr(4, 2), date.substr(6),
                               time.substr(0, 2), time.substr(2, 2), time.substr(4), offset));
  return moment ? format_moment(*moment) : std::string();
}

std::string_view in_words(MomentMistake mistake) {
  switch (mistake) {
    case MomentMistake::Shape:
      return "is no date and time";
    case MomentMistake::Day:
      return "is of no day of the calendar";
    case MomentMistake::Time:
      return "is of no time of day";
    case MomentMistake::LeapSecond:
      return "is of a leap second";
    case MomentMistake::Fraction:
      return "is of a part of a second";
    case MomentMistake::NoOffset:
      return "says no offset from UTC, so it may be any of a day's hours";
    case MomentMistake::UnknownOffset:
      return "says that its offset from UTC is not known";
    case MomentMistake::Offset:
      return "has an offset from UTC that no clock has";
    case MomentMistake::Range:
      return "lies outside the years 1 to 9999";
  }
  return {};
}

std::string_view help_for(MomentMistake mistake) {
  switch (mistake) {
    case MomentMistake::Shape:
      return "a date and time is written 2024-05-01T14:30:00+02:00, or with Z for UTC";
    case MomentMistake::Day:
      return "it is written year, month, day: 2024-05-01T14:30:00+02:00";
    case MomentMistake::Time:
      return "the hours go from 00:00 to 23:59, and 24:00 is the midnight that ends the day";
    case MomentMistake::LeapSecond:
      return "write the second before it, :59, or the next, :00 of the minute that follows";
    case MomentMistake::Fraction:
      return "moments are told to the second; leave the fraction out";
    case MomentMistake::NoOffset:
      return "say the offset behind the time: Z for UTC, or such as +02:00";
    case MomentMistake::UnknownOffset:
      return "write Z where the time is that of UTC, else its offset, such as +02:00";
    case MomentMistake::Offset:
      return "offsets go from -12:00 to +14:00";
    case MomentMistake::Range:
      return "the last is 9999-12-31T23:59:59, whatever the offset";
  }
  return {};
}

std::optional<std::int64_t> parse_hours(std::string_view text) {
  const bool is_negative = take(text, '-');
  if (!take(text, 'P') || !take(text, 'T') || text.empty()) return std::nullopt;
  // Reckoned below 0, where there is one number more.
  std::int64_t less = 0;
  std::string_view units = "HMS";
  while (!text.empty()) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos || digits > 18) return std::nullopt;
    const std::int64_t number = *take_digits(text, digits);
    const std::size_t unit = units.find(text.front());
    if (unit == std::string_view::npos) return std::nullopt;
    const std::int64_t of = text.front() == 'H' ? moment::kHour : text.front() == 'M' ? moment::kMinute : 1;
    std::int64_t length = 0;
    if (__builtin_mul_overflow(number, of, &length) || __builtin_sub_overflow(less, length, &less))
      return std::nullopt;
    units.remove_prefix(unit + 1);
    text.remove_prefix(1);
  }
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  if (!is_negative && less == kLeast) return std::nullopt;
  return is_negative ? less : -less;
}

std::string format_hours(std::int64_t seconds) {
  if (seconds == 0) return "PT0S";
  // The least number has no positive counterpart, so it is taken without sign.
  const auto rest =
      seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  std::string text = seconds < 0 ? "-PT" : "PT";
  if (rest >= 3'600) text += fmt::format("{}H", rest / 3'600);
  if (rest / 60 % 60 != 0) text += fmt::format("{}M", rest / 60 % 60);
  if (rest % 60 != 0) text += fmt::format("{}S", rest % 60);
  return text;
}

}  // namespace precept
