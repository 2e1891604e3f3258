#include "authoring/format/token_lines.h"

#include <algorithm>

namespace precept::format {

std::vector<Token> tokens_of(std::string_view text, std::span<const SourceToken> tokens) {
  std::vector<Token> result;
  std::uint32_t line = 0, line_begin = 0, at = 0, before = 0;
  auto move_to = [&](std::uint32_t target) {
    for (; at < target; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      line_begin = at + 1;
    }
  };
  for (const SourceToken& source : tokens) {
    const bool is_of_hole = source.span.begin < before;
    if (is_of_hole) continue;
    move_to(source.span.begin);
    Token token{source.kind, text.substr(source.span.begin, source.span.end - source.span.begin),
                source.span.begin, source.span.end};
    token.line = line;
    token.column = at - line_begin;
    const std::string_view ahead = text.substr(line_begin, token.column);
    token.begins_line = line_begin >= before && ahead.find_first_not_of(" \t\xEF\xBB\xBF") == ahead.npos;
    while (token.is_comment() && !token.text.empty() && std::string_view(" \t\r").contains(token.text.back()))
      token.text.remove_suffix(1);
    move_to(source.span.end);
    token.last_line = line;
    before = source.span.end;
    result.push_back(token);
  }
  return result;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace precept::format
