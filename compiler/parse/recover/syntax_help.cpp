#include "compiler/parse/recover/syntax_help.h"

#include <fmt/format.h>

#include <algorithm>

#include "PreceptParser.h"
#include "compiler/ast/ast.h"
#include "compiler/ast/written_name.h"
#include "compiler/parse/recover/help_finder.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;
/// The help for `"2022-03-09"` or `20220309` where a date is wanted.
std::string date_from(std::string_view found) {
  std::string digits;
  for (char c : found) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() != 8) return "a date is written year, month, day: `2022-03-09`";
  return fmt::format("write `{}-{}-{}`", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
}

}  // namespace

// ---- helps -----------------------------------------------------------------------------------------

SyntaxHelp HelpFinder::in_a_field() const {
  bool is_loop = dynamic_cast<P::RecordContext*>(context_) != nullptr ||
                 dynamic_cast<P::TableContext*>(context_) != nullptr;
  bool is_field = within<P::FieldContext>() != nullptr && within<P::LiteralContext>() == nullptr;
  // Between fields every word is expected; in the head of a table only a few are.
  if (!is_field && !(is_loop && (among(P::CLAUSE) || among(P::COLON)))) return {};
  if (it_.expected == std::vector<TokenType>{P::NONE}) return "what may be none is `or none`";
  if (it_.expected == std::vector<TokenType>{P::OF} && is_word(it_.found))
    return fmt::format("write `{} of {}`", text(*before_), text(it_.found));
  switch (found()) {
    case P::COMMA:
      return type_at(-2) == P::RECORD ? "" : "fields stand without commas between them";
    case P::BAR:
      return "what may be none is `or none`";
    case P::EQUAL:
      return "a type stands behind `:`, a default behind `default`";
    case P::LEFT_BRACKET:
    case P::LESS:
      return "a list is written `list of T`, what may be none `T or none`";
    case P::NONE:
      return "what may be none is `or none`, and needs no default";
    case P::DOT:
      return "a type is one word";
    case P::DAY:
    case P::DAYS:
    case P::WEEK:
    case P::WEEKS:
      return "write `duration`, a number of days";
    case P::MONTH:
    case P::YEAR:
    case P::YEARS:
      return "write `months`, a number of months";
    case P::HOUR:
    case P::MINUTE:
    case P::MINUTES:
    case P::SECOND:
    case P::SECONDS:
      return "write `hours`, a length of time to the second";
    default:  // any other token
      return "a field is `name : type`, with `or none` or `default` and a literal behind it";
  }
}

SyntaxHelp HelpFinder::in_a_table_head() const {
  if (dynamic_cast<P::TableContext*>(context_) == nullptr) return {};
  const bool is_first = it_.expected == std::vector<TokenType>{P::FROM} && found() == P::KEY;
  if (is_first) return "the path stands before the key: `table Town from \"towns.csv\" key code`";
  const bool has_parentheses = found() == P::LEFT_PAREN && before_ != nullptr && before_->getType() == P::KEY;
  if (has_parentheses) return "the columns of the key stand without parentheses";
  bool wants_path = among(P::STRING_LITERAL) && !among(P::NAME) && is_word(it_.found);
  if (!wants_path) return {};
  const antlr4::Token* last = &it_.found;
  for (ssize_t i = 2; type_at(i) != P::KEY; ++i) {
    if (ahead(i)->getLine() != it_.found.getLine()) return "the path of the file stands in double quotes";
    last = ahead(i);
  }
  return fmt::format("write `\"{}\"`: the path of the file stands in double quotes",
                     it_.tokens.text_between(it_.found, *last));
}

SyntaxHelp HelpFinder::in_a_hole() const {
  if (!it_.tokens.is_hole()) return {};
  const bool lacks_of = found() == P::NAME && before_ != nullptr && text(*before_) == "names" && is_on_line();
  if (lacks_of) return fmt::format("who is in a list is told by `{{names of {}}}`", text(it_.found));
  const bool is_the_one = found() == P::DOT && type_at(-2) == P::THE && type_at(2) == P::NAME;
  if (is_the_one)
    return fmt::format("the values of a list stand without `the`: `{{{0}.{1} of {0} in xs}}`", text(*before_),
                       text(*ahead(2)));
  return {};
}

