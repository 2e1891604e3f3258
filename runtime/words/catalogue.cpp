#include "runtime/words/catalogue.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace precept {

namespace {

/// One row of the catalogue. A language without a column, or with an empty cell, lacks the sentence.
struct Row {
  std::string_view english, french;

  std::string_view in(Language language) const {
    switch (language) {
      case Language::En:
        return english;
      case Language::Fr:
        return french;
      case Language::Es:
      case Language::Ar:
      case Language::Zh:
      case Language::Ru:
        return {};
    }
    return {};
  }
};

constexpr auto kRows = std::to_array<Row>({
#define SENTENCE(name, english, french) {english, french},
#include "runtime/words/sentences.def"
#undef SENTENCE
});

/// The word before a hole, which may change with the filling.
std::string_view last_word(std::string_view text) {
  std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) {
    return text.size() >= beginning.size() &&
           std::ranges::equal(text.substr(0, beginning.size()), beginning, {}, lower, lower);
  });
}

/// Whether English says "an" before the word: by its first letter, unless it sounds like "you" or "one".
bool takes_an(std::string_view word) {
  if (starts_with_any(word, {"uni", "use", "usu", "uti", "eu", "one", "once"})) return false;
  return starts_with_any(word, {"a", "e", "i", "o", "u"});
}

/// Whether French elides before the word. Before an `h` there is no rule, so it does not.
bool is_elided_before(std::string_view word) {
  return starts_with_any(word, {"a", "e", "i", "o", "u", "à", "â", "é", "è", "ê", "ë", "î", "ï",
                                "ô", "û", "À", "Â", "É", "È", "Ê", "Î", "Ï", "Ô", "œ", "Œ"});
}

/// Replaces the last `length` bytes, a word and the space after it, by `with`.
void replace_last(std::string& text, std::size_t length, std::string_view with) {
  text.resize(text.size() - length);
  text += with;
}

}  // namespace

void append(std::string& text, std::string_view filling, Language language) {
  // The pattern puts a code in back-quotes: the opening one stands between the word and the filling.
  const bool is_code = text.ends_with('`');
  std::string_view before = text;
  if (is_code) before.remove_suffix(1);
  if (before.ends_with(' ')) {
    const std::string_view word = last_word(before.substr(0, before.size() - 1));
    const std::size_t length = text.size() - static_cast<std::size_t>(word.data() - text.data());
    const std::string quote = is_code ? "`" : "";
    const bool has_name_in_code = !is_code && filling.starts_with('`');
    const std::string_view name = has_name_in_code ? filling.substr(1) : filling;
    if (language == Language::En) {
      if ((word == "a" || word == "A") && takes_an(name))
        replace_last(text, length, (word == "a" ? "an " : "An ") + quote);
    } else if (language == Language::Fr) {
      const bool is_il = starts_with_any(filling, {"il ", "ils "});
      if ((word == "de" || word == "que") && is_elided_before(name)) {
        replace_last(text, length, (word == "de" ? "d'" : "qu'") + quote);
      } else if (word == "si" && is_il) {
        replace_last(text, length, "s'");
      }
    }
  }
  text += filling;
}

std::string fill(std::string_view pattern, std::span<const std::string> fillings, Language language) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_hole = i + 2 < pattern.size() && pattern[i] == '{' && pattern[i + 2] == '}' &&
                         pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!is_hole) {
      text += pattern[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (number < fillings.size()) append(text, fillings[number], language);
    i += 2;
  }
  return text;
}

std::size_t Catalogue::count() {
  return kRows.size();
}

std::size_t Catalogue::missing() const {
  std::size_t missing = 0;
  for (const Row& row : kRows) missing += row.in(language_).empty() ? 1 : 0;
  return missing;
}

std::string_view Catalogue::pattern(std::size_t number) const {
  const Row& row = kRows[number];
  std::string_view pattern = row.in(language_);
  return pattern.empty() ? row.english : pattern;
}

std::string Catalogue::list(std::span<const std::string> items, Sentence<2> last) const {
  std::string result;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    result = i == 0 ? items[0] : (*this)(say::ListMore, result, items[i]);
  }
  if (items.size() < 2) return items.empty() ? std::string() : items[0];
  return (*this)(last, result, items.back());
}

}  // namespace precept
