#include "compiler/parse/recover/recovery.h"

#include <fmt/format.h>

#include <algorithm>

#include "InputMismatchException.h"
#include "NoViableAltException.h"
#include "PreceptParser.h"
#include "atn/ATN.h"
#include "atn/ATNConfig.h"
#include "atn/ATNState.h"
#include "atn/RuleTransition.h"
#include "base/suggest.h"
#include "compiler/ast/written_name.h"
#include "compiler/parse/recover/syntax_help.h"
#include "compiler/parse/tokens/words.h"

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

/// The tokens that could have followed where a prediction failed.
std::vector<TokenType> expected_after(const antlr4::NoViableAltException& error,
                                      const antlr4::atn::ATN& atn) {
  antlr4::misc::IntervalSet all;
  if (const auto* configs = error.getDeadEndConfigs()) {
    for (const auto& config : configs->configs) all.addAll(atn.nextTokens(config->state));
  }
  return list(all);
}

/// True where `type` may come next in this rule or, after its end, in the rules that called it.
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

/// In `a :  b : text` the next field was read as the type of this one, or as its default. Returns what is
/// missing, or null.
const char* missing_in_field(antlr4::Parser& parser, const antlr4::Token& found) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  const antlr4::Token* colon = before == nullptr ? nullptr : parser.getTokenStream()->LT(-2);
  for (antlr4::RuleContext* at = parser.getRuleContext(); at != nullptr;
       at = static_cast<antlr4::RuleContext*>(at->parent)) {
    if (dynamic_cast<P::ReadingContext*>(at) != nullptr) return nullptr;
  }
  if (colon == nullptr || found.getType() != P::COLON) return nullptr;
  return colon->getType() == P::COLON ? "a type" : colon->getType() == P::DEFAULT ? "a value" : nullptr;
}

/// `bye` for `by`: the only short keyword that could stand here and differs in one letter; 0 where there is
/// none.
TokenType short_slip(const antlr4::Token& found, std::string_view text,
                     const std::vector<TokenType>& expected) {
  constexpr std::size_t kShortest = 2, kLongest = 3;
  if (text.size() < kShortest || text.size() > kLongest) return 0;
  if (found.getType() != P::NAME && !is_keyword(found.getType())) return 0;
  TokenType meant = 0;
  for (TokenType each : expected) {
    const std::string_view keyword = spelling(each);
    if (!is_keyword(each) || keyword.size() > kLongest || edit_distance(text, keyword) != 1) continue;
    if (meant != 0) return 0;
    meant = each;
  }
  return meant;
}

bool is_clause(const antlr4::RuleContext& context) {
  return dynamic_cast<const P::ClauseContext*>(&context) != nullptr;
}

bool is_field_loop(const antlr4::RuleContext& context) {
  return dynamic_cast<const P::RecordContext*>(&context) != nullptr ||
         dynamic_cast<const P::TableContext*>(&context) != nullptr;
}

/// True for a list of items, fields or statements: where the next of them cannot be read, nothing is missing.
bool is_list(const antlr4::ParserRuleContext& context) {
  const std::size_t rule = context.getRuleIndex();
  return rule == P::RuleTest || rule == P::RuleFile || rule == P::RuleTestFile || is_field_loop(context) ||
         is_clause(context);
}

}  // namespace

antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  if (recovering_) return;
  recovering_ = true;
  if (diagnostics_.is_full()) return;
  const auto* no_way = dynamic_cast<const antlr4::NoViableAltException*>(&error);
  auto expected = no_way != nullptr && no_way->getDeadEndConfigs() != nullptr
                      ? expected_after(*no_way, parser->getATN())
                      : list(error.getExpectedTokens());
  report(*parser, *error.getOffendingToken(), expected);
}