SyntaxHelp HelpFinder::in_a_quantifier() const {
  // Where the name of a field is expected, every word is.
  if (!among(P::SATISFIES) || among(P::ENUM)) return {};
  auto* quantified = within<P::QuantifiedContext>();
  if (quantified == nullptr || quantified->quantifier == nullptr) return {};
  if (!among(P::WHERE)) return "`where` only chooses; what is to hold stands behind `satisfies`";
  return fmt::format("what is to hold stands behind `satisfies`: `{} x in xs satisfies …`",
                     it_.tokens.text(*quantified->quantifier));
}

SyntaxHelp HelpFinder::in_a_string() const {
  bool touches = before_ != nullptr && before_->getStopIndex() + 1 == it_.found.getStartIndex();
  bool goes_on = is_word(it_.found) || found() == P::INTEGER_LITERAL || found() == P::STRING_LITERAL;
  if (before_ != nullptr && before_->getType() == P::STRING_LITERAL && touches && is_on_line() && goes_on)
    return "a quote within a string is written `\\\"`";
  bool wants_name =
      among(P::NAME) && !among(P::STRING_LITERAL) && !among(P::INTEGER_LITERAL) && !among(P::CLAUSE);
  if (it_.tokens.is_test_file() && among(P::NAME) && among(P::CLAUSE) && found() == P::STRING_LITERAL &&
      is_on_line() && !among(P::STRING_LITERAL))
    return "names stand without quotes";
  if (wants_name && found() == P::STRING_LITERAL && within<P::EnumerationContext>() == nullptr &&
      within<P::UseContext>() == nullptr && is_on_line())
    return "names stand without quotes";
  bool wants_string = among(P::STRING_LITERAL) && !among(P::NAME);
  if (wants_string && is_word(it_.found) && is_on_line()) return "texts stand in double quotes";
  if (found() == P::STRING_LITERAL && among(P::QUOTE) && within<P::ClauseContext>() != nullptr)
    return "the words of the text stand behind `quote`, a message behind `otherwise`";
  return {};
}

SyntaxHelp HelpFinder::for_a_colon() const {
  if (found() != P::COLON || among(P::COLON) || among(P::IN)) return {};
  if (within<P::PhrasesContext>() != nullptr) return among(P::BAR) ? "write `|`" : "";
  bool has_type = type_at(3) == P::EQUAL;  // `let k : int = 1`
  if (among(P::EQUAL) && within<P::DefinitionContext>() == nullptr)
    return has_type ? fmt::format("leave `: {}` out", text(*ahead(2))) : "write `=`";
  if (within<P::JudgementContext>() != nullptr && among(P::ASKS)) {
    return is_word(*ahead(2)) ? fmt::format("leave `: {}` out: a judgement is yes or no", text(*ahead(2)))
                              : "";
  }
  bool is_head = within<P::DefinitionContext>() != nullptr || within<P::JudgementContext>() != nullptr;
  if (among(P::LEFT_PAREN) && is_head && !among(P::INTEGER_LITERAL)) {
    bool has_parameters = type_at(3) == P::RIGHT_PAREN || type_at(3) == P::COMMA;
    return has_parameters ? "write `(`" : "say in parentheses what it is about: `(p: Proposal)`";
  }
  bool ends_line = ahead(2)->getLine() > it_.found.getLine() || ahead(2)->getType() == P::EOF;
  bool after_keyword = before_ != nullptr && is_keyword(before_->getType());
  return ends_line || after_keyword ? "leave the `:` out" : "";
}

SyntaxHelp HelpFinder::for_a_norm() const {
  bool after_modal =
      before_ != nullptr && (before_->getType() == P::SHALL || before_->getType() == P::SHOULD);
  if (among(P::ENSURE) && among(P::NOT) && after_modal) {
    return fmt::format("write `{0} ensure` and what is to hold, or `{0} not` and the acts", text(*before_));
  }
  if (found() == P::ENSURE) return "write `shall ensure`";
  bool is_bare_not =
      among(P::CHECKABLE) && among(P::ENCODED) && it_.expected.size() == 2 && is_word(it_.found);
  if (is_bare_not) return "what is forbidden is `shall not` and the acts";
  if (found() == P::WHERE && within<P::AboutContext>() != nullptr)
    return "a section is about all of them; each norm says with `when` which it is for";
  if (found() == P::WHERE && within<P::ClauseContext>() != nullptr)
    return "the condition of a norm begins with `when`; `where` chooses from a list";
  return {};
}

