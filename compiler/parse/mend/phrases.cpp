// TokenMender of phrases of English and of other languages: puts what was meant in their place.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "compiler/parse/mend/mend.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

bool begins_operand(TokenType type) {
  constexpr TokenType kBegins[] = {L::NAME,
                                   L::INTEGER_LITERAL,
                                   L::STRING_LITERAL,
                                   L::DATE_LITERAL,
                                   L::LEFT_BRACE,
                                   L::LEFT_PAREN,
                                   L::COUNT,
                                   L::YES,
                                   L::NO,
                                   L::MINUS};
  return std::ranges::find(kBegins, type) != std::end(kBegins);
}

/// The relation that says the contrary; 0 where the token is no relation.
TokenType contrary_of(TokenType relation) {
  switch (relation) {
    case L::EQUAL:
      return L::NOT_EQUAL;
    case L::NOT_EQUAL:
      return L::EQUAL;
    case L::LESS:
      return L::GREATER_EQUAL;
    case L::LESS_EQUAL:
      return L::GREATER;
    case L::GREATER:
      return L::LESS_EQUAL;
    case L::GREATER_EQUAL:
      return L::LESS;
    case L::IN:
      return L::NOT;  // `not in`
    default:          // no relation
      return 0;
  }
}

}  // namespace

bool TokenMender::matches_words(std::size_t index, std::string_view phrase, std::size_t words) const {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < words; ++i) {
    std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    if (index + i + 1 >= tokens_.visible_.size()) return false;
    const antlr4::CommonToken& it = *tokens_.visible_[index + i];
    bool is_word = it.getType() == L::NAME || is_keyword(it.getType());
    std::string_view wanted = phrase.substr(begin, end - begin);
    const std::string written = lower_case(tokens_.text(it));
    const bool is_slip = wanted == "than" && written == "then";  // `less then 5`
    const bool is_it = written == wanted || as_foreign_word(written) == wanted;
    if (!is_word || (!is_it && !is_slip)) return false;
    begin = end + 1;
  }
  return true;
}

void TokenMender::mend_phrase(std::size_t& index, ForeignWordPlace place) {
  if (type(index) != L::NAME && !is_keyword(type(index))) return;
  std::string_view word = tokens_.text(token(index));
  // A name at the beginning of a line that may stand for an item's keyword is taken as that.
  bool is_opening = is_first_on_line(index) && !foreign_words_of(ForeignWordPlace::Opening, word).empty();
  if (is_opening && type(index) == L::NAME) return;
  if (place == ForeignWordPlace::Infix && mend_has(index)) return;
  for (const ForeignWord* foreign : foreign_words_of(place, word)) {
    if (!matches_words(index, foreign->written, foreign->word_count)) continue;
    if (!is_foreign_word(index, *foreign)) continue;
    // Behind acts only a comma or a condition can follow.
    if (in_acts_ && foreign->meant != L::WHEN && foreign->meant != L::UNLESS) continue;
    if (foreign->written == "if" && quantifiers_ > 0 && !is_first_on_line(index))
      return replace_phrase(
          index, {place, foreign->written, 1, L::SATISFIES, "write `satisfies` before what is to hold"});
    if (foreign->meant == L::SATISFIES && quantifiers_ == 0) return replace_satisfies(index, *foreign);
    return replace_phrase(index, *foreign);
  }
}

/// `every i in xs has i.n > 1`: it says of each what is to hold, as `satisfies` does.
bool TokenMender::mend_has(std::size_t& index) {
  std::string word = lower_case(tokens_.text(token(index)));
  bool is_has = type(index) == L::NAME && (word == "has" || word == "have");
  if (!is_has || quantifiers_ == 0 || leads_to_satisfies(index)) return false;
  replace_phrase(
      index, {ForeignWordPlace::Infix, word, 1, L::SATISFIES, "write `satisfies` before what is to hold"});
  return true;
}

