// TokenMender of files of tests.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/mend/mend.h"

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
    bool begins = wordlike && is_first_on_line(i) && open == 0;
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
  bool is_other =
      (it == L::TEST && next == L::NAME) || ((it == L::POLICY || it == L::MODULE) && next == L::NAME);
  if (!is_other) return;
  report(DiagnosticKind::UnknownItem, token(0), "a file of tests begins with `tests` and the policy's name")
      .with_help("write `tests`");
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
  auto& diagnostic =
      report(DiagnosticKind::UnknownItem, it, fmt::format("no part of a test begins with `{}`", word));
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
    it.setType(meant);
    return;
  }
  diagnostic.note("a test is made of cases, given, with, without, attest, under and expect");
  hide(it);
  while (index + 2 < tokens_.visible_.size() && tokens_.sync_point_of(index + 1) == SyncPoint::Nothing)
    hide(token(++index));
}

}  // namespace precept::parsing
