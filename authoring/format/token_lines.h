// The tokens of a text with the lines they stand on. Internal to format/.
//
//     shall ensure a.b  -- why     Token{"shall", line 0, column 0, begins_line}, …, Token{"-- why"}
//
// Holes of strings are no tokens here: a string is one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/parse/tokens/source_token.h"

namespace precept::format {

struct Token {
  TokenKind kind{};
  std::string_view text;
  std::uint32_t begin = 0, end = 0;       ///< bytes of the file
  std::uint32_t line = 0, last_line = 0;  ///< from 0
  std::uint32_t column = 0;               ///< bytes from the beginning of its line
  bool begins_line = false;               ///< only blanks stand before it on its line

  bool is_comment() const { return kind == TokenKind::Comment; }
  bool is_sign(std::string_view sign) const { return kind == TokenKind::Sign && text == sign; }
  bool is_keyword(std::string_view word) const { return kind == TokenKind::Keyword && text == word; }
};

/// The tokens, which refer to the text.
std::vector<Token> tokens_of(std::string_view text, std::span<const SourceToken> tokens);

/// How many columns a text takes: its code points.
std::size_t width_of(std::string_view text);

}  // namespace precept::format