/// Without a quantifier nothing satisfies anything.
void TokenMender::replace_satisfies(std::size_t& index, const ForeignWord& foreign) {
  bool chooses = is_behind_list(index);
  std::string_view help = chooses ? "write `where`"
                          : foreign.written == "holds"
                              ? "leave it out"
                              : "what is to hold of each stands behind `every x in xs satisfies`";
  TokenType meant = chooses ? static_cast<TokenType>(L::WHERE) : static_cast<TokenType>(L::EOF);
  replace_phrase(index, {foreign.place, foreign.written, foreign.word_count, meant, help});
}

const ForeignWord* TokenMender::foreign_infix(std::size_t index) const {
  if (type(index) != L::NAME && !is_keyword(type(index))) return nullptr;
  for (const ForeignWord* foreign :
       foreign_words_of(ForeignWordPlace::Infix, tokens_.text(*tokens_.visible_[index]))) {
    if (matches_words(index, foreign->written, foreign->word_count) && is_foreign_word(index, *foreign))
      return foreign;
  }
  return nullptr;
}

/// Replaces `no more than`, `is not at least`, `must not be after` by the sign for the contrary. True where
/// it did.
bool TokenMender::mend_negation(std::size_t& index) {
  constexpr std::string_view kBefore[] = {"is", "are", "be", "was", "must", "shall", "should", "does", "do"};
  constexpr std::string_view kNegations[] = {"no",     "not",    "never",   "isn't",
                                             "aren't", "cannot", "mustn't", "can't"};
  auto is_among = [&](std::size_t i, std::span<const std::string_view> words) {
    bool is_word = type(i) == L::NAME || is_keyword(type(i));
    return is_word && std::ranges::find(words, lower_case(tokens_.text(token(i)))) != words.end();
  };
  std::size_t negation = index;
  while (negation < index + 2 && is_among(negation, kBefore)) ++negation;
  if (!is_among(negation, kNegations)) return false;
  std::size_t rest = negation + 1;
  if (is_among(rest, kBefore)) ++rest;
  if (type(rest) == L::GIVEN) return false;
  const ForeignWord* foreign = foreign_infix(rest);
  TokenType contrary = foreign == nullptr ? 0 : contrary_of(foreign->meant);
  std::size_t words = foreign == nullptr ? 0 : rest - index + foreign->word_count;
  bool is_row = std::ranges::any_of(
      foreign_words_of(ForeignWordPlace::Infix, tokens_.text(token(index))), [&](const ForeignWord* row) {
        return row->word_count >= words && matches_words(index, row->written, row->word_count);
      });
  bool is_condition = foreign != nullptr && (foreign->meant == L::WHEN || foreign->meant == L::UNLESS);
  if (foreign == nullptr || is_condition || (contrary == 0 && is_row)) return false;
  if (contrary == 0) {
    replace_phrase(index, {ForeignWordPlace::Infix,
                           {},
                           words,
                           L::EOF,
                           fmt::format("{}, with `not (…)` around it", foreign->help)});
    return true;
  }
  std::string help = fmt::format("write `{}`", contrary == L::NOT ? "not in" : spelling(contrary));
  bool is_one_sign = contrary != L::NOT;
  replace_phrase(index, {ForeignWordPlace::Infix, {}, words, is_one_sign ? contrary : L::EOF, help});
  return true;
}

/// Repairs `is givn` and `is nto given`. True where it did.
bool TokenMender::mend_given(std::size_t index) {
  if (type(index) != L::IS) return false;
  std::size_t slip = type(index + 1) == L::NOT ? index + 2 : index + 1;
  if (type(slip) != L::NAME) return false;
  constexpr TokenType kGiven[] = {L::GIVEN}, kNot[] = {L::NOT};
  TokenType meant = type(slip + 1) == L::GIVEN ? nearest_keyword(tokens_.text(token(slip)), kNot)
                                               : nearest_keyword(tokens_.text(token(slip)), kGiven);
  if (meant == 0) return false;
  report(DiagnosticKind::UnexpectedToken, token(slip),
         fmt::format("expected `{}`, found `{}`", spelling(meant), tokens_.shown(token(slip))))
      .with_help(fmt::format("did you mean `{}`?", spelling(meant)))
      .with_edit(tokens_.span(token(slip)), std::string(spelling(meant)));
  token(slip).setType(meant);
  return true;
}

