// The words of the language with what they mean (words.def).
#pragma once

#include <span>
#include <string_view>

namespace precept::server {

enum class WordPlace { Head, Statement, Item, Norm, Test, Type, Operand, Operator };

struct LanguageWord {
  std::string_view word;  ///< "shall ensure"
  WordPlace place;
  std::string_view meaning;
};
std::span<const LanguageWord> language_words();
/// The word, or the first of several words that begins with it; null where there is none.
const LanguageWord* language_word(std::string_view word);

}  // namespace precept::server
