// The words of an expectation, read from left to right. Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

struct Word {
  ast::WordForm form{};
  std::string text;
  Span span;
  bool is_from_case = false;
  Span cell = {};  ///< where the case has it
};

/// A word of the language, or two, with what it stands for.
struct Choice {
  std::string_view words;
  int value;
};

class WordReader {
 protected:
  WordReader(const ast::Expectation& expectation, const Context& context);

  /// Without `expect`; white space folded, the values of a case put in.
  std::string as_written(const ast::Expectation& expectation) const;
  /// What is left, for messages.
  std::string rest() const;

  bool done() const { return at_ >= words_.size(); }
  bool is(std::string_view text, std::size_t ahead = 0) const;
  bool is_form(ast::WordForm form, std::size_t ahead = 0) const;
  bool take(std::string_view text);
  /// The choice whose words come next, which are taken; no value where there is none.
  std::optional<int> take_choice(std::span<const Choice> choices);
  /// The same; where there is none it is reported. `what`: "the verdict".
  std::optional<int> require_choice(std::span<const Choice> choices, std::string_view what);

  /// The place to mark: the word at hand, or the last where there is none.
  Span here() const { return done() ? words_.back().span : words_[at_].span; }
  Diagnostic& fail(Span place, std::string message) const;
  Diagnostic& unknown(Span place, std::string message) const;

  const Context& context_;
  std::vector<Word> words_;
  std::size_t at_ = 0;
  bool is_unreadable_ = false;  ///< a value of the case was reported

 private:
  void add(const ast::ExpectationWord& word);
  std::size_t count_of(std::string_view words) const;

  bool has_cases_ = false;
};

}  // namespace precept::testing