/// Reports `is` with an unknown phrase: `is forbidden to`, `is neither a nor b`. True where it did.
bool TokenMender::mend_is(std::size_t index) {
  if (type(index) != L::IS) return false;
  std::size_t after = type(index + 1) == L::NOT ? index + 2 : index + 1;
  if (!begins_phrase(after)) return false;
  bool is_known =
      std::ranges::any_of(foreign_words_of(ForeignWordPlace::Infix, "is"), [&](const ForeignWord* foreign) {
        return foreign->word_count > 1 && foreign->written != "is not" &&
               matches_words(index, foreign->written, foreign->word_count);
      });
  if (is_known) return false;
  report(DiagnosticKind::ForeignWord, token(index), "`is` asks only whether something is given");
  after_two_operands_ = true;
  return true;
}

/// The foreign word that the line begins with; null where there is none.
const ForeignWord* TokenMender::foreign_opening(std::size_t index) const {
  if (type(index) != L::NAME && !is_keyword(type(index))) return nullptr;
  for (const ForeignWord* foreign :
       foreign_words_of(ForeignWordPlace::Opening, tokens_.text(*tokens_.visible_[index]))) {
    if (matches_words(index, foreign->written, foreign->word_count)) return foreign;
  }
  return nullptr;
}

/// Replaces several words at the beginning of a line: `may never vote`, `is forbidden to vote`. True where it
/// did.
bool TokenMender::mend_opening(std::size_t& index, TokenType statement) {
  bool may_be = is_keyword(type(index)) || (type(index) == L::NAME && statement == L::CLAUSE && index > 0 &&
                                            ends_operand(type(index - 1)));
  if (!may_be || !is_first_on_line(index) || brackets_ > 0) return false;
  const ForeignWord* foreign = foreign_opening(index);
  if (foreign == nullptr || foreign->word_count == 1) return false;
  in_expression_ = false;
  replace_phrase(index, *foreign);
  return true;
}

/// True where the token begins a line and is a habit or near a keyword.
bool TokenMender::is_known_opening(std::size_t index) const {
  if (!is_first_on_line(index)) return false;
  return foreign_opening(index) != nullptr ||
         nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords()) != 0;
}

/// True where the words are a habit here. Some of them are also words of the language, in their own place.
bool TokenMender::is_foreign_word(std::size_t index, const ForeignWord& foreign) const {
  std::size_t after = index + foreign.word_count;
  if (foreign.place == ForeignWordPlace::Prefix) {
    bool has_variable = type(after) == L::NAME && type(after + 1) == L::IN;
    bool is_word = foreign.word_count == 1 && is_keyword(type(index)) && type(index) != L::NO &&
                   type(index) != L::NONE && type(index) != L::EACH;
    return has_variable && !is_word;
  }
  if (foreign.written == "is" || foreign.written == "is not")
    return type(after) != L::GIVEN && type(after) != L::NOT && !begins_phrase(after);
  if (foreign.written == "if" || foreign.written == "is in") return true;
  if (foreign.written == "with") return quantifiers_ > 0;
  if (foreign.written == "given") return type(index) == L::GIVEN;
  if (foreign.written == "not given") return type(index) == L::NOT;
  // Words of tests are no words of a policy.
  constexpr TokenType kOfTests[] = {L::UNDER, L::ON, L::CASES, L::ATTEST, L::EXPECT, L::TESTS, L::TEST};
  bool is_of_tests = std::ranges::find(kOfTests, type(index)) != std::end(kOfTests);
  return foreign.word_count > 1 || !is_keyword(type(index)) || is_of_tests;
}

/// True for a name with an operand beside it, which is then part of a phrase: `greater or equal 5`,
/// `forbidden to vote`.
bool TokenMender::begins_phrase(std::size_t index) const {
  if (type(index) != L::NAME) return false;
  std::size_t next = index + 1;
  bool joins = type(next) == L::OR && type(next + 1) == L::NAME && begins_operand(type(next + 2));
  bool has_operand = begins_operand(type(next)) && type(next) != L::LEFT_PAREN && type(next) != L::MINUS;
  return !is_first_on_line(next) && (joins || has_operand);
}

