// TokenMender of foreign words and signs between operands.
#include "compiler/parse/tokens/foreign_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/parse/mend/mend.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

bool begins_truth(TokenType type) {
  constexpr TokenType kBegins[] = {L::ENSURE, L::ENCOURAGE, L::WHEN,      L::UNLESS, L::EQUAL,  L::WHERE,
                                   L::IF,     L::SATISFIES, L::EXERCISED, L::SHALL,  L::SHOULD, L::MAY};
  return std::ranges::find(kBegins, type) != std::end(kBegins);
}

bool is_comparison(TokenType type) {
  constexpr TokenType kSigns[] = {L::EQUAL,      L::NOT_EQUAL, L::LESS,
                                  L::LESS_EQUAL, L::GREATER,   L::GREATER_EQUAL};
  return std::ranges::find(kSigns, type) != std::end(kSigns);
}

/// True for a token that an operand follows, so that a name behind it is an operand.
bool opens_operand(TokenType type) {
  constexpr TokenType kOpens[] = {L::AND, L::OR, L::NOT, L::IN, L::BY, L::OVERLAPS, L::OF};
  return wants_operand(type) || std::ranges::find(kOpens, type) != std::end(kOpens);
}

}  // namespace

/// Repairs the expressions of the piece. Fields and labels are skipped.
void TokenMender::mend_foreign_words() {
  in_expression_ = tokens_.is_hole();
  TokenType statement = L::EOF;
  ifs_ = quantifiers_ = brackets_ = 0;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (token(i).getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    mend_last_on_line(i);
    if (in_label(i)) continue;
    if (!tokens_.is_hole() && (mend_bare_line(i) || mend_not_checkable(i) || mend_type_behind_equal(i)))
      continue;
    if (!tokens_.is_hole() && mend_opening_condition(i)) continue;
    if (mend_choosing(i)) continue;
    if (mend_otherwise(i)) continue;
    SyncPoint sync_point = tokens_.sync_point_of(i);
    // `xs:` in `every x in xs: …` looks like a field, but is none.
    bool goes_on = sync_point == SyncPoint::Field && in_expression_ && (quantifiers_ > 0 || brackets_ > 0);
    if (!tokens_.is_hole() && (mend_opening(i, statement) || mend_list_sign(i))) continue;
    if (is_first_on_line(i)) after_two_operands_ = false;
    if (sync_point != SyncPoint::Nothing && !goes_on) {
      in_expression_ = false;
      quantifier_was_reported_ = false;
      ifs_ = quantifiers_ = brackets_ = 0;
      if (is_modal(type(i))) mend_modal(i);
      in_acts_ = type(i) == L::MAY || (is_modal(type(i)) && type(i + 1) == L::NOT);
      if (sync_point == SyncPoint::Statement) statement = type(i);
    }
    bool is_data = statement == L::ENUM || statement == L::RECORD || statement == L::TABLE;
    if (begins_truth(type(i)) && !is_data) in_expression_ = true;
    if (tokens_.is_hole() || in_expression_) {
      count_open(i);
      mend_habit(i);
    }
    mend_force(i);
  }
}

/// `(x otherwise 0)`: a message is a string, and stands outside brackets. True where it was such a word.
bool TokenMender::mend_otherwise(std::size_t index) {
  constexpr TokenType kValues[] = {L::INTEGER_LITERAL, L::DATE_LITERAL, L::LEFT_PAREN, L::LEFT_BRACE,
                                   L::LEFT_BRACKET,    L::YES,          L::NO};
  // `else "message"` at the beginning of a line
  const bool is_message = type(index) == L::ELSE && is_first_on_line(index) &&
                          type(index + 1) == L::STRING_LITERAL && !in_expression_ && brackets_ == 0 &&
                          ifs_ == 0 && !tokens_.is_hole();
  if (is_message) {
    report(DiagnosticKind::ForeignWord, token(index), "`else` begins no message")
        .with_help("write `otherwise`")
        .with_edit(tokens_.span(token(index)), "otherwise");
    token(index).setType(L::OTHERWISE);
    return true;
  }
  bool is_within = type(index) == L::OTHERWISE && in_expression_ && !is_first_on_line(index) &&
                   ends_operand(type(index - 1));
  bool has_value = std::ranges::find(kValues, type(index + 1)) != std::end(kValues);
  if (!is_within || (brackets_ == 0 && !has_value)) return false;
  report(DiagnosticKind::ForeignWord, token(index),
         "`otherwise` begins the message of a norm, and is no operator")
      .with_help("write `else`");
  token(index).setType(L::ELSE);
  return true;
}