/// The help in a list of acts, and where an act is missing.
SyntaxHelp HelpFinder::for_names() const {
  auto* names = within<P::NamesContext>();
  bool wants_acts = within<P::ActsContext>() != nullptr || within<P::PermissionContext>() != nullptr ||
                    within<P::ForbearContext>() != nullptr;
  if (!wants_acts) return {};
  if (among(P::COMMA) && (found() == P::AND || found() == P::OR))
    return "acts stand with commas between them";
  bool is_missing = among(P::NAME) && !among(P::COMMA) && found() != P::NAME;
  return is_missing && (names == nullptr || before_ == nullptr || before_->getType() != P::COMMA)
             ? "name the acts"
             : "";
}

SyntaxHelp HelpFinder::for_a_definition() const {
  auto* definition = within<P::DefinitionContext>();
  if (definition == nullptr || definition->EQUAL() != nullptr || !among(P::EQUAL)) return {};
  // `define fd: Doc) = …`
  if (found() == P::RIGHT_PAREN) return "the parameters stand in parentheses: `define f(d: Doc) = …`";
  return "what is defined stands behind `=`";
}

SyntaxHelp HelpFinder::in_an_enum() const {
  auto* parent = static_cast<antlr4::RuleContext*>(context_->parent);
  bool is_in_enum = dynamic_cast<P::EnumerationContext*>(context_) != nullptr ||
                    dynamic_cast<P::EnumerationContext*>(parent) != nullptr;
  if (!is_in_enum) return {};
  if (found() == P::COMMA) return "members stand without commas between them";
  if (found() == P::COLON && is_on_line()) return {"leave the `:` out", remove(it_.found)};
  const bool lacks_members = !is_on_line() && among(P::NAME) && begins_statement(found());
  if (lacks_members) return "write its members below it, each a name";
  if (before_ != nullptr && before_->getType() == P::ENUM)
    return found() == P::STRING_LITERAL ? "names stand without quotes" : "";
  if (!is_keyword(found()) && found() != P::COLON)
    return "a member is a name, with a text behind it if people read it as that: `Statement \"a statement\"`";
  if (!ast::is_reserved(it_.found.getText()) || is_outside()) return {};
  return fmt::format("`{0}` is a reserved word; as a name it stands in back-quotes: `` `{0}` ``",
                     it_.found.getText());
}

/// `all xs satisfy c`, `at most 3 x in xs`, `x > 1 for x in xs`: words for lists where an operand is read.
SyntaxHelp HelpFinder::for_a_quantifier() const {
  if (before_ == nullptr || !is_on_line()) return {};
  std::string first = lower_case(text(*before_)), second = lower_case(text(it_.found));
  if (second == "for") return "a list is gone through by `x in xs where …`";
  if (first == "at" && second == "most") return "count them: `count(x in xs where …) <= 3`";
  if (first == "at" && second == "least") return "count them: `count(x in xs where …) >= 3`";
  if (before_->getType() != P::NAME || found() != P::NAME) return {};
  for (const ForeignWord* foreign : foreign_words_of(ForeignWordPlace::Prefix, first)) {
    if (foreign->word_count == 1) return std::string(foreign->help);
  }
  return {};
}

/// `max of xs`, `the number of xs`, `last day of d`: where `of` is not how the language says it.
SyntaxHelp HelpFinder::for_of() const {
  if (within<P::EndOfSpanContext>() != nullptr && among(P::MONTH) && before_->getType() == P::OF)
    return "say of which: `last day of month of d`, `last day of year of d`";
  if (found() != P::OF) return {};
  if (within<P::FoldContext>() != nullptr && among(P::LEFT_PAREN))
    return fmt::format("write `{}(x in xs by x.amount)`", text(*before_));
  if (within<P::TheOneContext>() == nullptr || !among(P::IN)) return {};
  const auto known = foreign_words_of(ForeignWordPlace::Part, text(*before_));
  return known.empty() ? "one of a list is chosen with `the x in xs where …`; a field is written `x.field`"
                       : std::string(known.front()->help);
}

