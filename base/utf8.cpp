#include "base/utf8.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstring>

namespace precept {

namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether the next bytes, as many as a word has, are ASCII: most texts are.
bool is_ascii_word(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  if (text.size() - at < kWord) return false;
  std::memcpy(&word, text.data() + at, kWord);
  return (word & 0x8080808080808080) == 0;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    while (is_ascii_word(text, at)) at += kWord;
    if (at < text.size() && bytes[at] < 0x80) {
      ++at;
      continue;
    }
    if (at == text.size()) break;
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (length <= 0) return at;
    at += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

bool is_obeyed(char32_t point) {
  const bool is_control = point < 0x20 || (point >= 0x7F && point < 0xA0);
  const bool is_line_end = point == 0x2028 || point == 0x2029;
  const bool is_direction = point == 0x061C || point == 0x200E || point == 0x200F ||
                            (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return is_control || is_line_end || is_direction;
}

std::string shown_name(std::string_view name) {
  std::string shown;
  while (!name.empty()) {
    utf8proc_int32_t point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
    const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(name.size()), &point);
    const std::size_t length = read > 0 ? static_cast<std::size_t>(read) : 1;
    const bool is_shown = read > 0 && !is_obeyed(static_cast<char32_t>(point));
    shown += is_shown ? name.substr(0, length) : "\uFFFD";
    name.remove_prefix(length);
  }
  return shown;
}

}  // namespace precept
