#include "checker/text.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include "checker/canonical.h"

namespace precept::checker {

namespace {

/// Longer texts are cut; what matters is at their beginning.
constexpr std::size_t kMostShown = 400;
constexpr std::size_t kMostMarks = 1000;
constexpr std::uint32_t kBehindCyrillic = 0x0530;

/// The character at the beginning of a text, with its length in bytes. Invalid UTF-8 counts as one byte.
struct Point {
  std::uint32_t code = 0;
  std::size_t length = 1;
  bool is_valid = true;
};
Point first_point(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (length == 1 || length > text.size() || lead > 0xF4) return {lead, 1, false};
  std::uint32_t code = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {lead, 1, false};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  return {code, length, true};
}

/// True for controls, invisible characters, and those that change the direction of writing.
bool is_hidden(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x34F || code == 0x61C ||
         (code >= 0x115F && code <= 0x1160) || (code >= 0x17B4 && code <= 0x17B5) ||
         (code >= 0x180B && code <= 0x180F) || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0x3164 ||
         (code >= 0xD800 && code <= 0xDFFF) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF ||
         code == 0xFFA0 || (code >= 0xFFF0 && code <= 0xFFFB) || code >= 0xE0000;
}

bool is_white_space(std::uint32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000 || code == 0x2800;
}

bool is_variation_selector(std::uint32_t code) {
  return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) ||
         (code >= 0x180B && code <= 0x180D) || code == 0x180F;
}

/// True for format characters that are shown, since they enclose digits.
bool is_seen_format(std::uint32_t code) {
  return (code >= 0x0600 && code <= 0x0605) || code == 0x06DD || code == 0x070F || code == 0x0890 ||
         code == 0x0891 || code == 0x08E2 || code == 0x110BD || code == 0x110CD;
}

/// True for unassigned code points that are ignorable by Unicode's rules.
bool is_ignored_reserve(std::uint32_t code) {
  return code == 0x2065 || (code >= 0xFFF0 && code <= 0xFFF8) || (code >= 0xE0000 && code <= 0xE0FFF);
}

/// True for controls, format characters, default ignorable code points, and noncharacters.
bool is_unseen(std::uint32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return true;
  if ((code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF)) return true;
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
  const bool is_format =
      property->category == UTF8PROC_CATEGORY_CF || property->category == UTF8PROC_CATEGORY_CC;
  return (is_format || property->ignorable != 0 || is_ignored_reserve(code)) && !is_seen_format(code);
}

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &result,
                                             static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  require(size >= 0, "a text is no UTF-8");
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

std::string with_escapes(std::string_view text, bool is_word) {
  std::string result;
  while (!text.empty()) {
    if (result.size() > kMostShown) return result + "…";
    const Point point = first_point(text);
    if (!point.is_valid || is_hidden(point.code) || (is_word && point.code >= 0x80)) {
      char code[16];
      std::snprintf(code, sizeof code, point.is_valid ? "\\u{%x}" : "\\x%02x", point.code);
      result += code;
    } else {
      result += text.substr(0, point.length);
    }
    text.remove_prefix(point.length);
  }
  return result;
}

}  // namespace

std::string text_of(std::string_view written) {
  std::string kept;
  bool owes_blank = false, is_plain = true;
  std::size_t marks = 0;
  while (!written.empty()) {
    const Point point = first_point(written);
    require(point.is_valid, "a text is no UTF-8");
    if (is_white_space(point.code)) {
      owes_blank = !kept.empty();
    } else if (!is_variation_selector(point.code)) {
      require(!is_unseen(point.code), "a text has a character that nobody sees");
      if (owes_blank) kept += ' ';
      owes_blank = false;
      kept += written.substr(0, point.length);
      is_plain = is_plain && point.code < 0x80;
      // Putting marks in order takes time quadratic in their number, so it is bounded.
      const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(point.code));
      marks = property->combining_class != 0 ? marks + 1 : 0;
      require_within(marks <= kMostMarks, "a letter has too many marks");
    }
    written.remove_prefix(point.length);
  }
  return is_plain ? kept : mapped(kept, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

namespace {

const std::set<std::string_view>& placeholder_phrases() {
  static const std::set<std::string_view> wholes = {
#define WORD(word)
#define PHRASE(text) text,
#include "checker/placeholders.def"
#undef WORD
#undef PHRASE
  };
  return wholes;
}

/// Letters that look like Latin ones as these.
std::string with_plain_letters(std::string_view text) {
  static const std::map<char32_t, char> letters = [] {
    std::map<char32_t, char> result;
#define LOOK_ALIKE(letter, those) \
  for (char32_t each : std::u32string_view(U##those)) result.emplace(each, letter);
#include "checker/look_alikes.def"
#undef LOOK_ALIKE
    return result;
  }();
  std::string result;
  const std::string plain = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
  for (std::string_view rest = plain; !rest.empty();) {
    const Point point = first_point(rest);
    const auto found = letters.find(point.code);
    result +=
        found == letters.end() ? std::string(rest.substr(0, point.length)) : std::string(1, found->second);
    rest.remove_prefix(point.length);
  }
  return result;
}

bool names_nobody(std::string_view text) {
  static const std::set<std::string_view> placeholder_words = {
#define WORD(word) word,
#define PHRASE(text) text,
#include "checker/placeholders.def"
#undef WORD
#undef PHRASE
  };
  // Compatibility forms, marks and case do not count. The blank at the end closes the last word.
  const std::string plain =
      mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD) + " ";
  std::string word, joined;
  std::size_t letters = 0;
  std::uint32_t first = 0;
  bool is_number = true, is_behind = false, is_one_letter = true, names_somebody = false;
  for (std::string_view rest = plain; !rest.empty();) {
    const Point point = first_point(rest);
    const auto kind = utf8proc_get_property(static_cast<utf8proc_int32_t>(point.code))->category;
    const bool is_digit = kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO;
    if (is_digit || (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME)) {
      if (letters == 0) first = point.code;
      is_one_letter = is_one_letter && point.code == first;
      word += rest.substr(0, point.length);
      is_number = is_number && is_digit;
      is_behind = is_behind || point.code >= kBehindCyrillic;
      ++letters;
    } else {
      const bool is_letter = is_one_letter && !is_behind;
      names_somebody |= letters > 0 && !is_number && !is_letter && !placeholder_words.contains(word);
      joined += word;
      word.clear(), letters = 0, is_number = is_one_letter = true, is_behind = false;
    }
    rest.remove_prefix(point.length);
  }
  return !names_somebody || placeholder_phrases().contains(joined);
}

}  // namespace

bool is_placeholder(std::string_view text) {
  return names_nobody(text) || names_nobody(with_plain_letters(text));
}

std::string escaped(std::string_view text) {
  return with_escapes(text, false);
}

std::string escaped_word(std::string_view text) {
  return with_escapes(text, true);
}

}  // namespace precept::checker
