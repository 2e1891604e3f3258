#include "runtime/read/sheet/number_format.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/date.h"

namespace precept {

namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole_text = status == std::errc() && end == text.data() + text.size();
  return is_whole_text && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_whole_as_written(std::string_view text) {
  const bool is_plain = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return is_plain && (text[0] != '0' || text.size() == 1);
}

/// The day with this number in a calendar that counts from 1900.
std::optional<std::string> day_from_1900(std::int64_t day) {
  constexpr std::int64_t kNeverWas = 60;
  if (day < 1) return std::nullopt;
  if (day == kNeverWas) return "1900-02-29";
  static const Day kBefore = *parse_date("1899-12-31");
  const std::int64_t counted = kBefore + day - (day > kNeverWas ? 1 : 0);
  return counted <= kLastDay ? std::optional(format_date(static_cast<Day>(counted))) : std::nullopt;
}

std::optional<std::string> day_from_1904(std::int64_t day) {
  static const Day kFirst = *parse_date("1904-01-01");
  const bool is_day = day >= 0 && kFirst + day <= kLastDay;
  return is_day ? std::optional(format_date(static_cast<Day>(kFirst + day))) : std::nullopt;
}

}  // namespace

bool is_day_format(std::string_view code) {
  bool has_day_or_year = false, has_month = false, has_time = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char letter = code[i];
    if (letter == '"') i = std::min(code.find('"', i + 1), code.size());
    if (letter == '\\' || letter == '_' || letter == '*') ++i;  // the next one is shown as it is
    if (letter == '[') {  // a colour, a language, or a time that passed: [h]
      has_time = has_time || code.substr(i + 1, 1).find_first_of("hHmMsS") == 0;
      i = std::min(code.find(']', i + 1), code.size());
    }
    has_day_or_year = has_day_or_year || letter == 'd' || letter == 'D' || letter == 'y' || letter == 'Y';
    has_month = has_month || letter == 'm' || letter == 'M';
    has_time = has_time || letter == 'h' || letter == 'H' || letter == 's' || letter == 'S';
  }
  return has_day_or_year || (has_month && !has_time);
}

bool is_built_in_day_format(unsigned id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
         id == 57 || id == 58;
}

std::optional<std::string> number_text(std::string_view stored) {
  if (is_whole_as_written(stored)) return std::string(stored);
  const auto value = number(stored);
  if (!value) return std::nullopt;
  if (*value == 0) return "0";
  std::array<char, 1100> digits;  // the smallest number has 1,074 decimals
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), *value, std::chars_format::fixed);
  return std::string(digits.data(), end.ptr);
}

std::optional<std::string> day_text(std::string_view stored, DaysFrom from) {
  constexpr std::int64_t kSeconds = 86'400;
  const auto value = number(stored);
  if (!value || *value < 0 || *value > kLastDay) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(*value * kSeconds));
  const std::int64_t day = seconds / kSeconds, time = seconds % kSeconds;
  auto date = from == DaysFrom::Year1904 ? day_from_1904(day) : day_from_1900(day);
  if (!date || time == 0) return date;
  return fmt::format("{}T{:02}:{:02}:{:02}", *date, time / 3600, time / 60 % 60, time % 60);
}

}  // namespace precept
