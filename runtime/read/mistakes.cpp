#include "runtime/read/mistakes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/decimal.h"
#include "base/moment.h"
#include "base/suggest.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

bool is_text(std::string_view token) {
  return token.size() >= 2 && token.front() == '"';
}

std::string_view inner(std::string_view token) {
  return token.substr(1, token.size() - 2);
}

std::string truth_help(std::string_view token) {
  std::string_view word = is_text(token) ? inner(token) : token;
  std::string_view quotes = is_text(token) ? ", without quotes" : "";
  if (word == "true" || word == "yes" || word == "1") return fmt::format("write true{}", quotes);
  if (word == "false" || word == "no" || word == "0") return fmt::format("write false{}", quotes);
  return {};
}

/// `["SG12", "SG13"]` for `"SG12; SG13"`.
std::string as_list(std::string_view token) {
  std::string result = "[";
  std::string_view rest = inner(token);
  while (!rest.empty()) {
    std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
    std::string_view word = rest.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) result += (result.size() > 1 ? ", \"" : "\"") + std::string(word) + "\"";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return result + "]";
}

}  // namespace

std::string describe_json(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '{':
      return "an object";
    case '[':
      return "a list";
    case '"':
      return "the text " + (token.size() > 50 ? shortened(token) + "\"" : std::string(token));
    case 't':
    case 'f':
      return "the truth " + std::string(token);
    case 'n':
      return "null";
    default:
      return "the number " + shortened(token);
  }
}

std::string with_article(std::string_view name) {
  bool vowel = !name.empty() && std::string_view("AEIOUaeiou").find(name.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + in_backticks(name);
}

std::string form_rule(program::Form form, std::string_view type) {
  switch (form) {
    case program::Form::Truth:
      return "a truth is written true or false";
    case program::Form::Int:
      return "an int is a whole number, without quotes";
    case program::Form::Number:
      return "a number is written in digits, such as 2.5, without quotes";
    case program::Form::Date:
      return "a date is a text such as \"2022-03-09\"";
    case program::Form::Duration:
      return "a duration is a whole number of days, without quotes";
    case program::Form::Months:
      return "it is a whole number of months, without quotes";
    case program::Form::Moment:
      return "a date and time is a text such as \"2024-05-01T14:30:00+02:00\"";
    case program::Form::Hours:
      return "a length of time is a text such as \"PT24H\" or \"PT1H30M\"";
    case program::Form::Text:
      return "a text is written in quotes";
    case program::Form::Enum:
      return fmt::format("{} is the name of one of its members, in quotes", with_article(type));
    case program::Form::Key:
      return fmt::format("{} is given by its key, in quotes", with_article(type));
    case program::Form::Set:
      return fmt::format("a set of `{}` is a list of its members, in brackets", type);
    case program::Form::Object:
      return fmt::format("{} is an object with its fields, in braces", with_article(type));
    case program::Form::List:
      return "a list is written in brackets";
  }
  return {};
}

std::string date_help(std::string_view text) {
  std::string meant = date_as_written(text);
  return meant.empty() ? "a date is written year, month, day: 2022-03-09"
                       : fmt::format("a date is written year, month, day: {}", meant);
}

std::string hours_help(std::string_view text) {
  constexpr std::size_t kMostOfLength = 18;  // "PT2562047788015215H" has one more
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view number = text.substr(0, digits);
  std::string_view unit = text.substr(digits);
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  const bool is_short = digits > 0 && digits < 10;
  if (is_short && (unit.empty() || unit == "h" || unit == "hour" || unit == "hours"))
    return fmt::format("write {} {} as \"PT{}H\"", number, number == "1" ? "hour" : "hours", number);
  if (is_short && (unit == "min" || unit == "minute" || unit == "minutes"))
    return fmt::format("write {} {} as \"PT{}M\"", number, number == "1" ? "minute" : "minutes", number);
  if (text.find_first_not_of("-PTHMS0123456789") == std::string_view::npos &&
      text.find("PT") != std::string_view::npos && text.size() > kMostOfLength)
    return "a length of time has at most 2562047788015215 hours";
  if (text.starts_with('P') && text.find_first_of("YMWD") < text.find('T'))
    return "only hours, minutes and seconds have one length: \"PT24H\"";
  return "it is written in hours, minutes and seconds: \"PT24H\", \"PT1H30M\", \"PT90S\"";
}

std::string absence_help(std::string_view token, bool or_none) {
  if (!is_text(token)) return {};
  constexpr std::string_view kWords[] = {"",    "none", "null", "nil", "n/a",     "na",
                                         "nan", "-",    "--",   "?",   "unknown", "undefined"};
  std::string word(inner(token));
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
  if (std::ranges::find(kWords, word) == std::end(kWords)) return {};
  bool is_open = word == "?" || word == "unknown";
  if (is_open) return or_none ? "" : "leave the field out where it is not known";
  return or_none ? "where there is none write null, or leave the field out"
                 : "leave the field out where it is not known";
}

namespace {

/// The help for a number in quotes, or written as a fraction or a percentage.
std::string number_help(std::string_view token) {
  if (!is_text(token)) return {};
  std::string_view written = inner(token);
  if (parse_json_decimal(written)) return fmt::format("write {}", written);
  std::string digits(written.substr(0, written.find_first_of(" %")));
  std::ranges::replace(digits, ',', '.');
  const auto parts = parse_decimal(digits);
  const bool is_share = written.ends_with('%');
  if (parts && is_share && *parts % 100 == 0) return fmt::format("write {}", format_decimal(*parts / 100));
  if (parts && digits.size() == written.size()) return fmt::format("write {}", format_decimal(*parts));
  return written.find('/') == std::string_view::npos
             ? ""
             : "write what is above and what is below the line as two fields, and divide in the policy";
}

}  // namespace

std::string form_help(program::Form form, std::string_view token) {
  switch (form) {
    case program::Form::Truth:
      return truth_help(token);
    case program::Form::Int:
    case program::Form::Duration:
    case program::Form::Months:
      return is_text(token) && parse_json_integer(inner(token)) ? fmt::format("write {}", inner(token)) : "";
    case program::Form::Number:
      return number_help(token);
    case program::Form::Text:
    case program::Form::Enum:
    case program::Form::Key:
      if (token.front() == '{' || token.front() == '[' || is_text(token) || token == "null") return {};
      return fmt::format("write \"{}\"", shortened(token));
    case program::Form::Set:
    case program::Form::List:
      return is_text(token) && token.size() < 100 ? "write " + as_list(token) : "";
    case program::Form::Hours:
      return parse_json_integer(token) ? hours_help(token) : "";
    case program::Form::Date:
    case program::Form::Moment:
    case program::Form::Object:
      return {};
  }
  return {};
}

}  // namespace precept
