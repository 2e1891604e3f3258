// Texts as a reader sees them (docs/language.md, Texts), and as they are shown. Shares no code with
// base/text.h.
#pragma once

#include <string>
#include <string_view>

namespace precept::checker {

/// A document's text as a reader sees it, which is how it is compared: each run of white space is one blank,
/// none at either end, no variation selectors, the rest in form NFC. Refuses invisible characters. A blank
/// text gives "".
std::string text_of(std::string_view written);

/// Whether the text, as a reader sees it, names nobody: it has no word but those of placeholders.def,
/// numbers, and single letters, also where letters that look alike (look_alikes.def) are read as Latin ones.
bool is_placeholder(std::string_view text);

/// The text that a fix proposes where only a person knows the right one. It counts as blank.
inline constexpr std::string_view kToBeFilledIn = "to be filled in";

/// The text for a terminal: invisible characters and controls are written as \u{1b}, and long texts are cut.
/// `escaped_word`, for words that are compared by their bytes, writes all characters beyond ASCII so.
std::string escaped(std::string_view text);
std::string escaped_word(std::string_view text);

}  // namespace precept::checker
