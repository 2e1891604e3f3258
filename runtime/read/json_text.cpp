#include "runtime/read/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "runtime/read/names.h"

namespace precept {

namespace {

constexpr std::size_t kShownBytes = 48;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool needs_escape(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// How many bytes at the start of the text need no escape.
std::size_t plain_bytes(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  std::size_t at = 0;
  for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    const std::uint64_t word = load_word(text.data() + at);
    const std::uint64_t quote = word ^ (kOnes * '"'), backslash = word ^ (kOnes * '\\');
    const std::uint64_t escaped =
        ((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash) | ((word - kOnes * 0x20) & ~word);
    if ((escaped & kHighs) != 0) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

/// A text without escapes, at once: lists have many.
void append_quoted(std::string& out, std::string_view text) {
  const std::size_t begin = out.size(), end = begin + text.size() + 2;
  // Not `size`: where the string grows, the library of g++ 12 gives its new capacity instead.
  out.resize_and_overwrite(end, [&](char* bytes, std::size_t) {
    bytes[begin] = bytes[end - 1] = '"';
    text.copy(bytes + begin + 1, text.size());
    return end;
  });
}

void append_utf8(std::string& out, std::uint32_t point) {
  auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

/// The four hexadecimal digits behind `\u`.
std::optional<std::uint32_t> code_unit(std::string_view escape) {
  if (escape.size() < 6 || escape[0] != '\\' || escape[1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  auto [end, error] = std::from_chars(escape.data() + 2, escape.data() + 6, unit, 16);
  if (error != std::errc{} || end != escape.data() + 6) return std::nullopt;
  return unit;
}

/// Resolves a `\u` escape at the start of `rest`, or two that make one character. Returns their length.
std::size_t unicode_escape(std::string_view rest, std::string& out, std::string& fault) {
  auto first = code_unit(rest);
  if (!first) {
    fault = "`\\u` is followed by four hexadecimal digits";
    return 2;
  }
  if (*first < 0xD800 || *first > 0xDFFF) {
    append_utf8(out, *first);
    return 6;
  }
  auto second = *first <= 0xDBFF ? code_unit(rest.substr(6)) : std::nullopt;
  if (!second || *second < 0xDC00 || *second > 0xDFFF) {
    fault = fmt::format("`{}` is half a character: a surrogate without its pair", rest.substr(0, 6));
    return 6;
  }
  append_utf8(out, 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00));
  return 12;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  unsigned lead = byte(0);
  if (lead < 0x80) return text.empty() ? 0 : 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    bool overlong = lead == 0xE0 && byte(1) < 0xA0, surrogate = lead == 0xED && byte(1) >= 0xA0;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    bool overlong = lead == 0xF0 && byte(1) < 0x90, beyond = lead == 0xF4 && byte(1) >= 0x90;
    return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

std::string hexadecimal_byte(char byte) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', kDigits[value >> 4], kDigits[value & 15]};
}

bool has_escape_padded(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at += 8) {
    std::uint64_t difference = load_word(at) ^ (kOnes * '\\');  // a backslash becomes a zero byte
    if (end - at < 8) difference |= ~0ull << (8 * (end - at));
    if (((difference - kOnes) & ~difference & kHighs) != 0) return true;
  }
  return false;
}

std::optional<EscapeFault> unescape(std::string_view inner, std::string& out) {
  for (std::size_t i = 0; i < inner.size();) {
    std::size_t backslash = std::min(inner.find('\\', i), inner.size());
    out.append(inner, i, backslash - i);
    if (backslash == inner.size()) break;
    i = backslash;
    char c = i + 1 < inner.size() ? inner[i + 1] : '\0';
    constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (c == 'u') {
      std::string fault;
      std::size_t length = unicode_escape(inner.substr(i), out, fault);
      if (!fault.empty()) return EscapeFault{i, std::min(i + length, inner.size()), std::move(fault)};
      i += length;
    } else if (auto known = kEscapes.find(c); c != '\0' && known != std::string_view::npos) {
      out.push_back(kMeanings[known]);
      i += 2;
    } else {
      std::size_t length = 1 + utf8_length(inner.substr(i + 1));
      return EscapeFault{i, i + length, fmt::format("`{}` is no escape of JSON", inner.substr(i, length))};
    }
  }
  return std::nullopt;
}

void append_json_string(std::string& out, std::string_view text) {
  std::size_t plain = plain_bytes(text);
  if (plain == text.size()) return append_quoted(out, text);
  out += '"';
  for (std::size_t from = 0; from < text.size(); plain = plain_bytes(text.substr(from))) {
    out += text.substr(from, plain);
    from += plain;
    if (from == text.size()) break;
    const char c = text[from++];
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  out += '"';
}

bool is_json_number(std::string_view token) {
  std::size_t i = 0;
  auto at = [&] { return i < token.size() ? token[i] : '\0'; };
  auto digits = [&] {
    std::size_t first = i;
    while (is_digit(at())) ++i;
    return i > first;
  };
  if (at() == '-') ++i;
  if (at() == '0') {
    ++i;
  } else if (!digits()) {
    return false;
  }
  if (at() == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (at() == 'e' || at() == 'E') {
    ++i;
    if (at() == '+' || at() == '-') ++i;
    if (!digits()) return false;
  }
  return i == token.size();
}

std::optional<std::int64_t> parse_json_integer(std::string_view token) {
  if (!is_json_number(token)) return std::nullopt;
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return value;
}

std::string shortened(std::string_view text) {
  if (text.size() <= kShownBytes) return std::string(text);
  std::size_t end = kShownBytes - 4;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string in_backticks(std::string_view text) {
  return fmt::format("`{}`", shortened(text));
}

}  // namespace precept
