// HelpFinder of expressions.
#include <fmt/format.h>

#include "compiler/parse/recover/help_finder.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;

bool relates(TokenType type) {
  constexpr TokenType kRelations[] = {P::EQUAL,   P::NOT_EQUAL,     P::LESS, P::LESS_EQUAL,
                                      P::GREATER, P::GREATER_EQUAL, P::IN,   P::OVERLAPS};
  return std::ranges::find(kRelations, type) != std::end(kRelations);
}

bool starts_operand(TokenType type) {
  constexpr TokenType kBegins[] = {P::NAME,
                                   P::INTEGER_LITERAL,
                                   P::STRING_LITERAL,
                                   P::DATE_LITERAL,
                                   P::YES,
                                   P::NO,
                                   P::COUNT,
                                   P::SUM,
                                   P::MIN,
                                   P::MAX,
                                   P::LEFT_PAREN,
                                   P::LEFT_BRACE};
  return std::ranges::find(kBegins, type) != std::end(kBegins);
}

}  // namespace

/// An operator or a keyword behind which nothing stands: `a and`, `when`, `x else)`.
SyntaxHelp HelpFinder::for_a_missing_operand() const {
  if (before_ == nullptr || !among(P::COUNT) || !among(P::LEFT_PAREN)) return {};
  const std::string word = text(*before_);
  const TokenType before = before_->getType();
  if (before == P::ELSE_VALUE) return "write behind `else` what counts instead of none";
  if ((before == P::AND || before == P::OR) && found() == P::THEN)
    return {"leave `then` out", remove(it_.found)};
  const bool ends = !is_on_line() || is_clause_part(found()) || found() == P::RIGHT_PAREN;
  if (ends && (before == P::AND || before == P::OR))
    return fmt::format("write behind `{0}` what else is to hold, or leave `{0}` out", word);
  const bool opens = before == P::ENSURE || before == P::WHEN || before == P::UNLESS || before == P::WHERE ||
                     before == P::AND || before == P::OR || before == P::ENCOURAGE || before == P::IF;
  const bool joins = before == P::AND || before == P::OR;  // `x > 1 and < 5` lacks a side of its own
  if (opens && !joins && relates(found()))
    return fmt::format("write before `{}` what is compared", text(it_.found));
  if (ends && (is_keyword(before) || relates(before) || before == P::PLUS || before == P::MINUS))
    return fmt::format("write what stands behind `{}`", word);
  return {};
}

SyntaxHelp HelpFinder::for_a_colon_in_an_expression() const {
  if (found() != P::COLON || before_ == nullptr) return {};
  if (it_.tokens.is_hole()) return "values are shown as people write them: leave the rest out";
  if (!among(P::PLUS) || it_.tokens.is_test_file()) return {};
  if (within<P::CallContext>() != nullptr) return "arguments stand without their names";
  const bool is_point =
      adjoins_before() && adjoins_next() && before_->getType() == P::NAME && is_word(*ahead(2));
  if (is_point)
    return {fmt::format("a field is written `{}.{}`", text(*before_), text(*ahead(2))),
            replace(it_.found, ".")};
  return before_->getType() == P::RIGHT_PAREN && starts_operand(type_at(2)) ? "to divide, write `/`" : "";
}

/// `10 working days`, `ten days`, `1/2 count(xs)`, `6 m`.
SyntaxHelp HelpFinder::behind_a_number() const {
  if (before_ == nullptr || !is_on_line()) return {};
  const TokenType before = before_->getType();
  if (before == P::NAME && is_unit(found())) {
    const unsigned number = number_of(text(*before_));
    if (number > 0)
      return {fmt::format("write the number in digits: `{} {}`", number, text(it_.found)),
              replace(*before_, std::to_string(number))};
  }
  const bool is_share = (before == P::INTEGER_LITERAL && type_at(-2) == P::SLASH) || before == P::CENT ||
                        before == P::DECIMAL_LITERAL;
  const bool is_function = found() == P::COUNT || found() == P::SUM;
  if (is_share && (is_function || found() == P::NAME || found() == P::THE) && among(P::OF))
    return {fmt::format("write `of` before `{}`", text(it_.found)), insert_before(it_.found, "of ")};
  if (before != P::INTEGER_LITERAL || found() != P::NAME) return {};
  if (is_unit(type_at(2)) && ahead(2)->getLine() == it_.found.getLine())
    return fmt::format("leave `{}` out: only days of the calendar are counted", text(it_.found));
  if (!among(P::PLUS) || type_at(2) == P::IN || is_word(*ahead(2))) return {};
  return fmt::format("behind a number stand only units of time; leave `{}` out", text(it_.found));
}

