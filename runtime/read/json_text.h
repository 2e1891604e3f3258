// The scalars of JSON: strings with escapes, numbers, and UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// The length in bytes of the first code point; 0 where it is not valid UTF-8 (cut off, overlong, a
/// surrogate, too large).
std::size_t utf8_length(std::string_view text);
/// "0xFF".
std::string hexadecimal_byte(char byte);

/// Whether the text has a backslash. Up to 7 bytes behind the text are read.
bool has_escape_padded(std::string_view text);

/// A mistake in the escapes of a string. `begin` and `end` count from the string's first byte.
struct EscapeFault {
  std::size_t begin = 0, end = 0;
  std::string message;
};
/// Appends `inner`, the text between a string's quotes, with its escapes resolved. Nothing is returned where
/// there is no mistake.
std::optional<EscapeFault> unescape(std::string_view inner, std::string& out);

/// Appends the text as a string of JSON, with its quotes.
void append_json_string(std::string& out, std::string_view text);

bool is_json_number(std::string_view token);
/// The value of a JSON number that is an integer of 64 bits, written without fraction and exponent.
std::optional<std::int64_t> parse_json_integer(std::string_view token);

/// A text as a message shows it: cut to about 40 characters.
std::string shortened(std::string_view text);
std::string in_backticks(std::string_view text);  ///< shortened

}  // namespace precept
