// The engine's own sentences, each with its place in one catalogue (sentences.def) and given in several
// languages. What a policy says is not here: its texts and their translations lie in the program.
//
//   words(say::FieldIsMissing, noun)        "the `country` of E. Novak is missing"
//
// A sentence is whole: nothing is glued from parts that only fit together in English. How many holes it has
// is known when it is compiled, so that a call with too few words for them does not build.
#pragma once

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "runtime/words/language.h"

namespace precept {

/// How many arguments a pattern takes: one more than the greatest number among its holes `{0}`, `{1}`, …
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

/// A row of the catalogue, with so many holes.
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

/// Adds what fills a hole, so that the words before it go with it: "an Evening", « d'Etihad », « s'il ».
void append(std::string& text, std::string_view filling, Language language);
/// The pattern with its holes filled, each `{0}`, `{1}`, … by the filling of that number.
std::string fill(std::string_view pattern, std::span<const std::string> fillings, Language language);

/// The catalogue in one language; a sentence that has not been put into it is said in English.
class Words {
 public:
  explicit Words(Language language = Language::En) : language_(language) {}

  Language language() const { return language_; }
  /// How many sentences there are, and how many of them the language lacks.
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
  /// "1 person", "3 people": whichever fits the number in this language.
  std::string counted(std::size_t number, Sentence<1> one, Sentence<1> many) const {
    return (*this)(is_one(number) ? one : many, number);
  }
  bool is_one(std::size_t number) const { return number == 1 || (language_ == Language::Fr && number == 0); }

  /// The sentence of that number as it is in the catalogue; in English where the language lacks it.
  std::string_view pattern(std::size_t number) const;

 private:
  Language language_;
};

}  // namespace precept
