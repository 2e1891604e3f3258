// Repairs the tokens where people wrote something by mistake, so that the parser sees what was meant and each
// mistake gives one message (docs/diagnostics.md). Internal to parse/.
//
//     must ensure b.people == 2 weeks
//
// is reported three times, each with a help (`shall`, `=`, `14 days`), and parsed as
//
//     shall ensure b.people = 14 days
#pragma once

#include "compiler/parse/tokens/foreign_words.h"
#include "compiler/parse/tokens/parse_limits.h"
#include "compiler/parse/tokens/tokens.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

/// Tokens to look ahead (or back) for the end of a condition or a list; none is longer.
inline constexpr std::size_t kTokensAhead = 300;

/// Call it once, before `Tokens::take`. Reports to the diagnostics of the tokens.
void mend_tokens(Tokens& tokens, const ParseLimits& limits);

/// The passes of the repair over the visible tokens, in the order of `run`: signs in comments, foreign signs,
/// foreign words, labels that need quotes, misspelt keywords, brackets. The last one also bounds the nesting,
/// before the parser recurses.
class TokenMender {
 public:
  TokenMender(Tokens& tokens, const ParseLimits& limits) : tokens_(tokens), limits_(limits) {}
  void run();

 private:
  struct Bracket {
    antlr4::CommonToken* token;
    bool stray;         ///< a brace that groups statements, as in other languages
    std::size_t depth;  ///< nesting outside the bracket
  };

  void refresh();
  void look_at_comments();
  void mend_signs();
  void mend_sign(std::size_t index);
  void mend_operator(std::size_t index);
  void join_signs(std::size_t index);
  std::string help_for_sign(std::size_t index, TokenType meant, std::string_view help) const;
  void mend_date(std::size_t index);
  bool join_time(std::size_t index);
  void mend_moment(std::size_t index, std::string text);
  void mend_dash(std::size_t index);
  void report_comment(const antlr4::CommonToken& comment);
  void report_quotes(const antlr4::CommonToken& string);
  bool is_within_brackets(std::size_t index) const;
  std::size_t mend_back_quotes(std::size_t index);
  std::size_t mend_stray(std::size_t index);
  std::size_t mend_foreign_letters(std::size_t index);
  void mend_joined(std::size_t index);
  void mend_foreign_words();
  bool mend_otherwise(std::size_t index);
  void count_open(std::size_t index);
  void mend_habit(std::size_t& index);
  void mend_filler(std::size_t index);
  bool mend_case(std::size_t index);
  bool matches_words(std::size_t index, std::string_view phrase, std::size_t words) const;
  void mend_phrase(std::size_t& index, ForeignWordPlace place);
  bool is_foreign_word(std::size_t index, const ForeignWord& foreign) const;
  void replace_phrase(std::size_t& index, const ForeignWord& foreign);
  static void edit_as_told(Diagnostic& diagnostic, Span place);
  bool mend_has(std::size_t& index);
  void replace_satisfies(std::size_t& index, const ForeignWord& foreign);
  bool mend_is(std::size_t index);
  bool begins_phrase(std::size_t index) const;
  bool mend_given(std::size_t index);
  bool mend_choosing(std::size_t index);
  bool is_in_count(std::size_t index) const;
  bool leads_to_satisfies(std::size_t index) const;
  bool is_behind_list(std::size_t index) const;
  bool mend_negation(std::size_t& index);
  const ForeignWord* foreign_infix(std::size_t index) const;
  const ForeignWord* foreign_opening(std::size_t index) const;
  bool mend_opening(std::size_t& index, TokenType statement);
  std::string help_for_several(std::size_t index, const ForeignWord& foreign) const;
  std::string opening_help(std::size_t index, const ForeignWord& foreign) const;
  void mend_missing_names();
  void mend_missing_name(std::size_t index, bool is_alone);
  bool is_known_opening(std::size_t index) const;
  bool is_below_norm(std::size_t index) const;
  void hide_item(std::size_t& index);
  bool mend_contraction(std::size_t index);
  bool mend_unit(std::size_t index);
  bool mend_part_of_unit(std::size_t index);
  bool mend_singular(std::size_t index);
  bool mend_lengths(std::size_t index);
  void report_date(Span place, const std::string& date);
  bool mend_month(std::size_t index);
  bool mend_thousands(std::size_t index);
  void mend_separator(std::size_t& index);
  void mend_list(std::size_t index);
  bool mend_opening_condition(std::size_t& index);
  bool mend_list_sign(std::size_t index);
  bool begins_norm(std::size_t index) const;
  bool wants_names(std::size_t first) const;
  void mend_not_sign(std::size_t index);
  bool mend_month_first(std::size_t index);
  void mend_modal(std::size_t index);
  void mend_force(std::size_t index);
  void mend_last_on_line(std::size_t index);
  bool is_case(std::size_t index) const;
  bool mend_bare_line(std::size_t index);
  bool mend_not_checkable(std::size_t index);
  bool mend_type_behind_equal(std::size_t index);
  bool mend_decimal(std::size_t index);
  void mend_ternary(std::size_t index);
  void free_words();
  void mend_labels();
  void mend_despite_clause(std::size_t index);
  std::size_t mend_label(std::size_t clause);
  void mend_words();
  void mend_test_words();
  void mend_test_header();
  void mend_test_word(std::size_t& index);
  void mend_element_type(std::size_t index);
  std::size_t enum_break(std::size_t start) const;
  bool is_unknown_word(std::size_t index, TokenType statement) const;
  void mend_word(std::size_t& index, TokenType statement);
  void mend_brackets();
  void open_bracket(std::size_t index);
  bool closes_more(std::size_t index) const;
  void report_within(std::size_t index);
  bool closes_on_line(std::size_t index) const;
  bool lacks_parameters(std::size_t index) const;
  bool ends_head(std::size_t index) const;
  bool mend_parameter_brackets(std::size_t index);
  void close_bracket(std::size_t index);
  void close_all(std::size_t index);
  void insert_closers();
  void count_prefix(std::size_t index);