void TokenMender::count_open(std::size_t index) {
  TokenType it = type(index);
  bool is_field = index > 0 && type(index - 1) == L::DOT;
  if (is_field) return;
  if (it == L::IF) ++ifs_;
  if (it == L::SOME || it == L::EVERY) ++quantifiers_;
  if (it == L::SATISFIES && quantifiers_ > 0) --quantifiers_;
  if (it == L::LEFT_PAREN || it == L::LEFT_BRACKET || it == L::LEFT_BRACE) ++brackets_;
  bool closes = it == L::RIGHT_PAREN || it == L::RIGHT_BRACKET || it == L::RIGHT_BRACE;
  if (closes && brackets_ > 0) --brackets_;
}

void TokenMender::mend_habit(std::size_t& index) {
  TokenType before = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  TokenType it = type(index);
  if (before == L::DOT || (type(index + 1) == L::COLON && quantifiers_ == 0)) return;
  if (it == L::NAME && mend_case(index)) return count_open(index);
  if (mend_decimal(index)) return;
  if (it == L::IN && type(index + 1) == L::NOT && ends_operand(before)) {
    const Span place = tokens_.span(token(index), token(index + 1));
    report(DiagnosticKind::ForeignWord, token(index), "`in not` is not how the language says it")
        .with_help("write `not in`")
        .with_edit(place, "not in");
    return hide(token(index + 1));
  }
  const bool may_be_choice = opens_operand(before) && before != L::MAY && before != L::COMMA;
  if (it == L::WHEN && (may_be_choice || is_case(index)) && !is_first_on_line(index)) {
    report(DiagnosticKind::ForeignWord, token(index), "`when` begins the condition of a norm")
        .with_help("write `if … then … else …`");
    if (is_case(index)) hide(token(index - 1));
    token(index).setType(L::IF);
    return count_open(index);
  }
  bool after_operand = ends_operand(before) || is_unit(before);
  if (it == L::INTEGER_LITERAL && mend_unit(index)) return;
  if (it == L::INTEGER_LITERAL && mend_thousands(index)) return;
  if (it == L::NAME && mend_month_first(index)) return;
  bool is_bar_before =
      it == L::BAR && opens_operand(before) && !tokens_.was_reported_on_line_of(token(index));
  if (is_bar_before) {
    report(DiagnosticKind::UnexpectedToken, token(index), "`|` is no bracket")
        .with_help("without its sign a number is `if x < 0 then -x else x`");
    return hide(token(index));
  }
  if (it == L::COLON || it == L::COMMA || it == L::BAR) return mend_separator(index);
  if (it == L::LEFT_BRACKET && !after_operand) return mend_list(index);
  if (it == L::LEFT_PAREN && before == L::IN) return mend_list(index);
  if (it == L::PLUS && opens_operand(before)) {
    report(DiagnosticKind::UnexpectedToken, token(index), "a number needs no `+`").with_help("leave it out");
    return hide(token(index));
  }
  // `x else "unknown"` is an alternative. A sentence after an `else` that begins a line is a message.
  bool is_sentence = type(index + 1) == L::STRING_LITERAL &&
                     tokens_.text(token(index + 1)).find(' ') != std::string_view::npos;
  if (it == L::ELSE && ifs_ == 0 && is_first_on_line(index) && is_sentence) {
    return replace_phrase(index, {ForeignWordPlace::Infix, "else", 1, L::OTHERWISE, "write `otherwise`"});
  }
  if (it == L::THEN && ifs_ == 0 && after_operand && is_first_on_line(index + 1)) {
    report(DiagnosticKind::ForeignWord, token(index), "`then` says nothing here").with_help("leave it out");
    return hide(token(index));
  }
  if (it == L::THEN && ifs_ == 0 && after_operand && !after_two_operands_) {
    return replace_phrase(
        index, {ForeignWordPlace::Infix, "then", 1, L::OR, "for `a implies b` write `not (a) or b`"});
  }
  if (it == L::NOT && after_operand && is_comparison(type(index + 1))) return mend_not_sign(index);
  if (after_operand) {
    if (after_two_operands_ || (!in_acts_ && mend_negation(index)) || mend_given(index) || mend_is(index))
      return;
    std::size_t first = index;
    mend_phrase(index, ForeignWordPlace::Infix);
    // An unknown name beside an operand: the words after it are not judged.
    bool is_plain = index == first && type(index) == L::NAME && !is_known_opening(index);
    after_two_operands_ = is_plain && token(index).getChannel() == antlr4::Token::DEFAULT_CHANNEL;
  } else if (opens_operand(before)) {
    mend_phrase(index, ForeignWordPlace::Prefix);
    mend_filler(index);
  }
}

