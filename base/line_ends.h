// Which signs end a line. Ours are the line feed, and the carriage return with a line feed behind it. Others
// end a line in many editors only, so that a comment of ours would swallow what their readers see below it:
//
//     -- a note<U+2028>
//     shall ensure b.people <= 2
//
// is one line, and a comment. Every reader of ours that takes a text by lines refuses them there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// A carriage return alone, a vertical tab, a form feed, U+0085, U+2028 or U+2029.
struct FalseLineEnd {
  std::string_view name;           ///< "a form feed (U+000C)"
  std::size_t begin = 0, end = 0;  ///< range of bytes in the text
  bool is_return = false;
};

/// The first in the text, which is a comment. A carriage return at its very end is one, so a line that was
/// cut off before its line feed is given `without_return`.
std::optional<FalseLineEnd> find_false_line_end(std::string_view text);
/// The first carriage return alone. Outside of comments the other signs are blanks, or are refused as signs
/// that are no part of the language.
std::optional<FalseLineEnd> find_lone_return(std::string_view text);

/// The line without the carriage return that belongs to the line feed behind it.
std::string_view without_return(std::string_view line);

/// The message: "a form feed (U+000C) does not end a line".
std::string describe(const FalseLineEnd& found);
/// The help of the diagnostic.
std::string_view help_for(const FalseLineEnd& found);

}  // namespace precept
