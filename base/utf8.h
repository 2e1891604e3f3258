// Checks UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// Offset of the first byte that is not UTF-8; none where all of the text is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// What a terminal obeys, what ends a line, or what turns the order of the letters around it. No output shows
/// such a character as it is, whatever its format.
bool is_obeyed(char32_t point);

/// A name of a file as an output can show it: U+FFFD stands for each byte that is not UTF-8 and for each
/// character that would be obeyed. Other names stay as they are.
std::string shown_name(std::string_view name);

}  // namespace precept
