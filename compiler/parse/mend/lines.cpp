// TokenMender of the beginnings and ends of norms, statements and lines.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/mend/mend.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

}  // namespace

/// Hides a condition before its norm: `if c then shall ensure d`, `when c, shall ensure d`. True where it
/// did; `index` is then the last hidden token.
bool TokenMender::mend_opening_condition(std::size_t& index) {
  TokenType it = type(index);
  bool is_condition = it == L::IF || it == L::WHEN || it == L::UNLESS;
  if (!is_condition || !is_first_on_line(index) || brackets_ > 0) return false;
  std::size_t norm = index + 1, farthest = std::min(tokens_.visible_.size(), index + kTokensAhead);
  while (norm < farthest && type(norm) != L::EOF && !begins_norm(norm) &&
         tokens_.sync_point_of(norm) < SyncPoint::Item)
    ++norm;
  if (norm >= farthest || !is_modal(type(norm)) || norm < index + 2) return false;
  TokenType before = type(norm - 1);
  bool leads_on = before == L::THEN || before == L::COMMA || before == L::COLON;
  // A `when` on its own line may belong to the norm above, which the layout decides.
  bool is_alone =
      it == L::IF && !in_expression_ && !(index > 0 && type(index - 1) == L::NAME && !in_label(index - 1));
  bool on_line = !is_first_on_line(norm);
  if (!leads_on && !is_alone && !on_line) return false;
  // Lines of the condition stand deeper than its first word.
  for (std::size_t i = index + 1; i < norm; ++i) {
    if (is_first_on_line(i) && token(i).getCharPositionInLine() <= token(index).getCharPositionInLine())
      return false;
  }
  std::string condition(tokens_.text_between(token(index + 1), token(norm - (leads_on ? 2 : 1))));
  constexpr std::size_t kLongest = 50;
  std::string_view word = it == L::UNLESS ? "unless" : "when";
  report(DiagnosticKind::ForeignWord, token(index),
         "a norm begins with its modal word, and its condition stands behind it")
      .with_help(fmt::format("write `{} … {} {}`", tokens_.text(token(norm)), word,
                             condition.size() > kLongest ? "…" : condition));
  for (std::size_t i = index; i < norm; ++i) hide(token(i));
  index = norm - 1;
  return true;
}

/// Hides a list sign before an item: `- shall ensure x`, `(a) shall not vote`. True where it did.
bool TokenMender::mend_list_sign(std::size_t index) {
  bool may_be = is_first_on_line(index) && index > 0 && brackets_ == 0 &&
                (ends_operand(type(index - 1)) || in_label(index - 1));
  if (!may_be) return false;
  auto is_number = [&](std::size_t i) { return type(i) == L::NAME || type(i) == L::INTEGER_LITERAL; };
  std::size_t end = index;
  if (type(index) == L::MINUS || type(index) == L::STAR) {
    end = index + 1;
  } else if (type(index) == L::LEFT_PAREN && is_number(index + 1) && type(index + 2) == L::RIGHT_PAREN) {
    end = index + 3;
  } else if (is_number(index) && (type(index + 1) == L::RIGHT_PAREN || type(index + 1) == L::DOT)) {
    end = index + 2;
  }
  bool before_item = end > index && !is_first_on_line(end) && begins_item(type(end));
  if (!before_item) return false;
  Span place = tokens_.span(token(index), token(end - 1));
  std::string sign(tokens_.text_between(token(index), token(end - 1)));
  tokens_.note_mistake(token(index));
  tokens_.diagnostics_
      .report(DiagnosticKind::UnexpectedToken, place,
              fmt::format("an item begins with its keyword, not `{}`", sign))
      .with_help("leave it out");
  for (std::size_t i = index; i < end; ++i) hide(token(i));
  return true;
}

/// Reports the line above of `called fee` where it ends without what it needs: `called` is a name, too, and
/// would be read as that. True where it did.
bool TokenMender::mend_bare_line(std::size_t index) {
  if (type(index) != L::CALLED || !is_first_on_line(index) || index == 0 || is_first_on_line(index + 1))
    return false;
  const TokenType before = type(index - 1);
  const bool is_open =
      before == L::AND || before == L::OR || before == L::NOT || before == L::IN || wants_operand(before);
  if (!is_open || begins_statement(before) || !is_label_word(type(index + 1))) return false;
  const bool wants_acts =
      before == L::MAY || (before == L::NOT && index > 1 && is_modal(type(index - 2))) || in_acts_;
  const std::string word = tokens_.shown(token(index - 1));
  report(DiagnosticKind::UnexpectedToken, token(index - 1),
         fmt::format("expected {}, found `called`", wants_acts ? "a name" : "an expression"))
      .label(tokens_.span(token(index)), "found here")
      .with_help(wants_acts ? "name the acts"
                 : before == L::AND || before == L::OR
                     ? fmt::format("write behind `{0}` what else is to hold, or leave `{0}` out", word)
                     : fmt::format("write what stands behind `{}`", word));
  for (std::size_t i = index; type(i) != L::EOF && (i == index || !is_first_on_line(i)); ++i) hide(token(i));
  in_expression_ = in_acts_ = false;
  return true;
}

