#include "compiler/official/marks/looks.h"

#include <algorithm>

namespace precept::official {
namespace {

constexpr std::string_view kStops = ".,;:-";

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(text, ' '));
}

bool ends_in_sign(std::string_view text) {
  return text.empty() || kStops.find(text.back()) != std::string_view::npos;
}

}  // namespace

bool looks_lower_heading(std::string_view text) {
  constexpr std::size_t kLongest = 220;
  return !text.empty() && text.size() <= kLongest && is_small(text[0]) && !ends_in_sign(text);
}

bool looks_capitals(std::string_view text) {
  constexpr std::size_t kLongest = 120;
  constexpr std::ptrdiff_t kFewest = 3;
  return text.size() <= kLongest && std::ranges::none_of(text, is_small) &&
         std::ranges::count_if(text, is_capital) >= kFewest && !text.ends_with(';') && !text.ends_with(',');
}

bool looks_title(std::string_view text) {
  constexpr std::size_t kLongest = 100, kMostWords = 12;
  if (text.empty() || text.size() > kLongest || count_words(text) > kMostWords) return false;
  const std::size_t first = text.find_first_not_of("\"'(");
  const bool is_begun = first != std::string_view::npos &&
                        (is_capital(text[first]) || static_cast<unsigned char>(text[first]) >= 0x80);
  return is_begun && !ends_in_sign(text);
}

bool looks_section_title(std::string_view text) {
  constexpr std::size_t kLongest = 120, kMostWords = 12, kMostBeforeStop = 6;
  if (text.empty() || text.size() > kLongest) return false;
  const std::size_t words = count_words(text);
  if (text.ends_with('.')) return words <= kMostBeforeStop;
  return words <= kMostWords && !ends_in_sign(text);
}

bool is_bullet(std::string_view text) {
  static constexpr std::string_view kSigns[] = {
      "- ", "* ", "+ ", "o ", "\xE2\x80\xA2 ", "\xE2\x97\xA6 ", "\xE2\x96\xAA ", "\xC2\xB7 "};
  return std::ranges::any_of(kSigns, [&](std::string_view sign) { return text.starts_with(sign); });
}

bool ends_sentence(std::string_view text) {
  const std::size_t last = text.find_last_not_of("\"')");
  return last != std::string_view::npos && (text[last] == '.' || text[last] == '!' || text[last] == '?');
}

}  // namespace precept::official
