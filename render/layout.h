// Text in a terminal: wrapping, columns, and nothing that would steer it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/words/language.h"

namespace precept::rendering {

/// The text on one line without anything that a terminal obeys: runs of white space become a space;
/// controls and marks of writing direction, which a document may hold, become U+FFFD.
std::string harmless(std::string_view text);
/// The same of several lines that are laid out already: line breaks and blanks stay.
std::string harmless_lines(std::string_view text);

/// Columns of a harmless text, one for each code point.
std::size_t columns_of(std::string_view text);

/// The text filled up with spaces.
std::string padded(std::string_view text, std::size_t columns);

/// The text broken at spaces into lines of at most `width` columns, each ended. The first line stands
/// `first` columns in, the others `rest`. A word wider than a line is not broken.
std::string wrapped(std::string_view text, std::size_t first, std::size_t rest, std::size_t width);

constexpr const char* kRed = "1;31";
constexpr const char* kGreen = "1;32";
constexpr const char* kYellow = "1;33";
constexpr const char* kBlue = "1;34";
constexpr const char* kBold = "1";
constexpr const char* kFaint = "2";
/// The text between the terminal's marks for `how`, one of the above; as it is where colour is off.
std::string colored(std::string_view text, const char* how, Color color);

/// Text for HTML and XML, attributes too; controls but white space, and marks of writing direction, become
/// U+FFFD.
std::string markup(std::string_view text);

/// A harmless text for a line of Markdown, or the start of one: nothing in it is a mark. Nor are backticks,
/// since a name of a document may hold some.
std::string markdown(std::string_view text);

/// A harmless text for HTML.
std::string line_markup(std::string_view text);

/// A sentence of a page in the language, as HTML that runs in its own direction, whatever stands around it.
/// In a page from right to left what has no letter of such a script is a text that is not translated.
std::string isolated(std::string_view text, Language language);

/// "1 person", "3 people".
std::string counted(std::size_t number, std::string_view one, std::string_view many);

}  // namespace precept::rendering
