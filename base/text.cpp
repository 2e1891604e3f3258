#include "base/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/limits.h"

namespace precept {

namespace {

struct Confusable {
  char32_t point;
  const char* looks_like;
};
/// Sorted by code point.
constexpr Confusable kConfusables[] = {
#define CONFUSABLE(point, looks_like) {point, looks_like},
#include "base/confusables.def"
#undef CONFUSABLE
};

struct HiddenName {
  char32_t point;
  const char* name;
};
constexpr HiddenName kHiddenNames[] = {
    {0x0000, "null"},
    {0x0007, "bell"},
    {0x0008, "backspace"},
    {0x001B, "escape"},
    {0x007F, "delete"},
    {0x00AD, "soft hyphen"},
    {0x034F, "combining grapheme joiner"},
    {0x061C, "Arabic letter mark"},
    {0x115F, "Hangul filler"},
    {0x1160, "Hangul filler"},
    {0x180E, "Mongolian vowel separator"},
    {0x200B, "zero width space"},
    {0x200C, "zero width non-joiner"},
    {0x200D, "zero width joiner"},
    {0x200E, "left-to-right mark"},
    {0x200F, "right-to-left mark"},
    {0x202A, "left-to-right embedding"},
    {0x202B, "right-to-left embedding"},
    {0x202C, "pop directional formatting"},
    {0x202D, "left-to-right override"},
    {0x202E, "right-to-left override"},
    {0x2060, "word joiner"},
    {0x2066, "left-to-right isolate"},
    {0x2067, "right-to-left isolate"},
    {0x2068, "first strong isolate"},
    {0x2069, "pop directional isolate"},
    {0x3164, "Hangul filler"},
    {0xFEFF, "byte order mark"},
    {0xFFA0, "Hangul filler"},
};

struct Point {
  char32_t value = 0;
  std::size_t length = 1;
};

Point point_at(std::string_view text, std::size_t at) {
  auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  utf8proc_int32_t value = 0;
  utf8proc_ssize_t length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                             static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  return length <= 0 ? Point{0xFFFD, 1}
                     : Point{static_cast<char32_t>(value), static_cast<std::size_t>(length)};
}

/// Where the point begins that has the byte at `at`.
std::size_t begin_of_point(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

utf8proc_propval_t category_of(char32_t point) {
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(point))->category;
}
bool is_of_number(char32_t point) {
  return category_of(point) >= UTF8PROC_CATEGORY_ND && category_of(point) <= UTF8PROC_CATEGORY_NO;
}
/// Letters and marks.
bool is_of_letter(char32_t point) {
  return category_of(point) >= UTF8PROC_CATEGORY_LU && category_of(point) <= UTF8PROC_CATEGORY_ME;
}

bool is_white_space(char32_t point) {
  bool is_space = point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0;
  if (point < 0x1680 || is_space) return is_space;
  return point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000 || point == 0x2800;
}

/// Byte order, zero-width and direction marks.
bool is_around_cells(char32_t point) {
  return point == 0xFEFF || point == 0x061C || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2064) ||
         (point >= 0x2066 && point <= 0x2069);
}

bool is_variation_selector(char32_t point) {
  return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF) ||
         (point >= 0x180B && point <= 0x180D) || point == 0x180F;
}

/// True for format characters that are shown, since they enclose digits.
bool is_shown_format(char32_t point) {
  return (point >= 0x0600 && point <= 0x0605) || point == 0x06DD || point == 0x070F || point == 0x0890 ||
         point == 0x0891 || point == 0x08E2 || point == 0x110BD || point == 0x110CD;
}

bool is_noncharacter(char32_t point) {
  return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
}

/// True for unassigned code points that are ignorable by Unicode's rules.
bool is_ignored_reserve(char32_t point) {
  return point == 0x2065 || (point >= 0xFFF0 && point <= 0xFFF8) || (point >= 0xE0000 && point <= 0xE0FFF);
}

/// True for invisible characters other than white space and variation selectors.
bool is_hidden(char32_t point) {
  if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return true;
  if (point < 0xAD) return false;
  if (is_noncharacter(point)) return true;
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
  bool is_format = property->category == UTF8PROC_CATEGORY_CF || property->category == UTF8PROC_CATEGORY_CC;
  return (is_format || property->ignorable != 0 || is_ignored_reserve(point)) && !is_shown_format(point);
}