/// `x is 1 or 2`: whether it is one of several is asked with `in`. Empty where no others follow.
std::string TokenMender::help_for_several(std::size_t index, const ForeignWord& foreign) const {
  constexpr TokenType kValues[] = {L::NAME, L::INTEGER_LITERAL, L::STRING_LITERAL, L::DATE_LITERAL};
  auto is_value = [&](std::size_t i) { return std::ranges::find(kValues, type(i)) != std::end(kValues); };
  bool is_equality = foreign.meant == L::EQUAL || foreign.meant == L::NOT_EQUAL;
  std::size_t first = index + foreign.word_count, at = first;
  if (foreign.place != ForeignWordPlace::Infix || !is_equality || !is_value(at)) return {};
  std::string all(tokens_.text_between(*tokens_.visible_[at], *tokens_.visible_[at]));
  while (type(at + 1) == L::OR && is_value(at + 2) && !is_first_on_line(at + 2)) {
    at += 2;
    all += ", " + std::string(tokens_.text_between(*tokens_.visible_[at], *tokens_.visible_[at]));
  }
  TokenType next = type(at + 1);
  bool ends = next == L::EOF || is_first_on_line(at + 1) || next == L::RIGHT_PAREN || next == L::AND;
  if (at == first || !ends) return {};
  return fmt::format("write `{} {{{}}}`", foreign.meant == L::EQUAL ? "in" : "not in", all);
}

/// Where the help says no more than which keywords or signs to write, a program may write them.
void TokenMender::edit_as_told(Diagnostic& diagnostic, Span place) {
  constexpr std::string_view kBegin = "write `";
  const std::string_view help = diagnostic.help;
  if (!help.starts_with(kBegin) || !help.ends_with("`")) return;
  const std::string text(help.substr(kBegin.size(), help.size() - kBegin.size() - 1));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (!is_spelling(std::string_view(text).substr(begin, end - begin))) return;
    begin = end + 1;
  }
  diagnostic.with_edit(place, text);
}

/// Tells of the words and puts what was meant in their place.
void TokenMender::replace_phrase(std::size_t& index, const ForeignWord& foreign) {
  std::size_t last = index + foreign.word_count - 1;
  Span place = tokens_.span(token(index), token(last));
  tokens_.note_mistake(token(index));
  // What was reported of the quantifier says how it goes on.
  bool was_reported = foreign.meant == L::SATISFIES && quantifiers_ > 0 && quantifier_was_reported_;
  if (foreign.meant == L::SOME || foreign.meant == L::EVERY) quantifier_was_reported_ = true;
  if (foreign.meant == L::SATISFIES) quantifier_was_reported_ = false;
  std::string several = help_for_several(index, foreign);
  if (!was_reported) {
    auto& diagnostic = tokens_.diagnostics_.report(
        DiagnosticKind::ForeignWord, place,
        fmt::format("`{}` is not how the language says it", tokens_.text_between(token(index), token(last))));
    diagnostic.with_help(several.empty() ? opening_help(index, foreign) : several);
    edit_as_told(diagnostic, place);
  }
  if (foreign.place == ForeignWordPlace::Opening && foreign.meant == L::EOF) {
    for (; index < last; ++index) hide(token(index));
    hide(token(index));
    return hide_item(index);
  }
  // An arbitrary operator keeps two operands apart, so that the parser reports nothing more.
  bool keeps_apart = foreign.place == ForeignWordPlace::Infix && begins_operand(type(last + 1));
  TokenType meant = foreign.meant != L::EOF ? foreign.meant
                    : keeps_apart           ? static_cast<TokenType>(L::EQUAL)
                                            : 0;
  if (meant != 0) token(index).setType(meant);
  for (std::size_t i = index + (meant == 0 ? 0 : 1); i <= last; ++i) hide(token(i));
  if (foreign.meant == L::SATISFIES && quantifiers_ > 0) --quantifiers_;
  if (foreign.meant == L::SOME || foreign.meant == L::EVERY) ++quantifiers_;
  index = last;
}

}  // namespace precept::parsing