void Recovery::report(antlr4::Parser& parser, const antlr4::Token& found, std::vector<TokenType> expected) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  // The mistake may belong to the item before, which was reported.
  if (tokens_.has_mistake(found) || (before != nullptr && tokens_.has_mistake(*before))) return;
  // A further mistake on the same line follows from the first.
  if (reported_line_ == found.getLine() && found.getType() != P::EOF) return;
  if (const char* missing = missing_in_field(parser, found)) {
    // What is missing is told where it would stand: in the line of the field before.
    const antlr4::Token& field = *parser.getTokenStream()->LT(-2);
    const bool is_type = field.getType() == P::COLON;
    reported_line_ = before->getLine();
    diagnostics_
        .report(DiagnosticKind::UnexpectedToken, tokens_.span(field),
                fmt::format("expected {}, found `{}:`", missing, tokens_.shown(*before)))
        .label(tokens_.span(*before), "found here")
        .with_help(is_type ? "say behind the `:` which type it has, such as `text`, `int` or `date`"
                           : "write behind `default` the value that counts where nothing is given");
    return;
  }
  SyntaxErrorPlace place{parser, tokens_, found, expected};
  if (MisspeltKeyword misread = misspelt_keyword(place); misread.word != nullptr)
    return report_misspelt_keyword(misread);
  std::string text = tokens_.shown(found);
  std::string shown = found.getType() == P::EOF ? (tokens_.is_hole() ? "`}`" : "the end of the file")
                      : found.getType() == P::STRING_LITERAL ? "a string"
                                                             : fmt::format("`{}`", text);
  auto among = [&](TokenType type) { return std::ranges::find(expected, type) != expected.end(); };
  // In `a : text or nothing` the `or` was read as the name of a field.
  bool is_or =
      before != nullptr && before->getType() == P::OR && expected == std::vector<TokenType>{P::COLON};
  if (is_or) expected = {P::NONE};
  bool lacks_equal = among(P::EQUAL) && among(P::AS) && found.getType() != P::EOF;
  if (lacks_equal) expected = {P::EQUAL};
  // A list in words may follow any operand in a string; who writes two words there means something else.
  if (tokens_.is_hole() && expected.size() > 1) std::erase(expected, P::OF_LIST);
  std::string wanted = describe(expected, tokens_.is_hole());
  // Something missing at the end of an item is reported there, not where the next item begins.
  bool is_missing = before != nullptr && before->getLine() < found.getLine() &&
                    !is_list(*parser.getRuleContext()) && !among(P::DEFINE) &&
                    (found.getType() == P::EOF || is_clause_part(found.getType()) ||
                     expected == std::vector<TokenType>{P::LEFT_PAREN} || before->getType() == P::TEST ||
                     tokens_.sync_point(parser.getTokenStream()->index()) != SyncPoint::Nothing);
  reported_line_ = (is_missing ? *before : found).getLine();
  auto& diagnostic = diagnostics_.report(
      DiagnosticKind::UnexpectedToken, tokens_.span(is_missing ? *before : found),
      wanted.empty() ? shown + " does not belong here" : fmt::format("expected {}, found {}", wanted, shown));
  if (is_missing && found.getType() != P::EOF) diagnostic.label(tokens_.span(found), "found here");
  if (!is_missing && before != nullptr && before->getLine() < found.getLine())
    diagnostic.label(tokens_.span(*before), "after this");
  // Within a line `where` is more likely than the keyword of the next item.
  bool is_within_line = before != nullptr && before->getLine() == found.getLine();
  if (is_within_line && among(P::WHERE)) std::erase_if(expected, begins_item);
  TokenType meant = found.getType() == P::NAME ? nearest_keyword(text, expected) : 0;
  // `for` is a word of its own, and no slip of `or`.
  if (meant == 0 && text != "for" && is_within_line && (among(P::AND) || !among(P::CLAUSE)))
    meant = short_slip(found, text, expected);
  SyntaxHelp help = syntax_help({parser, tokens_, found, expected});
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)))
        .with_edit(tokens_.span(found), std::string(spelling(meant)));
  } else if (!help.empty()) {
    diagnostic.with_help(help.text);
    for (Edit& edit : help.edits) diagnostic.with_edit(edit.at, std::move(edit.text));
  } else if (found.getType() == P::TEST && !tokens_.is_test_file()) {
    diagnostic.with_help("tests stand in a file of their own, whose name ends in `_test.precept`");
  } else if (begins_item(found.getType()) && among(P::DEFINE) && !among(P::QUOTE)) {
    diagnostic.with_help("an item belongs to a clause; begin one with `clause` and its label");
  } else if (ast::is_reserved(text) && wanted == "a name" && before->getLine() == found.getLine() &&
             parser.getTokenStream()->LA(2) != P::NAME) {
    diagnostic.with_help(
        fmt::format("`{0}` is a reserved word; as a name it stands in back-quotes: `` `{0}` ``", text));
  } else if (is_keyword(found.getType()) && wanted == "a label" && before->getLine() == found.getLine()) {
    diagnostic.with_help(fmt::format("a label with the keyword `{}` needs quotes", text));
  }
}

