#include "compiler/parse/recovery.h"

#include <fmt/format.h>

#include <algorithm>

#include "InputMismatchException.h"
#include "NoViableAltException.h"
#include "PreceptParser.h"
#include "atn/ATN.h"
#include "atn/ATNConfig.h"
#include "atn/ATNState.h"
#include "atn/RuleTransition.h"
#include "compiler/ast/names.h"
#include "compiler/parse/words.h"

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;

std::vector<TokenType> list(const antlr4::misc::IntervalSet& set) {
  std::vector<TokenType> result;
  for (ssize_t type : set.toList()) {
    if (type != static_cast<ssize_t>(antlr4::Token::EPSILON)) result.push_back(static_cast<TokenType>(type));
  }
  return result;
}

/// What could have followed where a prediction died.
std::vector<TokenType> expected_after(const antlr4::NoViableAltException& error,
                                      const antlr4::atn::ATN& atn) {
  antlr4::misc::IntervalSet all;
  if (const auto* configs = error.getDeadEndConfigs()) {
    for (const auto& config : configs->configs) all.addAll(atn.nextTokens(config->state));
  }
  return list(all);
}

/// True where `type` may come next, the rules that called this one considered.
bool may_follow(const antlr4::Parser& parser, antlr4::ParserRuleContext* context, std::size_t state,
                TokenType type) {
  const antlr4::atn::ATN& atn = parser.getATN();
  const antlr4::misc::IntervalSet* next = &atn.nextTokens(atn.states[state]);
  antlr4::RuleContext* at = context;
  while (!next->contains(static_cast<ssize_t>(type))) {
    if (!next->contains(static_cast<ssize_t>(antlr4::Token::EPSILON))) return false;
    if (at == nullptr || at->invokingState == antlr4::atn::ATNState::INVALID_STATE_NUMBER)
      return type == P::EOF;
    auto* call = static_cast<antlr4::atn::RuleTransition*>(atn.states[at->invokingState]->transitions[0]);
    next = &atn.nextTokens(call->followState);
    at = static_cast<antlr4::RuleContext*>(at->parent);
  }
  return true;
}

/// `a :  b : text`: the next field was read as the type of this one, or as its default. What is missing.
const char* missing_in_field(antlr4::Parser& parser, const antlr4::Token& found) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  const antlr4::Token* colon = before == nullptr ? nullptr : parser.getTokenStream()->LT(-2);
  if (colon == nullptr || found.getType() != P::COLON) return nullptr;
  return colon->getType() == P::COLON ? "a type" : colon->getType() == P::DEFAULT ? "a value" : nullptr;
}

/// `let x =` and, a line below, `shal ensure y`: the keyword was read as a name, and what follows it is
/// where the parser stops. The keyword that was meant, or 0.
TokenType misspelt_before(antlr4::Parser& parser, const antlr4::Token& found, const Tokens& tokens) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  const antlr4::Token* earlier = before == nullptr ? nullptr : parser.getTokenStream()->LT(-2);
  bool begins_line = earlier != nullptr && earlier->getLine() < before->getLine();
  if (!begins_line || before->getType() != P::NAME || found.getLine() != before->getLine()) return 0;
  bool wordlike =
      is_keyword(found.getType()) || found.getType() == P::NAME || found.getType() == P::STRING_LITERAL;
  if (!wordlike) return 0;
  return nearest_keyword(tokens.text(*before), line_keywords());
}

bool is_field_loop(const antlr4::ParserRuleContext& context) {
  return dynamic_cast<const P::RecordContext*>(&context) != nullptr ||
         dynamic_cast<const P::TableContext*>(&context) != nullptr;
}

std::string help_for_field(const antlr4::Token& found) {
  switch (found.getType()) {
    case P::COMMA:
      return "fields stand without commas between them";
    case P::BAR:
      return "what may be none is `or none`";
    case P::EQUAL:
      return "a type stands behind `:`, a default behind `default`";
    case P::LEFT_BRACKET:
    case P::LESS:
      return "a list is written `list of T`, what may be none `T or none`";
    case P::NONE:
      return "what may be none is `or none`, and needs no default";
    default:  // any other
      return "a field is `name : type`, with `or none` or `default` and a literal behind it";
  }
}

