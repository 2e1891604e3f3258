#include "base/suggest.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "base/date.h"

namespace precept {

namespace {

std::vector<unsigned> numbers_in(std::string_view text) {
  std::vector<unsigned> result;
  for (std::size_t at = 0; at < text.size();) {
    unsigned number = 0;
    auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error == std::errc()) {
      result.push_back(number);
      at = static_cast<std::size_t>(end - text.data());
    } else {
      ++at;
    }
  }
  return result;
}

std::string day_of_calendar(unsigned year, unsigned month, unsigned day) {
  std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return parse_date(date) ? date : std::string();
}

}  // namespace

std::string date_as_written(std::string_view mistaken) {
  std::vector<unsigned> parts = numbers_in(mistaken);
  if (parts.size() < 3) return {};
  if (parts[0] > 99) {
    std::string date = day_of_calendar(parts[0], parts[1], parts[2]);
    return date.empty() ? day_of_calendar(parts[0], parts[2], parts[1]) : date;
  }
  // Day and month may come in either order; with points between them the day comes first.
  std::string day_first = day_of_calendar(parts[2], parts[1], parts[0]);
  std::string month_first = day_of_calendar(parts[2], parts[0], parts[1]);
  bool has_points = mistaken.find('.') != std::string_view::npos;
  if (has_points || month_first.empty() || day_first == month_first) return day_first;
  return day_first.empty() ? month_first : std::string();
}

}  // namespace precept
