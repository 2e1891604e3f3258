#include "base/line_ends.h"

#include <fmt/format.h>

#include <array>

namespace precept {

namespace {

struct Sign {
  std::string_view bytes, name;
};
constexpr std::array<Sign, 6> kSigns{{
    {"\r", "a carriage return alone"},
    {"\v", "a vertical tab (U+000B)"},
    {"\f", "a form feed (U+000C)"},
    {"\xC2\x85", "a next-line sign (U+0085)"},
    {"\xE2\x80\xA8", "a line separator (U+2028)"},
    {"\xE2\x80\xA9", "a paragraph separator (U+2029)"},
}};

}  // namespace

std::optional<FalseLineEnd> find_false_line_end(std::string_view text) {
  constexpr std::string_view kFirstBytes = "\r\v\f\xC2\xE2";
  for (std::size_t at = text.find_first_of(kFirstBytes); at != std::string_view::npos;
       at = text.find_first_of(kFirstBytes, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\r\n")) continue;
    for (const Sign& sign : kSigns) {
      if (!rest.starts_with(sign.bytes)) continue;
      return FalseLineEnd{sign.name, at, at + sign.bytes.size(), sign.bytes == "\r"};
    }
  }
  return std::nullopt;
}

std::optional<FalseLineEnd> find_lone_return(std::string_view text) {
  std::size_t at = text.find('\r');
  while (at != std::string_view::npos && text.substr(at).starts_with("\r\n")) at = text.find('\r', at + 1);
  if (at == std::string_view::npos) return std::nullopt;
  return find_false_line_end(text.substr(at, 1)).transform([&](FalseLineEnd found) {
    found.begin += at;
    found.end += at;
    return found;
  });
}

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string describe(const FalseLineEnd& found) {
  return fmt::format("{} does not end a line", found.name);
}

std::string_view help_for(const FalseLineEnd& found) {
  return found.is_return
             ? "save the file with line feeds, or with carriage return and line feed, at its line ends"
             : "take it out, or end the line there: many editors show what is behind it as a line of its own";
}

}  // namespace precept
