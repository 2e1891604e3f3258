// Reads the words of an expectation from left to right. Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

struct ExpectationToken {
  ast::WordForm form{};
  std::string text;
  Span span;
  bool is_from_case = false;
  Span cell = {};  ///< the place of the value in the row
};

/// Words of the language with the value that they stand for: "not applicable" and its Outcome.
struct Choice {
  std::string_view words;
  int value;
};

class WordReader {
 protected:
  WordReader(const ast::Expectation& expectation, const TestContext& context);

  /// The expectation without `expect`, with white space folded and the values of the row put in.
  std::string as_written(const ast::Expectation& expectation) const;
  /// The words that are left, for messages.
  std::string rest() const;

  bool done() const { return at_ >= words_.size(); }
  bool is(std::string_view text, std::size_t ahead = 0) const;
  bool is_form(ast::WordForm form, std::size_t ahead = 0) const;
  bool take(std::string_view text);
  /// Takes the words of a choice, where they come next, and returns its value; else nothing.
  std::optional<int> take_choice(std::span<const Choice> choices);
  /// The same, but reports where no choice comes next. `what` is for the message: "the verdict".
  std::optional<int> require_choice(std::span<const Choice> choices, std::string_view what);

  /// The place to mark in messages: the next word, or the last one at the end.
  Span here() const { return done() ? words_.back().span : words_[at_].span; }
  Diagnostic& fail(Span place, std::string message) const;
  Diagnostic& unknown(Span place, std::string message) const;

  const TestContext& context_;
  std::vector<ExpectationToken> words_;
  std::size_t at_ = 0;
  bool is_unreadable_ = false;  ///< a mistake in a value of the row was reported

 private:
  void add(const ast::ExpectationWord& word);
  std::size_t count_of(std::string_view words) const;

  bool has_cases_ = false;
};

}  // namespace precept::testing