/// True for a character that NFC never changes, whatever its neighbours are.
bool is_composed(char32_t point) {
  if (point < 0x300) return true;
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
  constexpr utf8proc_uint16_t kNothing = 0xFFFF, kSecond = 0x8000;
  bool is_second = property->comb_index != kNothing && (property->comb_index & kSecond) != 0;
  bool is_medial = (point >= 0x1161 && point <= 0x1175) || (point >= 0x11A8 && point <= 0x11C2);
  return property->combining_class == 0 && property->decomp_seqindex == kNothing && !is_second && !is_medial;
}

/// Counts marks in a row, across white space and variation selectors. Putting marks in order takes time
/// quadratic in their number.
class Marks {
 public:
  /// False for the first mark too many.
  bool take(char32_t point) {
    count_ = is_mark(point) ? count_ + 1 : 0;
    return count_ <= limits::kMarks;
  }

 private:
  static bool is_mark(char32_t point) {
    if (point < 0x300) return false;
    // These characters are no marks, but NFC or NFKD turns them into marks.
    bool becomes_marks =
        point == 0x0F73 || point == 0x0F75 || point == 0x0F81 || point == 0xFF9E || point == 0xFF9F;
    return becomes_marks || utf8proc_get_property(static_cast<utf8proc_int32_t>(point))->combining_class != 0;
  }

  std::size_t count_ = 0;
};

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* result = nullptr;
  utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &result,
                                       static_cast<utf8proc_option_t>(options));
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (size < 0) return std::string(text);
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

/// What has to be done to a text, found in one pass.
struct TextScan {
  bool folds = false;     ///< white space or variation selectors have to change
  bool composes = false;  ///< the text may not be in NFC
  std::expected<void, TextFault> is_text;
};

TextScan scan(std::string_view text) {
  TextScan text_scan;
  Marks marks;
  bool was_space = true;  // so that blanks at the start are dropped
  for (std::size_t at = 0; at < text.size();) {
    Point point = point_at(text, at);
    bool is_space = is_white_space(point.value);
    text_scan.folds |= is_space && (was_space || point.value != ' ');
    was_space = is_space;
    using Form = TextFault::Form;
    bool is_selector = is_variation_selector(point.value);
    text_scan.folds |= is_selector;
    if (!is_space && !is_selector && (is_hidden(point.value) || !marks.take(point.value))) {
      Form form = is_hidden(point.value) ? Form::Hidden : Form::Marks;
      text_scan.is_text = std::unexpected(TextFault{form, point.value, at, at + point.length});
      return text_scan;
    }
    text_scan.composes |= !is_composed(point.value);
    at += point.length;
  }
  text_scan.folds |= was_space && !text.empty();
  return text_scan;
}