SyntaxHelp HelpFinder::in_an_expression() const {
  bool is_range = found() == P::DOT && before_ != nullptr && before_->getType() == P::DOT;
  if (is_range) return "write `1 <= x and x <= 9`";
  if (among(P::THEN) && among(P::ENUM)) return {};  // any word may come
  constexpr TokenType kRelations[] = {P::EQUAL,   P::NOT_EQUAL,     P::LESS, P::LESS_EQUAL,
                                      P::GREATER, P::GREATER_EQUAL, P::IN};
  bool lacks_left = before_ != nullptr && (before_->getType() == P::AND || before_->getType() == P::OR) &&
                    std::ranges::find(kRelations, found()) != std::end(kRelations);
  if (lacks_left) return "each comparison has both its sides: `1 <= x and x <= 9`";
  if (among(P::THEN)) return "write `if … then … else …`";
  if (among(P::ELSE) && within<P::ConditionalContext>() != nullptr)
    return "an `if` needs its `else`; the condition of a norm begins with `when`";
  if (among(P::BY) && !among(P::NAME)) {
    auto* reaches = within<P::ReachesContext>();
    if (reaches != nullptr && reaches->BY() == nullptr)
      return "say by which step: `x reaches y by step in xs`; a step is a definition of two elements";
    auto* fold = within<P::FoldContext>();
    bool is_reckoned =
        fold != nullptr || within<P::FirstOneContext>() != nullptr || within<P::CountContext>() != nullptr;
    if (!is_reckoned) return {};
    std::string word = fold == nullptr || fold->function == nullptr ? "sum" : text(*fold->function);
    return within<P::FirstOneContext>() != nullptr && fold == nullptr
               ? "say in which order: `first x in xs by x.date`"
           : ast::operator_written(word, ast::Notation::Function)
               ? fmt::format("say what is reckoned: `{0}(x in xs by x.amount)`; of two values `{0}(a, b)`",
                             word)
               : fmt::format("say what is reckoned: `{}(x in xs by x.amount)`", word);
  }
  if (auto* fold = within<P::FoldContext>();
      fold != nullptr && fold->COMMA() != nullptr && found() == P::COMMA)
    return fmt::format("two at a time: `{0}({0}(a, b), c)`", text(*fold->function));
  if (within<P::CountContext>() != nullptr && among(P::DISTINCT) && is_word(it_.found))
    return "what is counted stands in parentheses: `count(xs)`";
  if (SyntaxHelp help = for_of(); !help.empty()) return help;
  bool is_apart = found() == P::EQUAL && before_ != nullptr &&
                  (before_->getType() == P::LESS || before_->getType() == P::GREATER);
  if (is_apart) return fmt::format("write `{}=`, without a blank", text(*before_));
  if (!among(P::PLUS)) return {};
  bool after_in = type_at(-2) == P::IN && before_->getType() != P::NAME;
  if (found() == P::COLON && before_->getType() == P::INTEGER_LITERAL)
    return "a time of day belongs to a moment, `2024-05-01T14:30+02:00`; a length of time is written `90 "
           "minutes`";
  if (found() == P::COMMA && among(P::WHERE)) return "what chooses from a list stands behind `where`";
  if (found() == P::COMMA && after_in) return "constants to choose from stand in braces: `in {a, b}`";
  if (found() == P::COMMA) return "conditions are joined with `and` or `or`; constants stand in braces";
  if (found() == P::LEFT_BRACE) return "whether it is one of several is asked with `in`: `x in {a, b}`";
  if (SyntaxHelp help = for_a_quantifier(); !help.empty()) return help;
  bool side_by_side = is_on_line() && ends_operand(before_->getType()) &&
                      (found() == P::NAME || found() == P::INTEGER_LITERAL || found() == P::STRING_LITERAL);
  bool is_call = found() == P::NAME && before_->getType() == P::NAME;
  if (side_by_side && is_call)
    return "between two operands stands an operator; arguments stand in parentheses: `f(x)`";
  return side_by_side ? "between two operands stands an operator" : "";
}

