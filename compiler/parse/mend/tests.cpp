// TokenMender of files of tests.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "compiler/parse/mend/mend.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

}  // namespace

/// Turns the words of an expectation into names. Repairs a name that begins a line, which was meant for a
/// keyword unless a bracket is open or the expectation continues with its message.
void TokenMender::mend_test_words() {
  std::size_t open = 0;
  bool in_expectation = false;
  mend_test_header();
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    TokenType it = type(i);
    if (it == L::INTEGER_LITERAL && !in_expectation && mend_unit(i)) continue;
    if (tokens_.sync_point_of(i) != SyncPoint::Nothing) {
      open = 0;
      in_expectation = it == L::EXPECT;
      continue;
    }
    if (it == L::LEFT_BRACE || it == L::LEFT_BRACKET || it == L::LEFT_PAREN) ++open;
    bool closes = it == L::RIGHT_BRACE || it == L::RIGHT_BRACKET || it == L::RIGHT_PAREN;
    if (closes && open > 0) --open;
    bool wordlike = it == L::NAME || (in_expectation && is_keyword(it));
    const bool is_habit =
        it == L::SET || it == L::WHEN || it == L::THEN || it == L::LET || it == L::WHERE || it == L::SHOULD;
    bool begins = (wordlike || is_habit) && is_first_on_line(i) && open == 0;
    bool goes_on = in_expectation && tokens_.text(token(i)) == "message";
    bool after_part = i == 0 || in_expectation || type(i - 1) == L::BAR || ends_operand(type(i - 1));
    if (begins && !goes_on && after_part) {
      mend_test_word(i);
      in_expectation = type(i) == L::EXPECT;
    } else if (in_expectation && is_keyword(it)) {
      token(i).setType(L::NAME);
    }
  }
}

/// Repairs a file of tests that begins with `test gr` or `policy gr`.
void TokenMender::mend_test_header() {
  TokenType it = type(0), next = type(1);
  if (it == L::TESTS && is_first_on_line(1)) {
    const Span place = tokens_.span(token(0));
    tokens_.diagnostics_
        .report(DiagnosticKind::UnexpectedToken, {place.file, place.end, place.end},
                "expected a name, found the end of the line")
        .with_help("the name of the policy stands on the line of `tests`");
    tokens_.note_mistake(token(0));
    if (next != L::EOF) tokens_.note_mistake(token(1));
    return;
  }
  bool is_other =
      (it == L::TEST && next == L::NAME) || ((it == L::POLICY || it == L::MODULE) && next == L::NAME);
  if (!is_other) return;
  report(DiagnosticKind::UnknownItem, token(0), "a file of tests begins with `tests` and the policy's name")
      .with_help("write `tests`")
      .with_edit(tokens_.span(token(0)), "tests");
  token(0).setType(L::TESTS);
}

void TokenMender::mend_test_word(std::size_t& index) {
  antlr4::CommonToken& it = token(index);
  std::string word = tokens_.shown(it);
  // `test` is a candidate only before a title, `tests` only at the start of the file.
  bool is_title = type(index + 1) == L::STRING_LITERAL;
  std::vector<TokenType> candidates;
  for (TokenType each : test_words()) {
    if (each == L::TEST ? is_title : each != L::TESTS || index == 0) candidates.push_back(each);
  }
  TokenType meant = nearest_keyword(word, candidates);
  constexpr std::pair<std::string_view, TokenType> kHabits[] = {
      {"set", L::WITH},       {"let", L::WITH},      {"where", L::WITH},     {"having", L::WITH},
      {"assert", L::EXPECT},  {"then", L::EXPECT},   {"verify", L::EXPECT},  {"check", L::EXPECT},
      {"should", L::EXPECT},  {"scenario", L::TEST}, {"examples", L::CASES}, {"unset", L::WITHOUT},
      {"remove", L::WITHOUT}, {"when", L::WITH}};
  const auto habit =
      std::ranges::find(kHabits, lower_case(word), &std::pair<std::string_view, TokenType>::first);
  if (habit != std::end(kHabits) && (habit->second != L::TEST || is_title)) {
    auto& diagnostic =
        report(DiagnosticKind::UnknownItem, it, fmt::format("no part of a test begins with `{}`", word));
    diagnostic.with_help(fmt::format("write `{}`", spelling(habit->second)));
    // Without a `=` behind the path, `with` alone would mend nothing.
    bool has_equal = false;
    for (std::size_t i = index + 1; type(i) != L::EOF && !is_first_on_line(i); ++i)
      has_equal |= type(i) == L::EQUAL;
    if (habit->second != L::WITH || has_equal)
      diagnostic.with_edit(tokens_.span(it), std::string(spelling(habit->second)));
    it.setType(habit->second);
    return;
  }
  auto& diagnostic =
      report(DiagnosticKind::UnknownItem, it, fmt::format("no part of a test begins with `{}`", word));
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)))
        .with_edit(tokens_.span(it), std::string(spelling(meant)));
    it.setType(meant);
    return;
  }
  diagnostic.note("a test is made of cases, given, with, without, attest, under and expect");
  hide(it);
  while (index + 2 < tokens_.visible_.size() && tokens_.sync_point_of(index + 1) == SyncPoint::Nothing)
    hide(token(++index));
}

}  // namespace precept::parsing
