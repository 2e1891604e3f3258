// ANTLR's parse tree to the syntax tree, with one function for each construct. Internal to parse/.
//
//     shall ensure count(b.helpers) >= 2
//
// becomes Norm{Shall, ensures Binary{>=, Aggregate{Count, Field}, Integer 2}}.
//
// Nodes lie in the arena of the `ParseContext`, strings are views into its sources. Mistakes that the grammar
// lets pass (`a < b < c`, `and` beside `or`, a date that is no day) are reported here; their nodes are error
// nodes.
#pragma once

#include "PreceptParser.h"
#include "compiler/ast/ast.h"
#include "compiler/ast/test_file.h"
#include "compiler/parse/layout/item_tree.h"
#include "compiler/parse/tokens/parse_limits.h"
#include "compiler/parse/tokens/tokens.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using P = grammar::PreceptParser;

/// The arguments of a parse, shared by the file and the holes of its strings.
struct ParseContext {
  ast::Arena& arena;
  const Sources& sources;
  Diagnostics& diagnostics;
  const ParseLimits& limits;
  std::vector<SourceToken>& tokens;  ///< of the file and the holes of its strings

  /// The same, telling mistakes elsewhere.
  ParseContext telling(Diagnostics& to) const { return {arena, sources, to, limits, tokens}; }
};

/// Parses the expression of a hole and builds its tree; an error node where that fails.
ast::Expr* parse_hole(SourcePiece piece, ParseContext& parse_context);

/// Text on one line for a message, cut where it is long.
std::string on_one_line(std::string_view text);

/// An operand of `and` or `or` as written, and which of the two follows it.
struct LogicPart {
  std::string text;
  bool is_and;
};

/// The infix operator for a token of the grammar.
ast::Operator operator_of(TokenType type);

/// Builds the nodes of one piece. Contexts that the parser gave up are left out; all others have all their
/// parts.
class TreeBuilder {
 public:
  /// `indentation` belongs to the tokens; it is null for a hole, which has no clauses. `kept` are whole
  /// statements, items and fields behind which something could not be read; null: there are none.
  TreeBuilder(ParseContext& parse_context, const Tokens& tokens, const Indentation* indentation = nullptr,
              const std::vector<antlr4::ParserRuleContext*>* kept = nullptr)
      : parse_context_(parse_context), tokens_(tokens), indentation_(indentation), kept_(kept) {}

  void build_file(P::FileContext& context, ast::File& file);
  void build_test_file(P::TestFileContext& context, ast::TestFile& file);
  ast::Expr* build_expression(P::ExpressionContext& context);
  ast::Expr* build_hole(P::HoleContext& context);

 private:
  // statements
  void build_statement(P::StatementContext& context, std::vector<ast::Statement>& to);
  ast::Statement build_in_force(P::InForceContext& context);
  ast::Statement build_rounding(P::RoundingContext& context);
  ast::Statement build_about(P::AboutContext& context);
  void refuse_default(const antlr4::Token& member);
  ast::EnumDecl* build_enum(P::EnumerationContext& context);
  ast::RecordDecl* build_record(P::RecordContext& context);
  ast::TableDecl* build_table(P::TableContext& context);
  ast::ReadingDecl* build_reading(P::ReadingContext& context);
  TokenType misspelt_part(const antlr4::Token& word, bool may_be_quote);
  ast::DefineDecl* build_definition(P::DefinitionContext& context);
  ast::JudgementDecl* build_judgement(P::JudgementContext& context);
  ast::ActsDecl* build_acts(P::ActsContext& context);
  std::span<ast::FieldDecl> build_fields(const std::vector<P::FieldContext*>& contexts);
  std::span<ast::Param> build_parameters(P::ParametersContext* context);
  ast::Type* build_type(P::TypeContext& context);
  ast::Type* build_whole_type(P::WholeTypeContext& context);
  ast::Expr* build_literal(P::LiteralContext& context);
  ast::Expr* build_path(P::PathContext& context);

  // clauses
  ast::ClauseDecl* build_clause(P::ClauseContext& context);
  void build_item(const ItemTree::Node& node, std::vector<ast::Item>& to);
  void build_however(P::HoweverContext& context, ast::Item& it);
  void report_unknown_item(const antlr4::Token& word);
  void build_despite(P::DespiteContext& context, ast::Item& it);
  void build_block(const ItemTree::Node& node, ast::Item& it);
  ast::Norm* build_norm(const ItemTree::Node& node);
  void build_parts(const ItemTree::Node& node, ast::Norm& norm);
  void build_belonging(const ItemTree::Node& node, ast::Norm& norm, std::vector<ast::Item>& exceptions);
  void set_once(ast::Expr*& slot, P::ExpressionContext& context, antlr4::Token& keyword);
  void set_once(ast::Text*& slot, P::OtherwiseContext& context);
  void set_once(ast::ClauseLabel& slot, P::CalledContext& context);
  void set_text_once(ast::Text*& slot, const ast::Item& item, std::string_view owner);
  ast::ClauseLabel build_label(P::LabelContext& context);
  void refuse_swallowed(P::LabelContext& context);