SyntaxHelp HelpFinder::elsewhere() const {
  if (among(P::DATE_LITERAL) && !among(P::NAME)) return date_from(it_.found.getText());
  if (among(P::FROM) && found() == P::DATE_LITERAL) return "write `from` or `until` before the day";
  if (found() == P::STRING_LITERAL && within<P::UseContext>() != nullptr)
    return "the name of a module stands without quotes";
  return {};
}

SyntaxHelp HelpFinder::help() const {
  constexpr Help kHelps[] = {
      &HelpFinder::in_a_test,
      &HelpFinder::for_a_doubled_word,
      &HelpFinder::in_the_head,
      &HelpFinder::in_a_reading,
      &HelpFinder::in_a_judgement,
      &HelpFinder::in_parameters,
      &HelpFinder::before_the_equal,
      &HelpFinder::for_about,
      &HelpFinder::for_acts,
      &HelpFinder::for_a_let,
      &HelpFinder::for_an_exception,
      &HelpFinder::for_a_needless_token,
      &HelpFinder::for_missing_words,
      &HelpFinder::for_a_missing_operand,
      &HelpFinder::for_a_colon_in_an_expression,
      &HelpFinder::behind_a_number,
      &HelpFinder::for_a_function,
      &HelpFinder::for_a_choice,
      &HelpFinder::for_a_word_in_front,
      &HelpFinder::in_a_table_head,
      &HelpFinder::in_a_field,
      &HelpFinder::in_a_hole,
      &HelpFinder::in_a_quantifier,
      &HelpFinder::in_a_string,
      &HelpFinder::for_a_colon,
      &HelpFinder::for_a_norm,
      &HelpFinder::for_names,
      &HelpFinder::for_a_definition,
      &HelpFinder::in_an_enum,
      &HelpFinder::in_an_expression,
      &HelpFinder::for_a_missing_sign,
      &HelpFinder::elsewhere,
      &HelpFinder::for_the_one_expected,
  };
  for (Help each : kHelps) {
    if (SyntaxHelp help = (this->*each)(); !help.empty()) return help;
  }
  return {};
}

// ---- keywords that were read as names --------------------------------------------------------------

/// Finds `shal` in `let x =` with `shal ensure y` on the next line: it was read as a name, and the parser
/// stops behind it.
MisspeltKeyword HelpFinder::misread_line() const {
  bool is_item =
      before_ != nullptr && begins_item(before_->getType()) && before_->getCharPositionInLine() == 0;
  if (is_item && it_.expected == std::vector<TokenType>{P::COLON})
    return {before_, 0, "a statement", "an item belongs to a clause; begin one with `clause` and its label"};
  if (before_ == nullptr || ahead(-2) == nullptr || is_within_line()) return {};
  if (before_->getType() != P::NAME || !is_on_line()) return {};
  if (!is_word(it_.found) && found() != P::STRING_LITERAL) return {};
  TokenType meant = nearest_keyword(it_.tokens.text(*before_), line_keywords());
  return meant == 0 ? MisspeltKeyword() : MisspeltKeyword{before_, meant};
}

