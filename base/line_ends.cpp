#include "base/line_ends.h"

#include <fmt/format.h>

#include <array>

namespace precept {

namespace {

struct Sign {
  std::string_view bytes;
  char32_t point;
  const char* name;
};
constexpr std::array<Sign, 6> kSigns{{
    {"\r", 0x0D, "a carriage return alone"},
    {"\v", 0x0B, "a vertical tab (U+000B)"},
    {"\f", 0x0C, "a form feed (U+000C)"},
    {"\xC2\x85", 0x85, "a next-line sign (U+0085)"},
    {"\xE2\x80\xA8", 0x2028, "a line separator (U+2028)"},
    {"\xE2\x80\xA9", 0x2029, "a paragraph separator (U+2029)"},
}};

}  // namespace

std::optional<FalseLineEnd> find_false_line_end(std::string_view text) {
  constexpr std::string_view kFirstBytes = "\r\v\f\xC2\xE2";
  for (std::size_t at = text.find_first_of(kFirstBytes); at != std::string_view::npos;
       at = text.find_first_of(kFirstBytes, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\r\n")) continue;
    for (const Sign& sign : kSigns) {
      if (rest.starts_with(sign.bytes)) return FalseLineEnd{sign.point, at, at + sign.bytes.size()};
    }
  }
  return std::nullopt;
}

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string describe(const FalseLineEnd& found) {
  for (const Sign& sign : kSigns) {
    if (sign.point == found.point) return fmt::format("{} does not end a line", sign.name);
  }
  return {};
}

std::string_view help_for(const FalseLineEnd& found) {
  return found.point == '\r'
             ? "save the file with line feeds, or with carriage return and line feed, at its line ends"
             : "take it out, or end the line there: many editors show what is behind it as a line of its own";
}

}  // namespace precept
