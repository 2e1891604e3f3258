#include "tools/schema/text_patterns.h"

#include <string_view>
#include <vector>

#include "base/text.h"
#include "runtime/read/trust.h"

namespace precept::tools {

namespace {

void append_utf8(char32_t point, std::string& text) {
  auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
  auto follow = [&](unsigned shift) { byte(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    follow(0);
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    follow(6);
    follow(0);
  } else {
    byte(0xF0 | (point >> 18));
    follow(12);
    follow(6);
    follow(0);
  }
}

/// The inside of a bracket expression. None of the characters has a meaning there.
std::string inside(const std::vector<CodeRange>& ranges) {
  std::string text;
  for (const auto& [first, last] : ranges) {
    append_utf8(first, text);
    if (first == last) continue;
    if (last > first + 1) text += '-';
    append_utf8(last, text);
  }
  return text;
}

std::string blank() {
  return "[" + inside(blank_characters()) + "]";
}

}  // namespace

std::string visible_text_pattern() {
  return "^[^" + inside(hidden_characters()) + "]*$";
}

std::string not_blank_pattern() {
  return "[^" + inside(blank_characters()) + "]";
}

std::string to_be_filled_in_pattern() {
  std::string pattern = "^" + blank() + "*";
  for (const char letter : std::string_view(kToBeFilledIn))
    pattern += letter == ' ' ? blank() + "+" : std::string(1, letter);
  return pattern + blank() + "*$";
}

std::string date_pattern() {
  const std::string long_month = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
                    short_month = "(0[469]|11)-(0[1-9]|[12][0-9]|30)", february = "02-(0[1-9]|1[0-9]|2[0-8])",
                    leap_year =
                        "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
  return "^(?!0000)([0-9]{4}-(" + long_month + "|" + short_month + "|" + february + ")|" + leap_year + ")$";
}

std::string moment_pattern() {
  std::string date = date_pattern();
  date.pop_back();
  date.insert(std::string("^(?!0000").size(), "|9999-12-31[Tt ]24");
  const std::string
      clock = "(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.0+)?)?|24:00(:00(\\.0+)?)?)",
      offset = "([Zz]|\\+(0[0-9]|1[0-3]):[0-5][0-9]|\\+14:00|-(?!00:00)(0[0-9]|1[01]):[0-5][0-9]|-12:00)";
  return date + "[Tt ]" + clock + offset + "$";
}

std::string hours_pattern() {
  return "^-?PT(?=[0-9])([0-9]{1,18}H)?([0-9]{1,18}M)?([0-9]{1,18}S)?$";
}

}  // namespace precept::tools