/// Finds the misspelt word in `a : truth defalt no`, `key k complet`, `strict "a" defalt`.
MisspeltKeyword HelpFinder::misread_in_declaration() const {
  if (before_ == nullptr || !is_within_line() || !is_word(*before_)) return {};
  if (it_.expected == std::vector<TokenType>{P::COLON} &&
      dynamic_cast<P::FieldContext*>(context_) != nullptr) {
    if (found() == P::COLON || before_->getType() == P::OR) return {};
    if (before_->getType() == P::DEFAULT)  // `default on`, where the word is a keyword
      return {&it_.found, 0, "a value",
              "a truth is `yes` or `no`; a member that is a keyword stands in back-quotes"};
    auto* record = dynamic_cast<P::RecordContext*>(static_cast<antlr4::RuleContext*>(context_->parent));
    if (record != nullptr && record->getStart()->getLine() == before_->getLine())
      return {before_, 0, "a field in a line of its own"};
    auto* table = dynamic_cast<P::TableContext*>(static_cast<antlr4::RuleContext*>(context_->parent));
    bool in_head = table != nullptr && table->KEY() != nullptr &&
                   table->KEY()->getSymbol()->getLine() == before_->getLine();
    constexpr TokenType kBehindKey[] = {P::COMPLETE, P::OR}, kBehindType[] = {P::DEFAULT, P::OR, P::FIXED};
    TokenType meant = in_head ? nearest_keyword(it_.tokens.text(*before_), kBehindKey)
                              : nearest_keyword(it_.tokens.text(*before_), kBehindType);
    constexpr std::string_view kAbsent[] = {"optional", "nullable", "null", "maybe"};
    bool is_absent = std::ranges::find(kAbsent, it_.tokens.text(*before_)) != std::end(kAbsent);
    if (!in_head && is_absent)
      return {before_, 0, "`or none` or the next field", "what may be none is `or none`"};
    return in_head ? MisspeltKeyword{before_, meant, "`,`, `complete` or a field in a line of its own",
                                     "the columns of a key stand with commas between them"}
                   : MisspeltKeyword{
                         before_, meant, "`or none`, `default` or the next field",
                         "a field is `name : type`, with `or none` or `default` and a literal behind it"};
  }
  if (dynamic_cast<P::ChoiceContext*>(context_) != nullptr && among(P::STRING_LITERAL)) {
    constexpr TokenType kBehindWords[] = {P::DEFAULT};
    return {before_, nearest_keyword(it_.tokens.text(*before_), kBehindWords), "`default` or the next choice",
            "each choice begins a line, with its words behind it"};
  }
  return {};
}

/// Finds the misspelt word in `evry i in d.items`, `nto d.a`: it stands where an operand begins, and a name
/// follows.
MisspeltKeyword HelpFinder::misread_prefix() const {
  if (before_ == nullptr || before_->getType() != P::NAME || !is_on_line() || !among(P::PLUS)) return {};
  TokenType earlier = type_at(-2);
  bool begins_operand = wants_operand(earlier) || earlier == P::AND || earlier == P::OR || earlier == P::NOT;
  if (!begins_operand || (!is_word(it_.found) && found() != P::LEFT_PAREN)) return {};
  constexpr TokenType kWithVariable[] = {P::EVERY, P::SOME, P::THE, P::FIRST};
  constexpr TokenType kWithoutVariable[] = {P::NOT, P::IF};
  bool has_variable = type_at(2) == P::IN;
  TokenType meant = has_variable ? nearest_keyword(it_.tokens.text(*before_), kWithVariable)
                                 : nearest_keyword(it_.tokens.text(*before_), kWithoutVariable);
  return meant == 0 ? MisspeltKeyword() : MisspeltKeyword{before_, meant, "an expression"};
}

/// Finds `smu` in `smu(i in xs by i.n)`: it was read as a call, which takes no `by` and no `where`.
MisspeltKeyword HelpFinder::misread_function() const {
  if (found() != P::BY && found() != P::WHERE) return {};
  auto* call = within<P::CallContext>();
  auto* use = call == nullptr ? nullptr : innermost<P::NameUseContext>(call);
  if (use == nullptr || !among(P::COMMA) || !among(P::RIGHT_PAREN)) return {};
  constexpr TokenType kFunctions[] = {P::SUM, P::MIN, P::MAX, P::COUNT};
  const antlr4::Token* word = use->getStart();
  TokenType meant = nearest_keyword(it_.tokens.text(*word), kFunctions);
  return {word, meant, "a function that goes over a list",
          "these go over a list: `count`, `count distinct`, `sum`, `min` and `max`"};
}

MisspeltKeyword HelpFinder::misread() const {
  for (auto each : {&HelpFinder::misread_line, &HelpFinder::misread_in_declaration,
                    &HelpFinder::misread_prefix, &HelpFinder::misread_function}) {
    if (MisspeltKeyword misread = (this->*each)(); misread.word != nullptr) return misread;
  }
  return {};
}

SyntaxHelp syntax_help(const SyntaxErrorPlace& place) {
  return HelpFinder(place).help();
}

MisspeltKeyword misspelt_keyword(const SyntaxErrorPlace& place) {
  return HelpFinder(place).misread();
}

}  // namespace precept::parsing
