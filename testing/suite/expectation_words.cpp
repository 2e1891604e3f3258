#include "testing/suite/expectation_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"

namespace precept::testing {

using ast::WordForm;

WordReader::WordReader(const ast::Expectation& expectation, const TestContext& context) : context_(context) {
  for (const ast::ExpectationWord& word : expectation.words) add(word);
}

void WordReader::add(const ast::ExpectationWord& word) {
  auto found = word.form == WordForm::Word ? context_.cases.find(word.text) : context_.cases.end();
  if (found == context_.cases.end()) {
    words_.push_back({word.form, std::string(word.text), word.span, false});
    return;
  }
  has_cases_ = true;
  const ast::Datum& value = *found->second;
  switch (value.form) {
    case ast::DatumForm::Name:
      return words_.push_back({WordForm::Word, std::string(value.name.text), word.span, true, value.span});
    case ast::DatumForm::Integer:
      return words_.push_back({WordForm::Number, std::to_string(value.integer), word.span, true, value.span});
    case ast::DatumForm::Text:
      return words_.push_back({WordForm::String, std::string(value.text), word.span, true, value.span});
    case ast::DatumForm::Decimal:
    case ast::DatumForm::Date:
    case ast::DatumForm::Moment:
    case ast::DatumForm::Truth:
    case ast::DatumForm::None:
      // No word that an expectation can have; the reader that meets it reports it.
      return words_.push_back(
          {WordForm::Word, std::string(context_.sources.text(value.span)), word.span, true, value.span});
    case ast::DatumForm::Error:
    case ast::DatumForm::List:
    case ast::DatumForm::Object:
    case ast::DatumForm::Repeated:
      break;
  }
  is_unreadable_ = true;
  fail(value.span, "this value cannot stand in an expectation").label(word.span, "where it would stand");
}

std::string WordReader::as_written(const ast::Expectation& expectation) const {
  std::string text;
  if (!has_cases_) {
    for (char c : context_.sources.text(expectation.span)) {
      bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_blank) text += c;
      if (is_blank && !text.empty() && text.back() != ' ') text += ' ';
    }
    return text.substr(std::min(text.size(), text.find(' ') + 1));
  }
  for (const ExpectationToken& word : words_) {
    bool is_joined = word.form == WordForm::Sign && word.text != "(" && word.text != "[";
    if (!text.empty() && !is_joined) text += ' ';
    bool is_quoted = word.form == WordForm::String && !word.is_from_case;
    text += is_quoted ? fmt::format("\"{}\"", word.text) : word.text;
  }
  return text;
}

std::string WordReader::rest() const {
  std::string text;
  for (std::size_t i = at_; i < words_.size(); ++i) text += (i > at_ ? " " : "") + words_[i].text;
  return text;
}

bool WordReader::is(std::string_view text, std::size_t ahead) const {
  return at_ + ahead < words_.size() && words_[at_ + ahead].form != WordForm::String &&
         words_[at_ + ahead].text == text;
}

bool WordReader::is_form(WordForm form, std::size_t ahead) const {
  return at_ + ahead < words_.size() && words_[at_ + ahead].form == form;
}

bool WordReader::take(std::string_view text) {
  if (!is(text)) return false;
  ++at_;
  return true;
}

/// How many of the next words make up `words`; 0 where they do not. A string counts as words where it comes
/// from a row.
std::size_t WordReader::count_of(std::string_view words) const {
  if (done()) return 0;
  if (words_[at_].form == WordForm::String)
    return words_[at_].is_from_case && words_[at_].text == words ? 1 : 0;
  std::size_t count = 0;
  while (!words.empty()) {
    if (at_ + count >= words_.size()) return 0;
    const ExpectationToken& word = words_[at_ + count];
    if (word.form == WordForm::String || !words.starts_with(word.text)) return 0;
    words.remove_prefix(word.text.size());
    if (words.starts_with(' ')) words.remove_prefix(1);
    ++count;
  }
  return count;
}

std::optional<int> WordReader::take_choice(std::span<const Choice> choices) {
  for (const Choice& choice : choices) {
    if (std::size_t count = count_of(choice.words); count > 0) {
      at_ += count;
      return choice.value;
    }
  }
  return std::nullopt;
}

namespace {

/// Help for a word of other tools, such as "passed": the choice that it stands for.
std::string usual_word(std::string_view word, const std::vector<std::string_view>& choices) {
  constexpr std::string_view kGood[] = {"pass", "passes", "passed", "ok",   "true",    "valid",
                                        "met",  "holds",  "yes",    "kept", "satisfy", "satisfies"};
  constexpr std::string_view kBad[] = {"fail", "fails",  "failed", "false",   "invalid",  "broken",
                                       "no",   "breach", "error",  "violate", "violates", "violation"};
  bool is_good = std::ranges::find(kGood, word) != std::end(kGood);
  bool is_bad = std::ranges::find(kBad, word) != std::end(kBad);
  for (std::string_view choice : choices) {
    bool says_good = choice == "satisfied" || choice == "compliant";
    bool says_bad = choice == "violated" || choice == "non-compliant";
    if ((is_good && says_good) || (is_bad && says_bad)) return fmt::format("write `{}`", choice);
  }
  return {};
}

}  // namespace

std::optional<int> WordReader::require_choice(std::span<const Choice> choices, std::string_view what) {
  if (auto value = take_choice(choices)) return value;
  std::vector<std::string_view> names;
  std::string all;
  for (const Choice& choice : choices) {
    names.push_back(choice.words);
    all += fmt::format("{}`{}`", all.empty() ? "" : ", ", choice.words);
  }
  std::string rule = fmt::format("{} is one of {}", what, all);
  if (done()) {
    fail(here(), fmt::format("here the expectation ends; {} is missing", what)).note(std::move(rule));
  } else {
    const ExpectationToken& word = words_[at_];
    auto& error = fail(word.is_from_case ? word.cell : word.span,
                       fmt::format("`{}` is no {}", word.text, what.substr(what.find(' ') + 1)));
    if (word.is_from_case) error.label(word.span, "where it stands");
    bool is_quoted = word.form == WordForm::String && std::ranges::find(names, word.text) != names.end();
    std::string near =
        is_quoted ? fmt::format("write `{}` without quotes", word.text) : did_you_mean(word.text, names);
    error.note(std::move(rule)).with_help(near.empty() ? usual_word(word.text, names) : near);
  }
  return std::nullopt;
}

Diagnostic& WordReader::fail(Span place, std::string message) const {
  return context_.report(DiagnosticKind::UnreadableExpectation, place, std::move(message));
}

Diagnostic& WordReader::unknown(Span place, std::string message) const {
  return context_.report(DiagnosticKind::UnknownInTest, place, std::move(message));
}

}  // namespace precept::testing
