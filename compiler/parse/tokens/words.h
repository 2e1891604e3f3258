// Kinds of tokens, and their names in messages. Internal to parse/.
//
//     shall ensure b.people        `shall` begins an item, `people` ends an operand
//
// `describe({RIGHT_PAREN, ...})` names what may follow: "an expression or `)`".
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace precept::parsing {

/// The type of a token, as numbered by the generated lexer.
using TokenType = std::size_t;

bool begins_statement(TokenType type);  ///< `clause`, `define`, …; not `in` (force)
/// `title`, `record`, …: they begin statements, and are names as well.
bool is_statement_word(TokenType type);
bool begins_item(TokenType type);     ///< `quote`, `shall`, …; not `not` (checkable)
bool is_clause_part(TokenType type);  ///< `when`, `unless`, `otherwise`
bool is_unit(TokenType type);         ///< `days`, `month`
/// What a unit of time counts: lengths of different kinds do not add up.
enum class LengthKind { Days, Months, Hours };
struct TimeWord {
  TokenType one, several;
  LengthKind kind;
  TokenType smaller;  ///< several of the unit in which parts of this one may be whole; 0: there is none
  int in_smaller;     ///< how many of these it has; 0
};
/// Null for what is no unit.
const TimeWord* time_word(TokenType type);
bool is_modal(TokenType type);  ///< `shall`, `should`, `may`, `encourage`
/// `date`, `first`, `month`: a keyword that is a name where a name may stand.
bool is_soft_word(TokenType type);
bool is_label_word(TokenType type);
bool is_keyword(TokenType type);
/// True for a token that ends an operand, a type or a string, so that no name can follow.
bool ends_operand(TokenType type);
/// True for a token that a name or an operand must follow.
bool wants_operand(TokenType type);

/// The token's spelling; empty for tokens without a fixed one (names, literals).
std::string_view spelling(TokenType type);
/// Whether a keyword or sign is spelt like this.
bool is_spelling(std::string_view text);
/// The keyword with this spelling; 0 where there is none.
TokenType keyword_of(std::string_view word);
/// The keyword of the list that is nearest to `word`; 0 where none is near.
TokenType nearest_keyword(std::string_view word, std::span<const TokenType> keywords);
/// Every keyword that can begin a line.
std::span<const TokenType> line_keywords();
/// The words that begin a part of a test.
std::span<const TokenType> test_words();

/// A name for the expected tokens: "an expression or `)`". Empty where the list would be too long to help. In
/// a hole, the end of the text is shown as `}`.
std::string describe(std::vector<TokenType> expected, bool in_hole);

}  // namespace precept::parsing
