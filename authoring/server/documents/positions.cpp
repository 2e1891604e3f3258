#include "authoring/server/documents/positions.h"

#include <algorithm>

namespace precept::server {

namespace {

/// The bytes of the character at the begin of the text, which is not empty.
std::uint32_t bytes_of_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::uint32_t wanted = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (lead >= 0xF8 || wanted > text.size()) return 1;
  for (std::uint32_t i = 1; i < wanted; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
  }
  return wanted;
}

std::uint32_t units_of_character(std::uint32_t bytes, Encoding encoding) {
  if (encoding == Encoding::Utf8) return bytes;
  return bytes == 4 ? 2 : 1;
}

}  // namespace

TextLines::TextLines(std::string_view text) : begins_{0} {
  for (std::size_t i = text.find_first_of("\r\n"); i != std::string_view::npos;
       i = text.find_first_of("\r\n", i)) {
    i += text.substr(i).starts_with("\r\n") ? 2 : 1;
    begins_.push_back(static_cast<std::uint32_t>(i));
  }
}

std::uint32_t TextLines::end_of(std::string_view text, std::uint32_t line) const {
  std::size_t end = line + 1 < count() ? begins_[line + 1] : text.size();
  if (line + 1 >= count()) return static_cast<std::uint32_t>(end);
  if (end > begins_[line] && text[end - 1] == '\n') --end;
  if (end > begins_[line] && text[end - 1] == '\r') --end;
  return static_cast<std::uint32_t>(end);
}

std::uint32_t TextLines::line_of(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(begins_, offset) - begins_.begin() - 1);
}

std::uint32_t TextLines::offset(std::string_view text, Position at, Encoding encoding) const {
  if (at.line >= count()) return static_cast<std::uint32_t>(text.size());
  std::uint32_t offset = begins_[at.line];
  const std::uint32_t end = end_of(text, at.line);
  for (std::uint32_t units = 0; offset < end && units < at.character;) {
    const std::uint32_t bytes = bytes_of_character(text.substr(offset, end - offset));
    units += units_of_character(bytes, encoding);
    // A position in the middle of a character is the begin of it.
    if (units > at.character) break;
    offset += bytes;
  }
  return offset;
}

Position TextLines::position(std::string_view text, std::uint32_t offset, Encoding encoding) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const std::uint32_t line = line_of(offset);
  return {line, units_of(text.substr(begins_[line], offset - begins_[line]), encoding)};
}

std::uint32_t units_of(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::Utf8) return static_cast<std::uint32_t>(text.size());
  std::uint32_t units = 0;
  while (!text.empty()) {
    const std::uint32_t bytes = bytes_of_character(text);
    units += units_of_character(bytes, encoding);
    text.remove_prefix(bytes);
  }
  return units;
}

}  // namespace precept::server
