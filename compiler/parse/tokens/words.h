// What kinds of tokens there are, for repair and for messages. Internal to parse/.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace precept::parsing {

/// The type of a token, as the generated lexer numbers them.
using TokenType = std::size_t;

bool begins_statement(TokenType type);  ///< `clause`, `define`, …; not `in` (force)
/// Of those: `title`, `record`, …, which are names as well.
bool is_opening_word(TokenType type);
bool begins_item(TokenType type);     ///< `quote`, `shall`, …; not `not` (checkable)
bool is_clause_part(TokenType type);  ///< `when`, `unless`, `otherwise`
bool is_modal(TokenType type);        ///< `shall`, `should`, `may`, `encourage`
bool is_label_word(TokenType type);
bool is_keyword(TokenType type);
/// True where an operand, a type or a string ends with it, so that no name can follow.
bool ends_operand(TokenType type);
/// True where a name or an operand must follow.
bool wants_operand(TokenType type);

/// As written in the language; empty for what has no fixed spelling (names, literals).
std::string_view spelling(TokenType type);
/// The keyword that is written so; 0 where none is.
TokenType keyword_of(std::string_view word);
/// The keyword nearest to `word` of those at hand; 0 where none is near.
TokenType nearest_keyword(std::string_view word, std::span<const TokenType> keywords);
/// Every keyword with which a line can begin.
std::span<const TokenType> line_keywords();
/// Of those, and besides them, the words with which a part of a test begins.
std::span<const TokenType> test_words();

/// What a set of tokens is called: "an expression or `)`". Empty where the set is too motley for its
/// list to help. In a hole of a string, the end is its `}`.
std::string describe(std::vector<TokenType> expected, bool in_hole);

}  // namespace precept::parsing