/// Repairs `not checkabel "why"`, `checkable "why"`, `not-checkable "why"` and `nto checkable "why"`. True
/// where it did.
bool TokenMender::mend_not_checkable(std::size_t index) {
  constexpr TokenType kKinds[] = {L::CHECKABLE, L::ENCODED}, kNot[] = {L::NOT};
  const auto is_kind = [&](std::size_t i) { return type(i) == L::CHECKABLE || type(i) == L::ENCODED; };
  if (!is_first_on_line(index) || index == 0 || brackets_ > 0) return false;
  if (!ends_operand(type(index - 1)) && !in_label(index - 1)) return false;
  const auto report_item = [&](std::size_t at, std::string_view meant) -> Diagnostic& {
    return report(
               DiagnosticKind::UnknownItem, token(at),
               fmt::format("no clause item begins with `{}`", tokens_.text_between(token(index), token(at))))
        .with_help(fmt::format("write `{}`", meant));
  };
  if (type(index) == L::NOT && type(index + 1) == L::NAME && type(index + 2) == L::STRING_LITERAL) {
    const TokenType meant = nearest_keyword(tokens_.text(token(index + 1)), kKinds);
    if (meant == 0) return false;
    report_item(index + 1, fmt::format("not {}", spelling(meant)))
        .with_edit(tokens_.span(token(index + 1)), std::string(spelling(meant)));
    token(index + 1).setType(meant);
    return true;
  }
  if (type(index) == L::NOT && type(index + 1) == L::MINUS && is_kind(index + 2)) {
    report_item(index + 2, fmt::format("not {}", tokens_.text(token(index + 2))))
        .with_edit(tokens_.span(token(index + 1)), " ");
    hide(token(index + 1));
    return true;
  }
  if (type(index) == L::NAME && is_kind(index + 1) &&
      nearest_keyword(tokens_.text(token(index)), kNot) != 0) {
    report_item(index, "not").with_edit(tokens_.span(token(index)), "not");
    token(index).setType(L::NOT);
    return true;
  }
  if (!is_kind(index) || type(index + 1) != L::STRING_LITERAL) return false;
  const Span place = tokens_.span(token(index));
  report_item(index, fmt::format("not {}", tokens_.text(token(index))))
      .with_edit({place.file, place.begin, place.begin}, "not ");
  hide(token(index));
  hide(token(index + 1));
  return true;
}

/// Repairs `define f(x: T) = truth` with its `=` or `as` on the next line. True where it did.
bool TokenMender::mend_type_behind_equal(std::size_t index) {
  if (type(index) != L::EQUAL || is_first_on_line(index)) return false;
  std::size_t first = index;
  while (!is_first_on_line(first)) --first;
  const bool is_type =
      !is_first_on_line(index + 1) && (is_soft_word(type(index + 1)) || type(index + 1) == L::NAME);
  std::size_t next = index + 1;
  while (type(next) != L::EOF && !is_first_on_line(next)) ++next;
  const bool is_short = next == index + 2 || (type(index + 2) == L::OF && next == index + 4);
  const bool goes_on = type(next) == L::EQUAL || (type(next) == L::AS && type(next + 1) == L::STRING_LITERAL);
  if (type(first) != L::DEFINE || !is_type || !is_short || !goes_on) return false;
  const Span place = tokens_.span(token(index));
  report(DiagnosticKind::UnexpectedToken, token(index), "what is defined stands behind the last `=`")
      .with_help("the type of what is defined stands behind `:`")
      .with_edit(place, ":");
  token(index).setType(L::COLON);
  return true;
}

/// True for a modal word that begins a norm, wherever it stands on the line.
bool TokenMender::begins_norm(std::size_t index) const {
  return is_modal(type(index)) && type(index - 1) != L::DOT && type(index + 1) != L::COLON;
}

