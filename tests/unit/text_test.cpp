#include "base/text.h"

#include <doctest/doctest.h>

using namespace precept;

namespace {

/// A copy with padding behind it, as the reader has it.
bool is_plain(std::string text) {
  std::size_t size = text.size();
  text.append(8, '\xFF');
  return is_plain_padded({text.data(), size});
}

std::string read(std::string_view text) {
  std::string scratch;
  auto seen = as_read(text, scratch);
  if (seen) return std::string(*seen);
  std::string told = describe(seen.error());
  return "at " + std::to_string(seen.error().begin) + ": " + told.substr(0, told.find(" is a character"));
}

}  // namespace

TEST_CASE("white space of any kind is one blank, and none outside") {
  CHECK(read("Ada Lee") == "Ada Lee");
  CHECK(read("  Ada \t\n Lee ") == "Ada Lee");
  CHECK(read("\u00A0Ada\u2003\u3000Lee\u2028") == "Ada Lee");
  CHECK(read("Ada\u202FLee\u205F\u1680\u0085") == "Ada Lee");
  CHECK(read("\u2800\u2800") == "");
  CHECK(read(" \u00A0\t") == "");
  CHECK(read("") == "");
}

TEST_CASE("what looks the same is the same: NFC, and no variation selectors") {
  CHECK(read("Jose\u0301") == "Jos\u00E9");
  CHECK(read("\u1112\u1161\u11AB") == "\uD55C");          // Hangul from its letters
  CHECK(read("\u212B") == "\u00C5");                      // the sign for angstrom is the letter
  CHECK(read("a\u0323\u0307") == read("a\u0307\u0323"));  // marks in any order
  CHECK(read("\u8FBB\U000E0100") == "\u8FBB");            // another shape of the same ideograph
  CHECK(read("\u2764\uFE0F") == "\u2764");
  CHECK(read("\u0627\u0644\u0639\u0631\u0628\u064A\u0629") == "\u0627\u0644\u0639\u0631\u0628\u064A\u0629");
}

TEST_CASE("what nobody sees is told with its place") {
  CHECK(read("Son\u200Bgs") == "at 3: U+200B (zero width space)");
  CHECK(read("\u202EadA") == "at 0: U+202E (right-to-left override)");
  CHECK(read("A\u00ADda") == "at 1: U+00AD (soft hyphen)");
  CHECK(read(std::string_view("A\0da", 4)) == "at 1: U+0000 (null)");
  CHECK(read("\x1B[31mA") == "at 0: U+001B (escape)");
  CHECK(read("A\u0090") == "at 1: U+0090");
  CHECK(read("A\uFEFF") == "at 1: U+FEFF (byte order mark)");
  for (const char* text : {"\u200C", "\u200D", "\u2060", "\u2066", "\u061C", "\u3164", "\u115F", "\uFFA0",
                           "\u034F", "\u180E", "\U000E0041", "\uFDD0", "\uFFFE", "\x7F", "\uFFF9"})
    CHECK(read(text).starts_with("at 0"));
  CHECK(read("\u0600\u0661") == "\u0600\u0661");  // encloses digits, and is seen
}

TEST_CASE("the quick look finds nothing to do only where there is nothing to do") {
  CHECK(is_plain(""));
  CHECK(is_plain("A"));
  CHECK(is_plain("Ada Lee of the Room 12"));
  CHECK(is_plain("seven b eight c"));
  for (const char* text :
       {" A", "A ", "A  B", "1234567  9", "12345678  ", "\t", "A\x7F", "Jos\u00E9", "1234567\n"})
    CHECK_FALSE(is_plain(text));
  // Every place in a word, and across two.
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'x');
    text[at] = '\x01';
    CHECK_FALSE(is_plain(text));
    text[at] = ' ';
    CHECK(is_plain(text) == (at > 0 && at < 19));
    if (at + 1 == 20) continue;
    text[at + 1] = ' ';
    CHECK_FALSE(is_plain(text));
  }
}