/// True where the parser was about to read one more item, field or statement: nothing is missing then.
bool is_in_loop(antlr4::Parser& parser) {
  antlr4::ParserRuleContext& context = *parser.getRuleContext();
  std::size_t rule = context.getRuleIndex();
  return rule == P::RuleTest || rule == P::RuleFile || rule == P::RuleTestFile || is_field_loop(context) ||
         dynamic_cast<P::ClauseContext*>(&context) != nullptr;
}

/// `"2022-03-09"` and `20220309`, where a date is wanted.
std::string help_for_date(std::string_view found) {
  std::string digits;
  for (char c : found) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() != 8) return "a date is written year, month, day: `2022-03-09`";
  return fmt::format("write `{}-{}-{}`", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
}

bool is_in_enum(antlr4::ParserRuleContext* context) {
  return dynamic_cast<P::EnumerationContext*>(context) != nullptr ||
         dynamic_cast<P::EnumerationContext*>(context->parent) != nullptr;
}

/// What to write where this was found instead of one of those; empty where the words of the message say it.
std::string help_for(const antlr4::Parser& parser, const antlr4::Token& found,
                     const std::vector<TokenType>& expected) {
  auto among = [&](TokenType type) { return std::ranges::find(expected, type) != expected.end(); };
  auto* context = const_cast<antlr4::Parser&>(parser).getRuleContext();
  bool in_table_head = among(P::KEY) && !among(P::CLAUSE);
  if (!in_table_head && (is_field_loop(*context) || dynamic_cast<P::FieldContext*>(context) != nullptr))
    return help_for_field(found);
  if (among(P::SATISFIES)) {
    return among(P::WHERE) ? "what is to hold stands behind `satisfies`: `some x in xs satisfies …`"
                           : "`where` only chooses; what is to hold stands behind `satisfies`";
  }
  if (among(P::THEN)) return "write `if … then … else …`";
  if (among(P::ELSE)) return "an `if` needs its `else`; the condition of a norm begins with `when`";
  const antlr4::Token* before = const_cast<antlr4::Parser&>(parser).getTokenStream()->LT(-1);
  bool on_line = before != nullptr && before->getLine() == found.getLine();
  bool touches = before != nullptr && before->getStopIndex() + 1 == found.getStartIndex();
  if (before != nullptr && before->getType() == P::STRING_LITERAL && touches && on_line)
    return "a quote within a string is written `\\\"`";
  if (among(P::DATE_LITERAL) && !among(P::NAME)) return help_for_date(found.getText());
  if (among(P::FROM) && found.getType() == P::DATE_LITERAL) return "write `from` or `until` before the day";
  if (among(P::STRING_LITERAL) && !among(P::NAME) && found.getType() == P::NAME)
    return "texts stand in double quotes";
  if (found.getType() == P::COLON && !among(P::COLON) && !among(P::IN)) return "leave the `:` out";
  if (found.getType() == P::STRING_LITERAL && among(P::QUOTE))
    return "the words of the text stand behind `quote`, a message behind `otherwise`";
  bool lacks_duty = among(P::ENSURE) && among(P::NOT);
  if (lacks_duty) return "write `shall ensure` and what is to hold, or `shall not` and the acts";
  if (found.getType() == P::ENSURE) return "write `shall ensure`";
  bool is_definition = dynamic_cast<P::DefinitionContext*>(context) != nullptr;
  if (is_definition && among(P::LEFT_PAREN))
    return "a definition has parentheses, also where it takes nothing: `define f() = …`";
  if (is_definition && among(P::EQUAL)) return "what is defined stands behind `=`";
  if (found.getType() == P::STRING_LITERAL && dynamic_cast<P::UseContext*>(context->parent) != nullptr)
    return "the name of a module stands without quotes";
  if (found.getType() == P::COMMA && is_in_enum(context)) return "members stand without commas between them";
  bool in_enum = is_in_enum(context);
  if (in_enum && !is_keyword(found.getType()))
    return "a member is a name, with a text behind it if people read it as that: `Statement \"a statement\"`";
  if (found.getType() == P::WHERE)
    return "the condition of a norm begins with `when`; `where` chooses from a list";
  if (found.getType() == P::COMMA && among(P::PLUS))
    return "conditions are joined with `and` or `or`; constants stand in braces";
  bool side_by_side = before != nullptr && on_line && ends_operand(before->getType()) &&
                      (found.getType() == P::NAME || found.getType() == P::INTEGER_LITERAL ||
                       found.getType() == P::STRING_LITERAL);
  if (side_by_side && among(P::PLUS)) return "between two operands stands an operator";
  if (among(P::BY) && !among(P::NAME)) return "say what is reckoned: `sum(x in xs by x.amount)`";
  if (in_enum && ast::is_reserved(found.getText())) {
    return fmt::format("`{0}` is a reserved word; as a name it stands in back-quotes: `` `{0}` ``",
                       found.getText());
  }
  return {};
}

}  // namespace

antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  if (recovering_) return;
  recovering_ = true;
  if (is_hopeless()) return;
  const auto* no_way = dynamic_cast<const antlr4::NoViableAltException*>(&error);
  auto expected = no_way != nullptr && no_way->getDeadEndConfigs() != nullptr
                      ? expected_after(*no_way, parser->getATN())
                      : list(error.getExpectedTokens());
  report(*parser, *error.getOffendingToken(), expected);
}

void Recovery::report(antlr4::Parser& parser, const antlr4::Token& found, std::vector<TokenType> expected) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  // At the begin of the next item the parser stumbles over what is wrong with the one before it.
  if (tokens_.is_spoilt(found) || (before != nullptr && tokens_.is_spoilt(*before))) return;
  if (const char* missing = missing_in_field(parser, found)) {
    diagnostics_.report(DiagnosticKind::UnexpectedToken, tokens_.span(*before),
                        fmt::format("expected {}, found `{}:`", missing, tokens_.shown(*before)));
    return;
  }
  if (TokenType meant = misspelt_before(parser, found, tokens_); meant != 0) {
    diagnostics_
        .report(DiagnosticKind::UnknownItem, tokens_.span(*before),
                fmt::format("no statement or clause item begins with `{}`", tokens_.shown(*before)))
        .with_help(fmt::format("did you mean `{}`?", spelling(meant)));
    return;
  }
  std::string text = tokens_.shown(found);
  std::string shown = found.getType() == P::EOF ? (tokens_.is_hole() ? "`}`" : "the end of the file")
                      : found.getType() == P::STRING_LITERAL ? "a string"
                                                             : fmt::format("`{}`", text);
  auto among = [&](TokenType type) { return std::ranges::find(expected, type) != expected.end(); };
  // `a : text or nothing`: the `or` was taken for the name of a field.
  bool is_or =
      before != nullptr && before->getType() == P::OR && expected == std::vector<TokenType>{P::COLON};
  if (is_or) expected = {P::NONE};
  bool lacks_equal = among(P::EQUAL) && among(P::AS) && found.getType() != P::EOF;
  if (lacks_equal) expected = {P::EQUAL};
  std::string wanted = describe(expected, tokens_.is_hole());
  // What is missing at the end of an item is missing there, not where the next begins.
  bool is_missing = before != nullptr && before->getLine() < found.getLine() && !is_in_loop(parser) &&
                    !among(P::DEFINE) &&
                    (found.getType() == P::EOF || is_clause_part(found.getType()) ||
                     tokens_.start(parser.getTokenStream()->index()) != Start::Nothing);
  auto& diagnostic = diagnostics_.report(
      DiagnosticKind::UnexpectedToken, tokens_.span(is_missing ? *before : found),
      wanted.empty() ? shown + " does not belong here" : fmt::format("expected {}, found {}", wanted, shown));
  if (is_missing && found.getType() != P::EOF) diagnostic.label(tokens_.span(found), "found here");
  if (!is_missing && before != nullptr && before->getLine() < found.getLine())
    diagnostic.label(tokens_.span(*before), "after this");
  TokenType meant = found.getType() == P::NAME ? nearest_keyword(text, expected) : 0;
  std::string way_out = help_for(parser, found, expected);
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
  } else if (!way_out.empty()) {
    diagnostic.with_help(way_out);
  } else if (found.getType() == P::TEST && !tokens_.is_test_file()) {
    diagnostic.with_help("tests stand in a file of their own, whose name ends in `_test.precept`");
  } else if (begins_item(found.getType()) && among(P::DEFINE) && !among(P::QUOTE)) {
    diagnostic.with_help("an item belongs to a clause; begin one with `clause` and its label");
  } else if (ast::is_reserved(text) && wanted == "a name" && before->getLine() == found.getLine()) {
    diagnostic.with_help(
        fmt::format("`{0}` is a reserved word; as a name it stands in back-quotes: `` `{0}` ``", text));
  } else if (is_keyword(found.getType()) && wanted == "a label" && before->getLine() == found.getLine()) {
    diagnostic.with_help(fmt::format("a label with the keyword `{}` needs quotes", text));
  }
}

