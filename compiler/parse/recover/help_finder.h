// Finds the help for a place where the parser cannot continue; syntax_help.h is the face of it. Each function
// answers for some places, and is empty for the others. Internal to parse/recover/.
//
//     acts sell advertise       for_acts: "acts stand with commas between them"
#pragma once

#include <algorithm>

#include "PreceptParser.h"
#include "compiler/parse/recover/syntax_help.h"

namespace precept::parsing {

template <class Context>
Context* innermost(antlr4::RuleContext* context) {
  for (; context != nullptr; context = static_cast<antlr4::RuleContext*>(context->parent)) {
    if (auto* found = dynamic_cast<Context*>(context)) return found;
  }
  return nullptr;
}

/// Finds the help for a place. Each function answers for some places, and is empty for the others.
class HelpFinder {
 public:
  explicit HelpFinder(const SyntaxErrorPlace& place)
      : it_(place), context_(place.parser.getRuleContext()), before_(place.parser.getTokenStream()->LT(-1)) {}

  SyntaxHelp help() const;
  MisspeltKeyword misread() const;

 private:
  using Help = SyntaxHelp (HelpFinder::*)() const;

  SyntaxHelp in_a_field() const;
  SyntaxHelp in_a_table_head() const;
  SyntaxHelp in_a_hole() const;
  SyntaxHelp in_a_quantifier() const;
  SyntaxHelp in_a_string() const;
  SyntaxHelp for_a_colon() const;
  SyntaxHelp for_a_norm() const;
  SyntaxHelp for_names() const;
  SyntaxHelp for_a_definition() const;
  SyntaxHelp in_an_enum() const;
  SyntaxHelp for_a_quantifier() const;
  SyntaxHelp for_of() const;
  SyntaxHelp in_an_expression() const;
  SyntaxHelp elsewhere() const;

  // of statements and items (statement_help.cpp)
  SyntaxHelp in_a_test() const;
  SyntaxHelp for_a_doubled_word() const;
  SyntaxHelp for_a_needless_token() const;
  SyntaxHelp for_missing_words() const;
  SyntaxHelp in_the_head() const;
  SyntaxHelp in_a_reading() const;
  SyntaxHelp in_a_judgement() const;
  SyntaxHelp in_parameters() const;
  SyntaxHelp before_the_equal() const;
  SyntaxHelp for_about() const;
  SyntaxHelp for_acts() const;
  SyntaxHelp for_a_let() const;
  SyntaxHelp for_an_exception() const;
  SyntaxHelp for_the_one_expected() const;

  // of expressions (operand_help.cpp)
  SyntaxHelp for_a_missing_operand() const;
  SyntaxHelp for_a_colon_in_an_expression() const;
  SyntaxHelp behind_a_number() const;
  SyntaxHelp for_a_choice() const;
  SyntaxHelp for_a_function() const;
  SyntaxHelp for_a_word_in_front() const;
  SyntaxHelp for_a_missing_sign() const;

  MisspeltKeyword misread_line() const;
  MisspeltKeyword misread_in_declaration() const;
  MisspeltKeyword misread_prefix() const;
  MisspeltKeyword misread_function() const;

  bool among(TokenType type) const { return std::ranges::find(it_.expected, type) != it_.expected.end(); }
  TokenType found() const { return it_.found.getType(); }
  const antlr4::Token* ahead(ssize_t count) const { return it_.parser.getTokenStream()->LT(count); }
  TokenType type_at(ssize_t count) const {
    const antlr4::Token* token = ahead(count);
    return token == nullptr ? static_cast<TokenType>(antlr4::Token::EOF) : token->getType();
  }
  bool is_on_line() const { return before_ != nullptr && before_->getLine() == it_.found.getLine(); }
  /// True where the token before stands on the same line as the one before that.
  bool is_within_line() const {
    const antlr4::Token* earlier = before_ == nullptr ? nullptr : ahead(-2);
    return earlier != nullptr && earlier->getLine() == before_->getLine();
  }
  /// True where the found token begins a line at the depth of statements.
  bool is_outside() const { return !is_on_line() && it_.found.getCharPositionInLine() == 0; }
  bool is_word(const antlr4::Token& token) const {
    return token.getType() == grammar::PreceptParser::NAME || is_keyword(token.getType());
  }
  std::string text(const antlr4::Token& token) const { return it_.tokens.shown(token); }
  /// The first token of the line of the found token, as far as the parser has read it.
  const antlr4::Token& line_first() const;
  /// Whether such a token stands before the found one on its line.
  bool line_has(TokenType type) const;
  /// True where no white space stands between the found token and the one behind it.
  bool adjoins_next() const { return ahead(2)->getStartIndex() == it_.found.getStopIndex() + 1; }
  bool adjoins_before() const {
    return before_ != nullptr && before_->getStopIndex() + 1 == it_.found.getStartIndex();
  }
  /// The text of a path such as `m.stalls` that begins so many tokens ahead.
  std::string path_at(ssize_t count) const;
  Edit replace(const antlr4::Token& token, std::string text) const {
    return {it_.tokens.span(token), std::move(text)};
  }
  Edit insert_before(const antlr4::Token& token, std::string text) const;
  Edit remove(const antlr4::Token& token) const;
  template <class Context>
  Context* within() const {
    return innermost<Context>(context_);
  }

  const SyntaxErrorPlace& it_;
  antlr4::ParserRuleContext* context_;
  const antlr4::Token* before_;
};

}  // namespace precept::parsing
