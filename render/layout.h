// Lays text out for terminals, HTML and Markdown, and takes out or escapes what these would obey. Widths are
// in columns of a terminal, one for each code point.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/words/language.h"

namespace precept::rendering {

/// The text on one line, without anything that a terminal would obey: each run of white space becomes a
/// space, and controls and marks of writing direction, which a document may hold, become U+FFFD.
std::string terminal_text(std::string_view text);
/// The same for several lines that are laid out already: line breaks and blanks stay.
std::string terminal_lines(std::string_view text);

/// The columns of a text that `terminal_text` made.
std::size_t columns_of(std::string_view text);

/// The text, filled up with spaces to so many columns.
std::string padded(std::string_view text, std::size_t columns);

/// The text broken at spaces into lines of at most `width` columns; each line ends with a line break. The
/// first line is indented by `first` columns, the others by `rest`. A word that is wider than a line is not
/// broken.
std::string wrapped(std::string_view text, std::size_t first, std::size_t rest, std::size_t width);

constexpr const char* kRed = "1;31";
constexpr const char* kGreen = "1;32";
constexpr const char* kYellow = "1;33";
constexpr const char* kBlue = "1;34";
constexpr const char* kBold = "1";
constexpr const char* kFaint = "2";
/// The text in the style `how`, one of the above; unchanged where colour is off.
std::string colored(std::string_view text, const char* how, Color color);

/// Text for HTML and XML, attributes too; controls but white space, and marks of writing direction, become
/// U+FFFD.
std::string escaped_html(std::string_view text);

/// A text that `terminal_text` made, for a line of Markdown, or the start of one: nothing in it is a mark.
/// Nor are backticks, since a name of a document may hold some.
std::string escaped_markdown(std::string_view text);

/// The same for HTML.
std::string escaped_html_line(std::string_view text);

/// A sentence as HTML that runs in its own direction, whatever stands around it. On a page that runs from
/// right to left, a text without a letter of such a script is untranslated and runs from left to right.
std::string with_own_direction(std::string_view text, Language language);

/// A number with its noun: "1 person", "3 people".
std::string number_and_noun(std::size_t number, std::string_view one, std::string_view many);

}  // namespace precept::rendering
