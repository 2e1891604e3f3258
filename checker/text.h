// Texts: as a document means them, and as they are shown.
#pragma once

#include <string>
#include <string_view>

namespace precept::checker {

/// A document's text as a reader sees it, and as it is compared: each run of white space one blank, none at
/// either end, no variation selectors, the rest in form NFC. Refuses characters that nobody sees. Nothing may
/// be left.
std::string text_of(std::string_view written);

/// Whether the text, as a reader sees it, names nobody: it has no word but those of placeholders.def,
/// numbers, and single letters, also where letters that look alike (look_alikes.def) are read as Latin ones.
bool is_placeholder(std::string_view text);

/// What is proposed for a text that only a person knows is none.
inline constexpr std::string_view kToBeFilledIn = "to be filled in";

/// For a terminal: whatever is none of the characters that people read is written \u{1b}, as are, of a word
/// that is compared by its bytes, all letters beyond ASCII. What is too long is cut.
std::string shown(std::string_view text);
std::string shown_word(std::string_view text);

}  // namespace precept::checker
