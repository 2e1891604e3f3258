// Text as a reader sees it: what looks the same is the same, and what nobody can see is not there.
//
// The rule, for the texts of documents, tables and policies alike:
//   1. every run of white space (Unicode's White_Space, and the empty Braille cell) is one blank,
//   2. outer white space is gone,
//   3. variation selectors are gone: they choose the shape of a letter, not the letter,
//   4. the rest is in Unicode's form NFC,
//   5. any other character that is not shown (controls, zero-width and bidirectional controls, fillers,
//      noncharacters) is no part of a text: a mistake; and so are more than `limits::kMarks` marks on one
//      letter, which take long to put in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace precept {

/// What is no part of a text: a character that nobody sees, or the first mark too many on one letter.
struct TextFault {
  enum class Form { Hidden, Marks };
  Form form = Form::Hidden;
  char32_t point = 0;
  std::size_t begin = 0, end = 0;  ///< its bytes in the text
};

/// "U+200B (zero width space) is a character that nobody sees; …"
std::string describe(const TextFault& fault);
/// How to mend it.
std::string_view help_for(const TextFault& fault);

/// Whether the text is ASCII with nothing to fold and nothing hidden. Up to 7 bytes behind it are read.
bool is_plain_padded(std::string_view text);

/// The text by the rule above: itself where there is nothing to do, else what is made in `scratch`. `text` is
/// valid UTF-8. An empty result is a text with nothing in it.
std::expected<std::string_view, TextFault> as_read(std::string_view text, std::string& scratch);

/// The same for showing and for what was checked before: what is no part of a text is left out, not told.
std::string as_shown(std::string_view text);

/// A text of a document as it stands within a message: of a long one the beginning (limits.def).
std::string shown_text(std::string_view text);

/// Two texts with the same key may be taken for each other: after compatible characters (full width,
/// ligatures) were made plain, they differ by nothing but letters that look alike (UTS #39). Letter case
/// counts; fold it first to leave it out.
std::string look_alike_key(std::string_view text);
/// Each letter, with what is compatible made plain, as `read_as` gives it; those that it does not have stay.
std::string with_letters(std::string_view text, const std::unordered_map<char32_t, char>& read_as);
/// Unicode's full case folding.
std::string case_folded(std::string_view text);

/// A run of letters, marks and digits, in small letters and without accents.
struct TextWord {
  std::string text;
  bool is_number = false;  ///< digits only
  bool is_letter = false;  ///< one letter, Latin, Greek or Cyrillic
};
std::vector<TextWord> words_of(std::string_view text);

}  // namespace precept