/// Repairs `may not`, `shall not ensure`, `encourage ensure` and the like.
void TokenMender::mend_modal(std::size_t index) {
  TokenType it = type(index), next = type(index + 1);
  if (it == L::MAY && next == L::NOT) {
    report(DiagnosticKind::ForeignWord, token(index), "`may not` can be read in two ways")
        .with_help("write `shall not` for what is forbidden; what need not be done is left out");
    token(index).setType(L::SHALL);
  } else if (it == L::ENCOURAGE && next == L::ENSURE) {
    report(DiagnosticKind::ForeignWord, token(index + 1), "`ensure` says nothing here")
        .with_help("leave it out");
    hide(token(index + 1));
  } else if ((it == L::SHALL || it == L::SHOULD) && next == L::NOT && type(index + 2) == L::ENSURE) {
    report(DiagnosticKind::ForeignWord, token(index + 1), "`not ensure` is not how the language says it")
        .with_help(
            fmt::format("write `{0} ensure not (…)`, or `{0} not` and the acts", tokens_.text(token(index))));
    hide(token(index + 1));
  } else if ((it == L::SHALL || it == L::SHOULD) && next == L::ENCOURAGE) {
    report(DiagnosticKind::ForeignWord, token(index),
           fmt::format("`{}` says nothing here", tokens_.text(token(index))))
        .with_help("write `encourage` and what is encouraged");
    hide(token(index));
  } else if (it == L::MAY && next == L::ENSURE) {
    report(DiagnosticKind::ForeignWord, token(index), "`may` gives a right to acts and demands nothing")
        .with_help("write `may` and the acts, or `should ensure` and what is to hold");
    token(index).setType(L::SHOULD);
  }
}

/// Repairs `in force since 2022-03-09 to 2024-10-24`.
void TokenMender::mend_force(std::size_t index) {
  if (index == 0) return;
  bool wants_date = type(index - 1) == L::FROM || type(index - 1) == L::UNTIL || type(index - 1) == L::FORCE;
  if (wants_date && type(index) == L::INTEGER_LITERAL && mend_month(index)) return;
  if (type(index) != L::NAME) return;
  if (mend_month_first(index)) return;
  std::string word = lower_case(tokens_.text(token(index)));
  bool is_begin = word == "since" || word == "after" || word == "on";
  bool is_end = word == "to" || word == "till" || word == "through" || word == "before";
  bool after_force = type(index - 1) == L::FORCE && is_begin;
  bool after_date = (type(index - 1) == L::DATE_LITERAL || type(index - 1) == L::FORCE) && is_end;
  if (in_expression_ || type(index + 1) != L::DATE_LITERAL || !(after_force || after_date)) return;
  std::string_view meant = after_force ? "from" : "until";
  report(DiagnosticKind::ForeignWord, token(index), fmt::format("`{}` is not how the language says it", word))
      .with_help(fmt::format("write `{}`", meant))
      .with_edit(tokens_.span(token(index)), std::string(meant));
  token(index).setType(after_force ? L::FROM : L::UNTIL);
}

/// True for the first word of a list of names, which may continue on the next line.
bool TokenMender::wants_names(std::size_t first) const {
  TokenType it = type(first);
  return it == L::ACTS || it == L::MAY || it == L::ABOUT || it == L::EACH || it == L::DESPITE;
}

/// Hides a sign at the end of a line: `clause rule 1:`, `shall ensure x.`, `a : int,`.
void TokenMender::mend_last_on_line(std::size_t index) {
  TokenType it = type(index);
  bool is_last = type(index + 1) == L::EOF || is_first_on_line(index + 1);
  if (!is_last || index == 0 || brackets_ > 0) return;
  std::size_t first = index;
  while (first > 0 && !is_first_on_line(first)) --first;
  bool begins_word = is_anchor(first) || type(first) == L::IF || type(first) == L::ELSE;
  bool next_begins = type(index + 1) == L::EOF || is_anchor(index + 1) || type(index + 2) == L::COLON ||
                     tokens_.sync_point_of(index + 1) != SyncPoint::Nothing || is_keyword(type(index + 1));
  constexpr TokenType kBeforeStrings[] = {L::QUOTE, L::GIST,   L::OTHERWISE,
                                          L::TITLE, L::SOURCE, L::INFORMATIVE};
  bool lacks_quotes = std::ranges::find(kBeforeStrings, type(first)) != std::end(kBeforeStrings);
  bool is_colon = it == L::COLON && first < index && begins_word;
  bool is_point = (it == L::DOT || it == L::COMMA) && next_begins && !lacks_quotes;
  bool is_list = it == L::COMMA && wants_names(first);
  if ((!is_colon && !is_point) || is_list) return;
  report(DiagnosticKind::UnexpectedToken, token(index),
         fmt::format("a line does not end with `{}`", tokens_.text(token(index))))
      .with_help("leave it out")
      .with_edit(tokens_.span(token(index)), "");
  hide(token(index));
}

}  // namespace precept::parsing