/// Called where a rule catches: gives up the rule too, unless it is one that others can follow.
void Recovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  const antlr4::ParserRuleContext& context = *parser->getRuleContext();
  switch (context.getRuleIndex()) {
    case P::RuleField:
      skip_to(*parser, Start::Field);
      return;
    case P::RuleItem:
    case P::RuleTestItem:
      skip_to(*parser, Start::Item);
      return;
    case P::RuleStatement:
      skip_to(*parser,
              dynamic_cast<const P::ClauseContext*>(&context) != nullptr ? Start::Item : Start::Statement);
      return;
    case P::RuleHeader:
    case P::RuleFile:
    case P::RuleHole:
    case P::RuleTest:
    case P::RuleTestHeader:
    case P::RuleTestFile:
      skip_to(*parser, Start::Statement);
      return;
    case P::RuleLabel:
      if (dynamic_cast<const P::ClauseContext*>(context.parent) != nullptr) {
        skip_to(*parser, Start::Item);
        return;
      }
      break;
    default:  // the rules within these
      break;
  }
  std::rethrow_exception(error);
}

/// Called before a choice is made. Looks whether the next token may come at all, so that an error is
/// found where it is and with all that could have stood there.
void Recovery::sync(antlr4::Parser* parser) {
  if (recovering_) return;
  TokenType next = parser->getTokenStream()->LA(1);
  antlr4::ParserRuleContext* context = parser->getRuleContext();
  if (may_follow(*parser, context, parser->getState(), next)) return;
  antlr4::InputMismatchException error(parser);
  std::size_t rule = context->getRuleIndex();
  bool items = rule == P::RuleTest || dynamic_cast<P::ClauseContext*>(context) != nullptr;
  bool fields = is_field_loop(*context);
  if (!items && !fields && rule != P::RuleFile && rule != P::RuleTestFile) throw error;
  // Within a list of items, fields or statements: what cannot be read is skipped, and the list goes on.
  reportError(parser, error);
  skip_to(*parser, fields ? Start::Field : items ? Start::Item : Start::Statement);
}

/// Skips to the next token that begins something, of the least rank given.
void Recovery::skip_to(antlr4::Parser& parser, Start least) {
  antlr4::TokenStream& stream = *parser.getTokenStream();
  while (stream.LA(1) != P::EOF) {
    Start start = tokens_.start(stream.index());
    bool enough = least == Start::Field ? start == Start::Field || start == Start::Statement : start >= least;
    if (enough && !is_hopeless()) return;
    parser.consume();
  }
}

}  // namespace precept::parsing
