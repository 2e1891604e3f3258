#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

#include "base/line_ends.h"

using namespace precept;

TEST_CASE("the first byte that is not UTF-8 is found") {
  CHECK_FALSE(find_invalid_utf8(""));
  CHECK_FALSE(find_invalid_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"));
  CHECK_FALSE(find_invalid_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
  CHECK(find_invalid_utf8("ab\xFF") == 2);
  CHECK(find_invalid_utf8("ab\x80") == 2);            // a continuation of nothing
  CHECK(find_invalid_utf8("\xC3\xA9\xE2\x82") == 2);  // cut off
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(find_invalid_utf8("\xE0\x80\xAF") == 0);
  CHECK(find_invalid_utf8("x\xED\xA0\x80") == 1);     // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  // Wherever it lies in the words that are looked at as a whole.
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 20; ++behind) {
      const std::string text = std::string(before, 'a') + "\xE2\x82\xAC" + std::string(behind, 'b');
      CHECK_FALSE(find_invalid_utf8(text));
      CHECK(find_invalid_utf8(text + "\xFF" + text) == text.size());
    }
  }
}

TEST_CASE("a name is shown as it is, but for what cannot be shown") {
  CHECK(shown_name("policies/r\u00E9sum\u00E9 54.precept") == "policies/r\u00E9sum\u00E9 54.precept");
  CHECK(shown_name("d\xE9"
                   "d") ==
        "d\uFFFD"
        "d");
  CHECK(shown_name("a\nb\x1B\x7F\u202E\u2028") == "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(shown_name("\xE2\x82") == "\uFFFD\uFFFD");
}

TEST_CASE("what ends a line elsewhere only is found") {
  CHECK_FALSE(find_false_line_end("a\r\nb\n\u00E9\u2026\u00A0"));
  struct Tried {
    const char* sign;
    const char* name;
  };
  for (const Tried& tried : {Tried{"\r", "alone"},
                             {"\v", "U+000B"},
                             {"\f", "U+000C"},
                             {"\u0085", "U+0085"},
                             {"\u2028", "U+2028"},
                             {"\u2029", "U+2029"}}) {
    const auto found = find_false_line_end(std::string("\r\n\u00E9") + tried.sign + "x");
    REQUIRE(found);
    CHECK(found->name.find(tried.name) != std::string_view::npos);
    CHECK(found->is_return == (std::string_view(tried.name) == "alone"));
    CHECK(found->begin == 4);
    CHECK(found->end == 4 + std::string_view(tried.sign).size());
    CHECK(describe(*found).ends_with(" does not end a line"));
  }
  CHECK(without_return("a\r") == "a");
  CHECK(find_false_line_end("a\r"));
  const auto lone = find_lone_return("\f\r\n\u2028\rx");
  REQUIRE(lone);
  CHECK(lone->begin == 6);
  CHECK(lone->end == 7);
  CHECK_FALSE(find_lone_return("\f\r\nx"));
}