/// `x in xs c`, `select x from xs`, `every m.stalls satisfies`.
SyntaxHelp HelpFinder::for_a_choice() const {
  if (before_ == nullptr || !is_on_line()) return {};
  if (it_.expected == std::vector<TokenType>{P::IN}) {
    auto* quantified = within<P::QuantifiedContext>();
    const std::string word = quantified != nullptr && quantified->quantifier != nullptr
                                 ? std::string(it_.tokens.text(*quantified->quantifier))
                                 : "";
    if (found() == P::DOT && !word.empty())
      return fmt::format("name the element: `{} x in {} satisfies …`", word, path_at(-1));
    if (found() == P::OF && !word.empty()) return {"write `in`", replace(it_.found, "in")};
  }
  const std::string first = lower_case(text(*before_));
  if (first == "select" && found() == P::NAME) return "what is chosen from a list is `x in xs where …`";
  // Behind the list of a quantifier it may be `where` that is missing, or `satisfies`.
  if (!among(P::WHERE) || among(P::SATISFIES) || found() != P::NAME) return {};
  ssize_t at = -1;
  while (is_word(*ahead(at)) && type_at(at - 1) == P::DOT) at -= 2;
  const bool is_behind_list = type_at(at - 1) == P::IN && type_at(at - 2) == P::NAME;
  return is_behind_list ? SyntaxHelp(fmt::format("write `where` before `{}`", text(it_.found)),
                                     insert_before(it_.found, "where "))
                        : SyntaxHelp();
}

/// `count unique (…)`, `max a, b`, `count distinct (x in xs)`, `is_paid(s m)`, `s.is_paid(m)`.
SyntaxHelp HelpFinder::for_a_function() const {
  if (before_ == nullptr || !is_on_line()) return {};
  const std::string word = lower_case(text(it_.found));
  const bool says_distinct = word == "unique" || word == "different" || word == "distinct";
  if (before_->getType() == P::COUNT && says_distinct) return {"write `count distinct (…)`"};
  if (before_->getType() == P::DISTINCT && type_at(-2) == P::LEFT_PAREN && type_at(-3) == P::COUNT)
    return "write `count distinct (…)`";
  if (within<P::CountDistinctContext>() != nullptr && among(P::BY))
    return "say by what they are told apart: `count distinct (x in xs by x.name)`";
  const bool is_fold =
      before_->getType() == P::SUM || before_->getType() == P::MIN || before_->getType() == P::MAX;
  if (is_fold && it_.expected == std::vector<TokenType>{P::LEFT_PAREN} && found() != P::OF)
    return fmt::format("its values stand in parentheses: `{0}(a, b)`, `{0}(x in xs by x.amount)`",
                       text(*before_));
  if (found() == P::LEFT_PAREN && before_->getType() == P::NAME && type_at(-2) == P::DOT)
    return fmt::format("what it is asked of stands in the parentheses: `{}(x)`", text(*before_));
  const bool between =
      found() == P::NAME && (before_->getType() == P::NAME || before_->getType() == P::RIGHT_PAREN);
  const Span gap{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(*before_).end};
  if (between && among(P::RIGHT_BRACE)) return {"members stand with commas between them", Edit{gap, ","}};
  if (between && among(P::RIGHT_PAREN) && among(P::COMMA))
    return {"arguments stand with commas between them", Edit{gap, ","}};
  return {};
}

/// `has s.town`, `neither a nor b`, `isn't a`: words before what they speak of.
SyntaxHelp HelpFinder::for_a_word_in_front() const {
  if (before_ == nullptr || !is_on_line() || found() != P::NAME || !among(P::PLUS)) return {};
  const std::string word = lower_case(text(*before_));
  constexpr std::string_view kGiven[] = {"has", "have", "given", "exists", "defined", "present", "existing"};
  if (std::ranges::find(kGiven, word) != std::end(kGiven) && type_at(-2) != P::IS && type_at(-2) != P::DOT)
    return fmt::format("write `{} is given`", path_at(1));
  if (word == "neither") return "write `not (a or b)`";
  if (word == "both") return "write `a and b`";
  if (word == "isn't" || word == "no" || word == "non") return {"write `not`", replace(*before_, "not")};
  return {};
}

/// Two conditions side by side, or with a comma between: `x is given y = z`.
SyntaxHelp HelpFinder::for_a_missing_sign() const {
  if (before_ == nullptr || !is_on_line() || !among(P::AND) || !among(P::OR)) return {};
  if (found() == P::COMMA || found() == P::AS) return "conditions are joined with `and` or `or`";
  return starts_operand(found()) && ends_operand(before_->getType())
             ? "conditions are joined with `and` or `or`"
             : "";
}

}  // namespace precept::parsing
