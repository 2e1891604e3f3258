// Places in a text as editors count them: lines and columns from 0, columns in units of an encoding.
//
//     shall ensure 𝒳 < 2        `<` is in column 16 of UTF-16, of which 𝒳 has two, and 18 of UTF-8
//
// A position behind the end of its line is that end, one behind the last line the end of the text. A line
// ends at a line feed, a carriage return, or both together. Bytes that are no UTF-8 count one each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace precept::server {

enum class Encoding { Utf8, Utf16 };

struct Position {
  std::uint32_t line = 0, character = 0;
};

/// Where the lines of a text begin; the text itself is with the caller.
class TextLines {
 public:
  explicit TextLines(std::string_view text = {});

  std::uint32_t count() const { return static_cast<std::uint32_t>(begins_.size()); }
  std::uint32_t begin_of(std::uint32_t line) const { return begins_[line]; }
  /// The end of the line, before what ends it.
  std::uint32_t end_of(std::string_view text, std::uint32_t line) const;
  std::uint32_t line_of(std::uint32_t offset) const;

  std::uint32_t offset(std::string_view text, Position at, Encoding encoding) const;
  Position position(std::string_view text, std::uint32_t offset, Encoding encoding) const;

 private:
  std::vector<std::uint32_t> begins_;
};

/// How many units of the encoding the text has.
std::uint32_t units_of(std::string_view text, Encoding encoding);

}  // namespace precept::server