  antlr4::CommonToken& token(std::size_t index) { return *tokens_.visible_[index]; }
  TokenType type(std::size_t index) const;
  bool adjoins_previous(std::size_t index) const;  ///< no white space before the token
  bool is_outside(std::size_t index) const;
  void mend_statement_colon(std::size_t index);
  bool is_level(std::size_t index) const;
  std::size_t column(std::size_t index) const { return tokens_.visible_[index]->getCharPositionInLine(); }
  bool is_first_on_line(std::size_t index) const;
  bool is_anchor(std::size_t index) const;  ///< begins a statement, an item or a part of one
  /// True for a word of a clause's label: on the line of `clause`, before the first item.
  bool in_label(std::size_t index) const { return in_label_[index]; }
  void hide(antlr4::CommonToken& token);
  void mistake(antlr4::CommonToken& token, TokenType meant);
  Diagnostic& report(DiagnosticKind kind, const antlr4::Token& token, std::string message);

  Tokens& tokens_;
  const ParseLimits& limits_;
  std::vector<bool> in_label_;  ///< by the index of the visible token
  std::size_t enum_break_ = 0;
  bool has_equal_ = false;  ///< the current statement has a `=`
  std::vector<Bracket> open_;
  std::size_t depth_ = 0;
  std::size_t prefix_run_ = 0;
  // state of mend_foreign_words, within an item
  bool in_expression_ = false;
  bool in_acts_ = false;             ///< of a norm that names acts
  bool after_two_operands_ = false;  ///< words after two operands that stand side by side are not judged
  std::size_t ifs_ = 0;
  std::size_t quantifiers_ = 0;           ///< that have not come to their `satisfies`
  bool quantifier_was_reported_ = false;  ///< one that is written in other words
  std::size_t brackets_ = 0;
  std::size_t case_line_ = 0;          ///< the last line with a keyword in another letter case
  bool bracket_was_reported_ = false;  ///< a mistake with brackets was reported in this item
  /// Closing brackets to insert, each before this token.
  std::vector<std::pair<const antlr4::Token*, TokenType>> closers_;
};

}  // namespace precept::parsing
