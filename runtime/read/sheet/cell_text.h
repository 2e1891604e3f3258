// The text of a cell, from how its file stores it.
#pragma once

#include <string>
#include <string_view>

namespace precept {

/// Line breaks as LF, where CRLF and CR are others.
std::string with_line_feeds(std::string_view text);

/// The text that a workbook stores as `stored`: `_x0007_` is a character that XML cannot hold, and line
/// breaks are LF.
std::string stored_text(std::string_view stored);

}  // namespace precept
