// What a block looks like by its words alone: a heading, a title behind a number, an item of a list.
#pragma once

#include <string_view>

namespace precept::official {

/// "resolves", "invites the regional groups thus created": short, begins with a small letter and ends without
/// a stop.
bool looks_lower_heading(std::string_view text);
/// "TERMS AND CONDITIONS": short, and without a small letter.
bool looks_capitals(std::string_view text);
/// "The Debian Free Software Guidelines": a few words that begin with a capital and end without a stop.
bool looks_title(std::string_view text);
/// "Introduction", "Definitions.": what stands behind the number of a section.
bool looks_section_title(std::string_view text);
/// "- increased participation"
bool is_bullet(std::string_view text);
/// Ends as a sentence does.
bool ends_sentence(std::string_view text);

}  // namespace precept::official
