// A text as a reader sees it. One rule holds for documents, tables and policies (docs/language.md, Texts):
//   1. each run of white space (Unicode's White_Space, and the empty Braille cell) is one blank,
//   2. white space at either end is dropped,
//   3. variation selectors are dropped: they choose the shape of a letter, not the letter,
//   4. the rest is in Unicode's form NFC,
//   5. any other invisible character (controls, zero-width and bidirectional controls, fillers,
//      noncharacters) is a mistake; so are more than `limits::kMarks` marks on one letter, which take long to
//      put in order.
//
//     shall ensure b.name != "Choir"
//
// is no for a document with `"Choir"` and for one with `" Choir\n"`; `"Cho\u200Bir"` is a mistake (E4030).
//
// All texts are valid UTF-8; offsets are bytes. Faults are returned, and the caller reports them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace precept {

/// The mistake in a text: an invisible character, or the first mark too many on one letter.
struct TextFault {
  enum class Form { Hidden, Marks };
  Form form = Form::Hidden;
  char32_t point = 0;
  std::size_t begin = 0, end = 0;  ///< range of bytes in the text
};

/// The message: "U+200B (zero width space) is a character that nobody sees; …".
std::string describe(const TextFault& fault);
/// The help of the diagnostic.
std::string_view help_for(const TextFault& fault);

/// True for an ASCII text that the rule leaves as it is. Reads up to 7 bytes behind the text, which must be
/// there.
bool is_plain_padded(std::string_view text);

/// The text by the rule above: a view of `text` where nothing changes, else of `scratch`. A blank text gives
/// an empty one.
std::expected<std::string_view, TextFault> as_read(std::string_view text, std::string& scratch);

/// The same for showing, and for texts that were checked before: leaves out the faults instead of returning
/// them.
std::string without_faults(std::string_view text);

/// What `trimmed` is of any text.
std::string_view trimmed_by_point(std::string_view text);
/// The text without what nobody sees at its ends: white space, and beyond the rule above also byte order,
/// zero-width and direction marks, which programs put around the cells of lists.
inline std::string_view trimmed(std::string_view text) {
  // Nearly all begin and end with a letter, a digit or a sign of ASCII.
  const auto is_seen = [](char c) { return c > ' ' && c < 0x7F; };
  const bool is_trimmed = !text.empty() && is_seen(text.front()) && is_seen(text.back());
  return is_trimmed ? text : trimmed_by_point(text);
}

/// A text of a document for a message. A long one is cut (limits.def).
std::string text_for_message(std::string_view text);

/// Characters, the first and the last of them.
using CodeRange = std::pair<char32_t, char32_t>;
/// Rule 5: what is a mistake wherever it stands in a text; and of which nothing is left by rules 1 to 3. In
/// order, for descriptions of texts that other programs read.
std::vector<CodeRange> hidden_characters();
std::vector<CodeRange> blank_characters();

/// Texts with the same key look alike (UTS #39): apart from compatible characters, such as full-width letters
/// and ligatures, they differ only in letters that look alike. Letter case counts, unless the text is
/// case-folded first.
std::string look_alike_key(std::string_view text);
/// Each letter, with what is compatible made plain, as `read_as` gives it; those that it does not have stay.
std::string with_letters(std::string_view text, const std::unordered_map<char32_t, char>& read_as);
/// Unicode's full case folding.
std::string case_folded(std::string_view text);

/// Whether the text has this name as a word of its own, or as several: "Administration" does not name "A". No
/// name is in every text.
bool names(std::string_view text, std::string_view name);

/// A run of letters, marks and digits, in small letters and without accents.
struct TextWord {
  std::string text;
  bool is_number = false;  ///< digits only
  bool is_letter = false;  ///< one letter, Latin, Greek or Cyrillic
};
std::vector<TextWord> words_of(std::string_view text);

}  // namespace precept
