#include "render/layout.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace precept::rendering {

namespace {

/// The code point at the start of the text and its length in bytes; 0xFFFD where it is malformed (RFC 3629).
std::pair<char32_t, std::size_t> first_point(std::string_view text) {
  constexpr std::pair<char32_t, std::size_t> kMalformed{0xFFFD, 1};
  auto first = static_cast<unsigned char>(text[0]);
  std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || length > text.size()) return kMalformed;
  char32_t point = length == 1 ? first : first & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return kMalformed;
    point = point << 6 | (byte & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kLeast[length] || point > 0x10FFFF || is_surrogate) return kMalformed;
  return {point, length};
}

}  // namespace

std::string terminal_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    auto [point, length] = first_point(text);
    bool is_space = point == ' ' || (point >= '\t' && point <= '\r');
    if (is_space) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else if (is_obeyed(point) || point == 0xFFFD) {
      result += "\uFFFD";
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string terminal_lines(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    auto [point, length] = first_point(text);
    const bool is_shown = point == '\n' || (!is_obeyed(point) && point != 0xFFFD);
    result += is_shown ? text.substr(0, length) : "\uFFFD";
    text.remove_prefix(length);
  }
  return result;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (char byte : text) columns += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  return columns;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result(text);
  std::size_t has = columns_of(text);
  if (has < columns) result.append(columns - has, ' ');
  return result;
}

std::string wrapped(std::string_view text, std::size_t first, std::size_t rest, std::size_t width) {
  std::string result(first, ' ');
  std::size_t column = first;
  bool is_line_empty = true;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    std::size_t columns = columns_of(word);
    if (!is_line_empty && column + 1 + columns > width) {
      result += "\n" + std::string(rest, ' ');
      column = rest;
      is_line_empty = true;
    }
    if (!is_line_empty) {
      result += ' ';
      ++column;
    }
    result += word;
    column += columns;
    is_line_empty = false;
  }
  return result + "\n";
}

std::string colored(std::string_view text, const char* how, Color color) {
  if (color == Color::Off || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", how, text);
}

std::string escaped_html(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    auto [point, length] = first_point(text);
    const bool is_space = point == '\n' || point == '\r' || point == '\t';
    const bool is_none = point == 0xFFFD || point == 0xFFFE || point == 0xFFFF;
    if (point == '&') {
      result += "&amp;";
    } else if (point == '<') {
      result += "&lt;";
    } else if (point == '>') {
      result += "&gt;";
    } else if (point == '"') {
      result += "&quot;";
    } else if ((is_obeyed(point) && !is_space) || is_none) {
      result += "\uFFFD";
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return result;
}

std::string escaped_markdown(std::string_view text) {
  const std::string line = terminal_text(text);
  std::string result;
  // At the start of a line these begin a list, or draw a line below the one before.
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const std::size_t mark =
      std::string_view("+-=").find(line.substr(0, 1)) != std::string_view::npos ? 0 : digits;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_mark = std::string_view("\\`*_<>[]#|~&$").find(line[at]) != std::string_view::npos;
    const bool begins = at == mark && std::string_view("+-=.)").find(line[at]) != std::string_view::npos;
    if (is_mark || begins) result += '\\';
    result += line[at];
  }
  return result;
}

std::string escaped_html_line(std::string_view text) {
  return escaped_html(terminal_text(text));
}

namespace {

/// Whether the code point is a letter of Hebrew, Arabic or their neighbours, presentation forms included.
bool is_right_to_left(char32_t point) {
  return (point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFDFF) ||
         (point >= 0xFE70 && point <= 0xFEFF);
}

}  // namespace

std::string with_own_direction(std::string_view text, Language language) {
  std::string_view direction = direction_of(language);
  bool has_letter = false;
  for (std::string_view rest = text; !rest.empty();) {
    auto [point, length] = first_point(rest);
    has_letter |= is_right_to_left(point);
    rest.remove_prefix(length);
  }
  if (!has_letter) direction = "ltr";
  return fmt::format("<bdi dir=\"{}\">{}</bdi>", direction, escaped_html_line(text));
}

std::string number_and_noun(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

}  // namespace precept::rendering
