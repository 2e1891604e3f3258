#include "runtime/words/words.h"

#include <array>

namespace precept {

namespace {

/// One row of the catalogue; a language without a column, and an empty cell, has no such sentence.
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

}  // namespace

std::size_t Words::count() {
  return kRows.size();
}

std::size_t Words::missing() const {
  std::size_t missing = 0;
  for (const Row& row : kRows) missing += row.in(language_).empty() ? 1 : 0;
  return missing;
}

std::string_view Words::pattern(std::size_t number) const {
  const Row& row = kRows[number];
  std::string_view pattern = row.in(language_);
  return pattern.empty() ? row.english : pattern;
}

std::string Words::list(std::span<const std::string> items, Sentence<2> last) const {
  std::string result;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    result = i == 0 ? items[0] : (*this)(say::ListMore, result, items[i]);
  }
  if (items.size() < 2) return items.empty() ? std::string() : items[0];
  return (*this)(last, result, items.back());
}

}  // namespace precept