std::string without_ignorables(std::string_view text) {
  std::string out;
  Marks marks;
  bool owes_blank = false;
  for (std::size_t at = 0; at < text.size();) {
    Point point = point_at(text, at);
    bool is_space = is_white_space(point.value);
    bool is_left_out =
        is_space || is_variation_selector(point.value) || is_hidden(point.value) || !marks.take(point.value);
    owes_blank |= is_space && !out.empty();
    if (!is_left_out) {
      if (owes_blank) out += ' ';
      owes_blank = false;
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

}  // namespace

std::string describe(const TextFault& fault) {
  if (fault.form == TextFault::Form::Marks)
    return fmt::format("more than {} marks on one letter", limits::kMarks);
  auto found = std::ranges::find(kHiddenNames, fault.point, &HiddenName::point);
  std::string name = found == std::end(kHiddenNames) ? "" : fmt::format(" ({})", found->name);
  return fmt::format("U+{:04X}{} is a character that nobody sees; a text is what a reader sees of it",
                     static_cast<std::uint32_t>(fault.point), name);
}

std::string_view help_for(const TextFault& fault) {
  return fault.form == TextFault::Form::Marks ? "write the letter with the marks that a reader sees"
                                              : "write the text without it";
}

namespace {

std::vector<CodeRange> ranges_of(bool (*holds)(char32_t)) {
  constexpr char32_t kLast = 0x10FFFF, kFirstSurrogate = 0xD800, kLastSurrogate = 0xDFFF;
  std::vector<CodeRange> ranges;
  for (char32_t point = 0; point <= kLast; ++point) {
    if (point == kFirstSurrogate) point = kLastSurrogate + 1;  // half of a character of UTF-16 is none
    if (!holds(point)) continue;
    if (!ranges.empty() && ranges.back().second + 1 == point) {
      ranges.back().second = point;
    } else {
      ranges.emplace_back(point, point);
    }
  }
  return ranges;
}

bool is_blank(char32_t point) {
  return is_white_space(point) || is_variation_selector(point);
}

}  // namespace

std::vector<CodeRange> hidden_characters() {
  return ranges_of([](char32_t point) { return is_hidden(point) && !is_blank(point); });
}

std::vector<CodeRange> blank_characters() {
  return ranges_of(is_blank);
}

bool is_plain_padded(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  auto zero_bytes = [](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  bool was_blank = true;
  for (std::size_t at = 0; at < text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if (text.size() - at < 8) {
      // The bytes behind the text are replaced by letters.
      std::uint64_t behind = ~0ull << (8 * (text.size() - at));
      word = (word & ~behind) | (0x6161616161616161 & behind);
    }
    std::uint64_t blanks = zero_bytes(word ^ (kOnes * ' '));
    std::uint64_t controls = (word - kOnes * 0x20) & ~word & kHighs;
    if ((word & kHighs) != 0 || controls != 0 || zero_bytes(word ^ (kOnes * 0x7F)) != 0) return false;
    if ((blanks & (blanks << 8)) != 0 || (was_blank && (blanks & 0x80) != 0)) return false;
    was_blank = (blanks >> 63) != 0;
  }
  return text.empty() || text.back() != ' ';
}

std::expected<std::string_view, TextFault> as_read(std::string_view text, std::string& scratch) {
  TextScan text_scan = scan(text);
  if (!text_scan.is_text) return std::unexpected(text_scan.is_text.error());
  if (!text_scan.folds && !text_scan.composes) return text;
  scratch = text_scan.folds ? without_ignorables(text) : std::string(text);
  if (text_scan.composes) scratch = mapped(scratch, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  return std::string_view(scratch);
}

std::string without_faults(std::string_view text) {
  return mapped(without_ignorables(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string_view trimmed_by_point(std::string_view text) {
  const auto is_dropped = [&](std::size_t at) {
    const char32_t point = point_at(text, at).value;
    return is_white_space(point) || is_around_cells(point);
  };
  std::size_t begin = 0, end = text.size();
  while (begin < end && is_dropped(begin)) begin += point_at(text, begin).length;
  while (end > begin) {
    const std::size_t last = std::max(begin, begin_of_point(text, end - 1));
    if (!is_dropped(last)) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

std::string text_for_message(std::string_view text) {
  if (text.size() <= limits::kShownText) return std::string(text);
  std::size_t end = limits::kShownText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string look_alike_key(std::string_view text) {
  std::string plain = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
  std::string key;
  for (std::size_t at = 0; at < plain.size();) {
    Point point = point_at(plain, at);
    auto found = std::ranges::lower_bound(kConfusables, point.value, {}, &Confusable::point);
    if (found != std::end(kConfusables) && found->point == point.value) {
      key += found->looks_like;
    } else {
      key += plain.substr(at, point.length);
    }
    at += point.length;
  }
  return key;
}

std::string with_letters(std::string_view text, const std::unordered_map<char32_t, char>& read_as) {
  const std::string plain = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
  std::string result;
  for (std::size_t at = 0; at < plain.size();) {
    const Point point = point_at(plain, at);
    const auto found = read_as.find(point.value);
    result += found == read_as.end() ? plain.substr(at, point.length) : std::string(1, found->second);
    at += point.length;
  }
  return result;
}

std::string case_folded(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

bool names(std::string_view text, std::string_view name) {
  const auto is_of_word = [&](std::size_t at) {
    const char32_t point = point_at(text, at).value;
    return is_of_number(point) || is_of_letter(point);
  };
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_of_word(begin_of_point(text, at - 1));
    if (begins && (end == text.size() || !is_of_word(end))) return true;
  }
  return name.empty();
}

std::vector<TextWord> words_of(std::string_view text) {
  std::string plain =
      mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
  std::vector<TextWord> words;
  std::size_t length = 0;  // of the current word, in characters
  bool goes_on = false;
  for (std::size_t at = 0; at < plain.size();) {
    Point point = point_at(plain, at);
    const bool is_number = is_of_number(point.value), is_letter = is_of_letter(point.value);
    if (is_number || is_letter) {
      if (!goes_on) words.push_back({.text = {}, .is_number = true}), length = 0;
      constexpr char32_t kBehindCyrillic = 0x0530;  // from here on one letter may be a word
      words.back().text += plain.substr(at, point.length);
      words.back().is_number &= is_number;
      words.back().is_letter = ++length == 1 && is_letter && point.value < kBehindCyrillic;
    }
    goes_on = is_number || is_letter;
    at += point.length;
  }
  return words;
}

}  // namespace precept