  // expressions
  ast::Expr* build_conjunction(P::ConjunctionContext& context);
  ast::Expr* build_negation(P::NegationContext& context);
  ast::Expr* build_chosen(ast::AggregateForm form, Span place, P::NameContext& variable,
                          P::ExpressionContext& list, P::ExpressionContext* filter, P::ExpressionContext* by);
  ast::Expr* report_asked_order(P::GivenContext& given, Span whole);
  ast::Expr* build_comparison(P::ComparisonContext& context);
  ast::Expr* build_relation(ast::Expr* left, P::RelationContext& context);
  ast::Expr* build_reach(ast::Expr* left, P::ReachesContext& context);
  ast::Expr* report_chain(P::ComparisonContext& context);
  ast::Expr* build_alternative(P::AlternativeContext& context);
  ast::Expr* report_none(ast::Expr* left, P::RelatedToContext& context);
  bool is_mixed(P::ExpressionContext& context) const;
  void flatten(P::ExpressionContext& context, std::vector<LogicPart>& parts) const;
  void report_mixed(P::ExpressionContext& context);
  ast::Expr* build_sum(P::SumContext& context);
  ast::Expr* build_product(P::ProductContext& context);
  ast::Expr* build_factor(P::FactorContext& context);
  ast::Expr* build_part_of_date(P::PartOfDateContext& context);
  ast::Expr* build_end_of_span(P::EndOfSpanContext& context);
  ast::Expr* build_postfix(P::PostfixContext& context);
  ast::Expr* build_primary(P::PrimaryContext& context);
  ast::Expr* build_bracketed_or_plain(P::PrimaryContext& context);
  ast::Expr* build_name_use(P::NameUseContext& context);
  ast::Expr* build_count(P::CountContext& context);
  ast::Expr* build_fold(P::FoldContext& context);
  bool report_joined_choice(const ast::Expr& chosen, bool is_list);
  ast::Expr* build_list(P::ExpressionContext& context);
  ast::Expr* build_of_two(P::FoldContext& context);
  ast::Expr* build_selection(P::SelectionContext& context, bool is_let);
  void require_comprehension(ast::Expr& aggregate, std::string_view function);
  std::span<ast::Expr*> build_arguments(P::ArgumentsContext* context);
  /// `unit` is null for a plain number.
  ast::Expr* build_integer(antlr4::Token& digits, antlr4::Token* minus, antlr4::Token* unit);
  ast::Expr* build_share(P::ShareContext& context, antlr4::Token* minus);
  ast::Expr* build_part_of(ast::Expr* share, antlr4::Token& of, ast::Expr* whole);
  ast::Expr* build_date(antlr4::Token& token);
  ast::Expr* build_moment(antlr4::Token& token);

  // tests
  ast::Test build_test(P::TestContext& context);
  void build_given(P::GivenItemContext& context, ast::Test& test);
  void build_cases(P::CasesItemContext& context, ast::Test& test);
  std::span<ast::PlaceStep> build_place(P::PlaceContext& context);
  ast::Expectation build_expectation(P::ExpectItemContext& context);
  ast::Datum* build_datum(P::DatumContext& context);
  ast::Datum* build_value(P::ValueContext& context);
  ast::Datum* build_scalar(P::ValueContext& context);
  ast::Datum* build_object(P::ObjectContext& context);
  std::int64_t in_millionths(const ast::Expr& number);
  ast::Datum* build_repeated(P::DatumContext& context);

  // strings
  ast::Text* build_text(antlr4::Token& string, bool holes);
  std::string_view build_plain(antlr4::Token& string);
  /// A text that must not be empty; reports an empty one with this help. `what` is its name for the message:
  /// "`title`".
  ast::Text* build_words(antlr4::Token& string, bool holes, std::string_view what, std::string_view help);
  /// A quote of the official text. It needs a letter or a digit, since other signs occur in any text.
  ast::Text* build_quote(antlr4::Token& string, std::string_view what);

  // nodes
  ast::Expr* make(ast::ExprForm form, Span span);
  ast::Expr* make_error(Span span) { return make(ast::ExprForm::Error, span); }
  /// Records the depth of a node whose parts are complete; returns an error node where it is too deep.
  ast::Expr* finish(ast::Expr* expr);
  ast::Expr* make_unary(ast::Operator op, ast::Expr* operand, Span span);
  ast::Expr* make_binary(ast::Operator op, ast::Expr* left, ast::Expr* right);
  ast::Name name(antlr4::ParserRuleContext& context) const;
  ast::Name name(antlr4::Token& token) const;
  ast::Name qualified_name(P::QualifiedNameContext& context) const;
  std::span<ast::Name> names(P::NamesContext& context);
  Span span(antlr4::ParserRuleContext& context) const;
  Diagnostic& report(DiagnosticKind kind, Span place, std::string message);
  template <class T>
  std::span<T> keep(const std::vector<T>& items) {
    return parse_context_.arena.copy(std::span<const T>(items));
  }

  /// Switches the checks of indentation on, if the file has no other mistakes: those may have moved items.
  void look_at_layout();

  ParseContext& parse_context_;
  const Tokens& tokens_;
  const Indentation* indentation_;
  const std::vector<antlr4::ParserRuleContext*>* kept_;
  bool looks_at_layout_ = false;
  bool is_sound_clause_ = false;  ///< no item of the current clause is out of place
  bool is_out_of_place_ = false;  ///< an item of the current clause was reported as out of place
  bool after_else_ = false;       ///< in the last part of an `if`, and not in brackets there
};

}  // namespace precept::parsing