TEST_CASE("letters that look alike have one key") {
  CHECK(look_alike_key("Ada") == look_alike_key("\u0410d\u0430"));  // Cyrillic
  CHECK(look_alike_key("Paypal") == look_alike_key("Paypa1"));
  CHECK(look_alike_key("\uFF21\uFF44\uFF41") == look_alike_key("Ada"));  // full width
  CHECK(look_alike_key("modern") == look_alike_key("modem"));
  CHECK(look_alike_key("rn") == look_alike_key("m"));
  CHECK(look_alike_key("Ada") != look_alike_key("Ida"));
  CHECK(look_alike_key("I. Lee") != look_alike_key("L. Lee"));
  CHECK(case_folded("STRASSE") == case_folded("Stra\u00DFe"));
}

TEST_CASE("what a placeholder is read by looks like the letter that it is read as") {
  auto plain = [](std::u32string_view letter) {
    std::string text;
    for (char32_t point : letter) {
      if (point >= 0x800) text += static_cast<char>(0xE0 | (point >> 12));
      if (point >= 0x80)
        text += static_cast<char>((point >= 0x800 ? 0x80 | ((point >> 6) & 0x3F) : 0xC0 | (point >> 6)));
      text += static_cast<char>(point < 0x80 ? point : 0x80 | (point & 0x3F));
    }
    const auto words = words_of(look_alike_key(text));
    return words.empty() ? std::string() : words.front().text;
  };
  auto check = [&](char32_t letter, std::u32string_view those) {
    const char32_t capital = letter - U'a' + U'A';
    for (const char32_t each : those) {
      const std::string key = plain({&each, 1});
      CAPTURE(static_cast<std::uint32_t>(each));
      CHECK((key == plain({&letter, 1}) || key == plain({&capital, 1})));
    }
  };
#define LOOK_ALIKE(letter, those) check(static_cast<char32_t>(letter), U##those);
#include "checker/look_alikes.def"
#undef LOOK_ALIKE
}

TEST_CASE("a letter has so many marks, and no more") {
  const auto marked = [](std::size_t marks) {
    std::string text = "a";
    for (std::size_t i = 0; i < marks; ++i) text += i % 2 == 0 ? "\u0301" : "\u0316";
    return text;
  };
  CHECK(read(marked(1000) + marked(1000)).starts_with("\u00E1"));
  CHECK(read(marked(1001)) == "at 2001: more than 1000 marks on one letter");
  // What separates them is folded away, or no letter.
  CHECK(read(marked(600) + "\uFE0F" + marked(600).substr(1)).starts_with("at "));
  std::string decomposed = "a";
  for (int i = 0; i < 1001; ++i) decomposed += "\u0F73";  // two marks in one sign
  CHECK(read(decomposed).starts_with("at "));
  CHECK(without_faults(marked(5000)) == without_faults(marked(1000)));
}

TEST_CASE("words are runs of letters and digits, in small letters and without accents") {
  auto words = words_of("[T.B.D.] \u00C0 d\u00E9terminer 12 \u674E");
  REQUIRE(words.size() == 7);
  CHECK(words[0].text == "t");
  CHECK(words[0].is_letter);
  CHECK(words[4].text == "determiner");
  CHECK_FALSE(words[4].is_letter);
  CHECK(words[5].is_number);
  CHECK_FALSE(words[6].is_letter);
  CHECK(words_of("-- ?! \u2026").empty());
  CHECK(words_of("X")[0].is_letter);
  CHECK(words_of("\u0416.")[0].is_letter);             // Cyrillic
  CHECK_FALSE(words_of("\u0938\u0940")[0].is_letter);  // a letter and its vowel, which is a mark
}

TEST_CASE("around a cell of a list more is dropped than within a text") {
  CHECK(trimmed(" \t\r\n\u00A0\u3000a  b\u2028 ") == "a  b");
  CHECK(trimmed("\uFEFF\u200B\u202Aname\u202C\u200F\u2060") == "name");
  CHECK(trimmed("\u200B\u0301") == "\u0301");
  CHECK(trimmed("é") == "é");
  CHECK(trimmed(" \u200E ").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("\x80\xFF") == "\x80\xFF");  // no UTF-8, and left as it is
}
