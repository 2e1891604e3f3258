#include "runtime/read/sheet/cell_text.h"

#include <charconv>
#include <optional>

namespace precept {

namespace {

constexpr std::size_t kEscape = std::string_view("_x000D_").size();

/// The character of an escape at the start of a text.
std::optional<char32_t> escaped_character(std::string_view text) {
  if (text.size() < kEscape || !text.starts_with("_x") || text[kEscape - 1] != '_') return std::nullopt;
  unsigned point = 0;
  const char* last = text.data() + kEscape - 1;
  const auto [end, status] = std::from_chars(text.data() + 2, last, point, 16);
  const bool is_surrogate = point >= 0xD800 && point < 0xE000;
  const bool is_one = status == std::errc() && end == last && !is_surrogate;
  return is_one ? std::optional<char32_t>(point) : std::nullopt;
}

/// In UTF-8; the point is below 0x10000.
void append(std::string& text, char32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
  } else {
    text += {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
             static_cast<char>(0x80 | (point & 0x3F))};
  }
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find("_x", at), text.size());
    out += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto escaped = escaped_character(text.substr(at));
    append(out, escaped.value_or('_'));
    at += escaped ? kEscape : 1;
  }
  return out;
}

}  // namespace

std::string with_line_feeds(std::string_view text) {
  if (text.find('\r') == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && text.substr(i + 1, 1) == "\n";
    if (!is_pair) out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

std::string_view keep_stored(std::string_view stored, TextStore& store) {
  const bool has_escape = stored.find("_x") != std::string_view::npos;
  const bool is_as_it_is = !has_escape && stored.find('\r') == std::string_view::npos;
  if (is_as_it_is) return store.keep(stored);
  return store.keep(with_line_feeds(has_escape ? without_escapes(stored) : std::string(stored)));
}

}  // namespace precept
