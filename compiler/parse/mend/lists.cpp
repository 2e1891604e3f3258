// TokenMender of choices from lists (`where`), and of lists of constants.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/mend/mend.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

}  // namespace

/// Puts `where` in place of the word in `count(x in xs if c)`, `let ys = x in xs when c`. True where it did.
bool TokenMender::mend_choosing(std::size_t index) {
  TokenType it = type(index);
  std::string word = lower_case(tokens_.text(token(index)));
  constexpr std::string_view kInBrackets[] = {"with", "having", "whose", "|", ":"};
  bool is_condition = it == L::WHEN || it == L::IF;
  bool is_word = is_condition || std::ranges::find(kInBrackets, word) != std::end(kInBrackets);
  if (!is_word || is_first_on_line(index) || !ends_operand(type(index - 1))) return false;
  bool is_counted = (it != L::BAR && it != L::COLON) || is_in_count(index);
  bool is_behind = quantifiers_ == 0 && is_counted && is_behind_list(index);
  if (!is_behind && !(is_condition && quantifiers_ > 0 && leads_to_satisfies(index))) return false;
  report(DiagnosticKind::ForeignWord, token(index), fmt::format("`{}` does not choose from a list", word))
      .with_help("write `where`")
      .with_edit(tokens_.span(token(index)), "where");
  token(index).setType(L::WHERE);
  return true;
}

/// True within the brackets of `count(x in xs …`, where only a condition can follow.
bool TokenMender::is_in_count(std::size_t index) const {
  std::size_t i = index;
  while (i > 0 && !is_first_on_line(i) && type(i) != L::LEFT_PAREN) --i;
  return i > 0 && type(i - 1) == L::COUNT;
}

/// True where a `satisfies` follows on the line.
bool TokenMender::leads_to_satisfies(std::size_t index) const {
  std::size_t i = index + 1;
  while (type(i) != L::EOF && !is_first_on_line(i) && type(i) != L::SATISFIES) ++i;
  return type(i) == L::SATISFIES;
}

/// True where the brackets or the `let` around the word begin with `x in`, on the same line.
bool TokenMender::is_behind_list(std::size_t index) const {
  std::size_t closed = 0;
  std::size_t farthest = index > kTokensAhead ? index - kTokensAhead : 0;
  for (std::size_t i = index; i-- > farthest && !is_first_on_line(i);) {
    TokenType it = type(i);
    if (it == L::RIGHT_PAREN || it == L::RIGHT_BRACKET) ++closed;
    bool opens = it == L::LEFT_PAREN || it == L::LEFT_BRACKET;
    if (opens && closed > 0) {
      --closed;
      continue;
    }
    bool begins = opens || (it == L::EQUAL && i > 1 && type(i - 2) == L::LET);
    if (begins && closed == 0) return type(i + 1) == L::NAME && type(i + 2) == L::IN;
    if (it == L::WHERE && closed == 0) return false;
  }
  return false;
}

/// Repairs the separators in `every x in xs: c` and `a | b`.
void TokenMender::mend_separator(std::size_t& index) {
  TokenType it = type(index);
  bool after_list = quantifiers_ > 0 && brackets_ == 0 && ends_operand(type(index - 1));
  if (after_list && is_first_on_line(index + 1) && it == L::COMMA) return;
  if (after_list && tokens_.was_reported_on_line_of(token(index)) && it != L::BAR) {
    token(index).setType(L::SATISFIES);
    --quantifiers_;
    return;
  }
  if (after_list) {
    return replace_phrase(index, {ForeignWordPlace::Infix, tokens_.text(token(index)), 1, L::SATISFIES,
                                  "write `satisfies` before what is to hold"});
  }
  if (it == L::BAR && tokens_.was_reported_on_line_of(token(index))) return token(index).setType(L::OR);
  if (it == L::BAR)
    replace_phrase(index, {ForeignWordPlace::Infix, "|", 1, L::OR,
                           "write `or` between conditions, `where` to choose from a list"});
}

/// Puts braces around constants: `[a, b]` and `in (a, b)`.
void TokenMender::mend_list(std::size_t index) {
  TokenType opener = type(index);
  TokenType function = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  bool is_argument =
      opener == L::LEFT_BRACKET && (function == L::COUNT || function == L::SUM || function == L::MIN ||
                                    function == L::MAX || function == L::DISTINCT);
  std::size_t depth = 0, end = index;
  bool has_comma = false;
  std::size_t farthest = std::min(tokens_.visible_.size(), index + kTokensAhead);
  for (; end < farthest; ++end) {
    TokenType it = type(end);
    if (it == L::EOF || (end > index && tokens_.sync_point_of(end) >= SyncPoint::Item)) return;
    if (it == L::LEFT_PAREN || it == L::LEFT_BRACKET || it == L::LEFT_BRACE) ++depth;
    bool closes = it == L::RIGHT_PAREN || it == L::RIGHT_BRACKET || it == L::RIGHT_BRACE;
    if (closes && --depth == 0) break;
    if (it == L::COMMA && depth == 1) has_comma = true;
  }
  bool is_list = opener == L::LEFT_BRACKET ? end > index + 1 : has_comma;
  if (!is_list || end >= farthest) return;
  Span place = tokens_.span(token(index), token(end));
  std::string inside(tokens_.text_between(token(index), token(end)));
  inside = inside.substr(1, inside.size() - 2);
  tokens_.note_mistake(token(index));
  bool is_short = inside.size() < 60;
  const std::size_t word =
      type(index + 2) == L::NAME && lower_case(tokens_.text(token(index + 2))) == "for" ? index + 2 : index;
  const bool is_choice = word != index || (type(index + 1) == L::NAME && type(index + 2) == L::IN);
  if (opener == L::LEFT_BRACKET && !is_argument && is_choice) {
    tokens_.diagnostics_
        .report(DiagnosticKind::ForeignWord, place, "a choice from a list stands without brackets")
        .with_help(word == index && is_short ? fmt::format("write `{}`", inside) : "write `x in xs where …`");
    for (std::size_t i = index; i <= word; ++i) hide(token(i));
    hide(token(end));
    return;
  }
  if (is_argument) {
    tokens_.diagnostics_.report(DiagnosticKind::ForeignWord, place, "what is counted stands in parentheses")
        .with_help(fmt::format("write `{}({})`", tokens_.text(token(index - 1)), is_short ? inside : "…"));
  } else {
    tokens_.diagnostics_
        .report(DiagnosticKind::ForeignWord, place, "constants to choose from stand in braces")
        .with_help(fmt::format("write `{{{}}}`", is_short ? inside : "…"))
        .with_edit(place, fmt::format("{{{}}}", inside));
  }
  token(index).setType(is_argument ? L::LEFT_PAREN : L::LEFT_BRACE);
  token(end).setType(is_argument ? L::RIGHT_PAREN : L::RIGHT_BRACE);
}

}  // namespace precept::parsing