void Recovery::report_misspelt_keyword(const MisspeltKeyword& misread) {
  std::string word = tokens_.shown(*misread.word);
  reported_line_ = misread.word->getLine();
  if (tokens_.has_mistake(*misread.word)) return;
  bool begins_item = misread.instead_of.empty();
  auto& diagnostic =
      diagnostics_.report(begins_item ? DiagnosticKind::UnknownItem : DiagnosticKind::UnexpectedToken,
                          tokens_.span(*misread.word),
                          begins_item ? fmt::format("no statement or clause item begins with `{}`", word)
                                      : fmt::format("expected {}, found `{}`", misread.instead_of, word));
  if (misread.meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(misread.meant)))
        .with_edit(tokens_.span(*misread.word), std::string(spelling(misread.meant)));
  } else if (!misread.help.empty()) {
    diagnostic.with_help(misread.help);
  }
}

/// Called where a rule catches an error. Continues behind a field, an item or a statement; any other rule is
/// given up, too, and its caller catches the error.
void Recovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  skips_in_list_ = false;
  const antlr4::ParserRuleContext& context = *parser->getRuleContext();
  switch (context.getRuleIndex()) {
    case P::RuleField:
      skip_to(*parser, SyncPoint::Field);
      return;
    case P::RuleItem:
    case P::RuleTestItem:
      skip_to(*parser, SyncPoint::Item);
      return;
    case P::RuleStatement:
      skip_to(*parser, is_clause(context) ? SyncPoint::Item : SyncPoint::Statement);
      return;
    case P::RuleHeader:
    case P::RuleFile:
    case P::RuleHole:
    case P::RuleTest:
    case P::RuleTestHeader:
    case P::RuleTestFile:
      skip_to(*parser, SyncPoint::Statement);
      return;
    case P::RuleLabel:
      if (dynamic_cast<const P::ClauseContext*>(context.parent) != nullptr) {
        skip_to(*parser, SyncPoint::Item);
        return;
      }
      break;
    default:  // rules inside these
      break;
  }
  std::rethrow_exception(error);
}

/// Called before a choice. Checks that the next token may come at all, so that an error is found at its
/// place, with all tokens that could have stood there.
void Recovery::sync(antlr4::Parser* parser) {
  if (recovering_ && skips_in_list_ && is_list(*parser->getRuleContext())) skip_in_list(*parser);
  if (recovering_) return;
  TokenType next = parser->getTokenStream()->LA(1);
  antlr4::ParserRuleContext* context = parser->getRuleContext();
  if (may_follow(*parser, context, parser->getState(), next)) return;
  antlr4::InputMismatchException error(parser);
  const bool keeps = may_keep(*parser, *context);
  if (!keeps && !is_list(*context)) throw error;
  reportError(parser, error);
  if (keeps) {
    skips_in_list_ = true;
  } else {
    skip_in_list(*parser);
  }
}

/// Where what is being read may end here and what cannot be read begins a line, it has all its parts, and the
/// mistake is in the lines behind it. It is then kept: the rules end here, and the list that it stands in
/// skips those lines.
bool Recovery::may_keep(antlr4::Parser& parser, antlr4::ParserRuleContext& context) {
  const antlr4::Token* before = parser.getTokenStream()->LT(-1);
  if (tokens_.is_hole() || tokens_.is_test_file() || before == nullptr) return false;
  if (before->getLine() >= parser.getCurrentToken()->getLine()) return false;
  if (is_list(context) || !may_follow(parser, &context, parser.getState(), P::EOF)) return false;
  for (antlr4::RuleContext* at = &context; at != nullptr;
       at = static_cast<antlr4::RuleContext*>(at->parent)) {
    const std::size_t rule = at->getRuleIndex();
    if (rule != P::RuleField && rule != P::RuleItem && rule != P::RuleStatement) continue;
    kept_.push_back(static_cast<antlr4::ParserRuleContext*>(at));
    return true;
  }
  return false;
}

/// In a list of items, fields or statements, skips what cannot be read, and the list goes on.
void Recovery::skip_in_list(antlr4::Parser& parser) {
  skips_in_list_ = false;
  const antlr4::ParserRuleContext& list = *parser.getRuleContext();
  const bool items = list.getRuleIndex() == P::RuleTest || is_clause(list);
  skip_to(parser, is_field_loop(list) ? SyncPoint::Field : items ? SyncPoint::Item : SyncPoint::Statement);
}

/// Skips to the next token that begins a field, an item or a statement, of at least this rank.
void Recovery::skip_to(antlr4::Parser& parser, SyncPoint least) {
  antlr4::TokenStream& stream = *parser.getTokenStream();
  while (stream.LA(1) != P::EOF) {
    SyncPoint sync_point = tokens_.sync_point(stream.index());
    bool enough = least == SyncPoint::Field
                      ? sync_point == SyncPoint::Field || sync_point == SyncPoint::Statement
                      : sync_point >= least;
    if (enough && !diagnostics_.is_full()) return;
    parser.consume();
  }
}

}  // namespace precept::parsing
