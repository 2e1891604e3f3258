#include "base/decimal.h"

#include <charconv>

namespace precept {

namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view behind = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  if (!are_digits(whole) || !are_digits(behind)) return std::nullopt;
  while (behind.size() > kMostDecimals && behind.ends_with('0')) behind.remove_suffix(1);
  if (behind.size() > kMostDecimals) return std::nullopt;
  std::string digits = std::string(is_negative ? "-" : "").append(whole).append(behind);
  digits.append(kMostDecimals - behind.size(), '0');
  std::int64_t parts = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), parts).ec != std::errc())
    return std::nullopt;
  return parts;
}

std::optional<std::int64_t> parse_json_decimal(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  if (mark == std::string_view::npos) return parse_decimal(number);
  std::string_view exponent = number.substr(mark + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  int places = 0;
  constexpr int kFarthest = 40;  // more than a number of 64 bits and its zeros can take
  const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), places);
  const bool is_zero = number.substr(0, mark).find_first_of("123456789") == std::string_view::npos;
  if (is_zero) return 0;
  if (read.ec != std::errc() || places < -kFarthest || places > kFarthest) return std::nullopt;
  std::string digits(number.substr(0, mark));
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  std::size_t point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
  } else {
    digits.erase(point, 1);
  }
  for (; places < 0; ++places) point == sign ? void(digits.insert(sign, "0")) : void(--point);
  for (; places > 0; --places) {
    if (point == digits.size()) digits += '0';
    ++point;
  }
  if (point == sign) digits.insert(sign, "0"), ++point;
  digits.insert(point, ".");
  if (digits.ends_with('.')) digits += '0';
  return parse_decimal(digits);
}

std::string format_decimal(std::int64_t millionths) {
  std::string digits = std::to_string(millionths);
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  if (digits.size() - sign <= kMostDecimals)
    digits.insert(sign, kMostDecimals + 1 - (digits.size() - sign), '0');
  digits.insert(digits.size() - kMostDecimals, ".");
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

std::int64_t rounded(std::int64_t millionths, std::size_t decimals) {
  const std::int64_t step = power_of_ten(kMostDecimals - decimals);
  const std::int64_t rest = millionths % step, down = millionths - rest;
  if (rest >= 0) return rest < step - rest ? down : down > INT64_MAX - step ? millionths : down + step;
  return -rest < step + rest ? down : down < INT64_MIN + step ? millionths : down - step;
}

}  // namespace precept
