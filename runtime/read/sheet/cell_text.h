// The text of a cell, from how its file stores it.
#pragma once

#include <string>
#include <string_view>

#include "base/text_store.h"

namespace precept {

/// Line breaks as LF, where CRLF and CR are others.
std::string with_line_feeds(std::string_view text);

/// Keeps the text that a workbook stores as `stored`: `_x0007_` is a character that XML cannot hold, and line
/// breaks are LF.
std::string_view keep_stored(std::string_view stored, TextStore& store);

}  // namespace precept