/// True for the `when` of `case when c then a else b`.
bool TokenMender::is_case(std::size_t index) const {
  return index > 0 && type(index - 1) == L::NAME &&
         lower_case(tokens_.text(*tokens_.visible_[index - 1])) == "case";
}

/// Repairs `a not = b` and `a not > b`.
void TokenMender::mend_not_sign(std::size_t index) {
  std::string sign(tokens_.text(token(index + 1)));
  auto& diagnostic = report(DiagnosticKind::ForeignWord, token(index),
                            fmt::format("`not {}` is not how the language says it", sign))
                         .with_help(sign == "=" ? "write `!=`" : fmt::format("write `not (a {} b)`", sign));
  if (sign == "=") diagnostic.with_edit(tokens_.span(token(index), token(index + 1)), "!=");
  hide(token(index));
}

/// Hides words that add nothing: `ensure that x`, `= return x`.
void TokenMender::mend_filler(std::size_t index) {
  std::string word = lower_case(tokens_.text(token(index)));
  bool says_nothing = word == "that" || word == "return" || word == "either" || word == "both";
  const TokenType next = type(index + 1);
  const bool is_call = (next == L::COUNT || next == L::SUM || next == L::MIN || next == L::MAX) &&
                       type(index + 2) == L::LEFT_PAREN;
  const bool is_path = next == L::NAME && type(index + 2) == L::DOT;
  const bool is_article = type(index) == L::THE && !tokens_.is_hole() && (is_call || is_path);
  if (is_article) {
    report(DiagnosticKind::ForeignWord, token(index), "`the` chooses one of a list: `the x in xs where …`")
        .with_help("leave it out");
    return hide(token(index));
  }
  bool goes_on = type(index + 1) == L::NAME || type(index + 1) == L::LEFT_PAREN ||
                 type(index + 1) == L::EVERY || type(index + 1) == L::SOME || type(index + 1) == L::NOT ||
                 type(index + 1) == L::COUNT || type(index + 1) == L::INTEGER_LITERAL;
  if (type(index) != L::NAME || !says_nothing || !goes_on) return;
  if (type(index + 1) == L::LEFT_PAREN && adjoins_previous(index + 1)) return;
  report(DiagnosticKind::ForeignWord, token(index), fmt::format("`{}` says nothing here", word))
      .with_help("leave it out");
  hide(token(index));
}

/// Repairs a keyword in another letter case (`AND`, `Satisfies`) where a name would stand beside an operand.
/// True where it did.
bool TokenMender::mend_case(std::size_t index) {
  std::string word = lower_case(tokens_.text(token(index)));
  if (word == tokens_.text(token(index)) || tokens_.shown(token(index)).empty()) return false;
  TokenType meant = keyword_of(word);
  if (meant == 0) return false;
  TokenType before = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  TokenType after = type(index + 1);
  bool beside_name = ends_operand(before) || before == L::IS || before == L::SHALL || before == L::SHOULD ||
                     (before == L::NOT && (meant == L::IN || meant == L::GIVEN));
  bool is_before = after == L::NAME || after == L::INTEGER_LITERAL || after == L::STRING_LITERAL ||
                   (after == L::LEFT_PAREN && (meant == L::NOT || meant == L::COUNT || meant == L::SUM));
  if (!beside_name && !is_before) return false;
  // Reported once for each line: its other keywords are probably in capitals, too.
  if (std::exchange(case_line_, token(index).getLine()) != token(index).getLine()) {
    report(DiagnosticKind::ForeignWord, token(index),
           fmt::format("`{}` is no keyword; letter case matters", tokens_.shown(token(index))))
        .with_help(fmt::format("write `{}`", word))
        .with_edit(tokens_.span(token(index)), word);
  }
  token(index).setType(meant);
  return true;
}

}  // namespace precept::parsing
