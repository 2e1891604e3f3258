// The engine's own sentences in several languages. sentences.def is the catalogue. The texts of a policy and
// their translations are not here: they lie in the program (docs/languages.md).
//
//   shall ensure s.length <= f.limit      nobody gave the length of Cleo: words(say::FieldIsMissing, noun)
//                                         is "the `length` of Cleo is missing"
//
// A sentence is whole: no language glues it from parts that only fit together in English. The number of its
// holes is known at compile time, so a call with too few or too many fillings does not build.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "runtime/words/language.h"

namespace precept {

/// The number of holes of a pattern: one more than the greatest number among `{0}`, `{1}`, …
consteval std::size_t holes_of(std::string_view pattern) {
  std::size_t holes = 0;
  for (std::size_t i = 0; i + 2 < pattern.size(); ++i) {
    bool is_hole =
        pattern[i] == '{' && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (is_hole && holes < static_cast<std::size_t>(pattern[i + 1] - '0') + 1) {
      holes = static_cast<std::size_t>(pattern[i + 1] - '0') + 1;
    }
  }
  return holes;
}

/// The number of a row of the catalogue; `Holes` is how many holes the sentence has.
template <std::size_t Holes>
struct Sentence {
  std::uint16_t number = 0;
};

namespace say {

enum class Number : std::uint16_t {
#define SENTENCE(name, english, french) name,
#include "runtime/words/sentences.def"
#undef SENTENCE
};
#define SENTENCE(name, english, french) \
  inline constexpr Sentence<holes_of(english)> name{static_cast<std::uint16_t>(Number::name)};
#include "runtime/words/sentences.def"
#undef SENTENCE

}  // namespace say

/// Adds the filling of a hole and fits the word before it: "an Evening", « d'Etihad », « s'il ».
void append(std::string& text, std::string_view filling, Language language);
/// The pattern with each hole `{0}`, `{1}`, … replaced by the filling of that number.
std::string fill(std::string_view pattern, std::span<const std::string> fillings, Language language);

/// The catalogue in one language. A sentence that the language lacks is given in English.
class Catalogue {
 public:
  explicit Catalogue(Language language = Language::En) : language_(language) {}

  Language language() const { return language_; }
  /// The number of sentences, and of those that the language lacks.
  static std::size_t count();
  std::size_t missing() const;

  template <std::size_t Holes, class... Arguments>
  std::string operator()(Sentence<Holes> sentence, const Arguments&... arguments) const {
    static_assert(sizeof...(Arguments) == Holes, "the sentence has another number of holes");
    const std::array<std::string, Holes> filled{fmt::format("{}", arguments)...};
    return fill(pattern(sentence.number), filled, language_);
  }
  /// "a, b and c"; `last` joins the last two: say::ListAnd.
  std::string list(std::span<const std::string> items, Sentence<2> last) const;
  /// "1 person" or "3 people", as the language counts.
  std::string counted(std::size_t number, Sentence<1> one, Sentence<1> many) const {
    return (*this)(is_one(number) ? one : many, number);
  }
  bool is_one(std::size_t number) const { return number == 1 || (language_ == Language::Fr && number == 0); }

  /// Digits with a point as the language writes them: "2.5", « 2,5 ».
  std::string decimal(std::string digits) const {
    if (language_ == Language::Fr) std::ranges::replace(digits, '.', ',');
    return digits;
  }

  /// The pattern of a sentence by its number; in English where the language lacks it.
  std::string_view pattern(std::size_t number) const;

 private:
  Language language_;
};

}  // namespace precept
