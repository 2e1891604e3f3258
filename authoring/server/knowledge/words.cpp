#include "authoring/server/knowledge/words.h"

#include <algorithm>

namespace precept::server {

std::span<const LanguageWord> language_words() {
  static constexpr LanguageWord kWords[] = {
#define WORD(word, place, meaning) {word, WordPlace::place, meaning},
#include "authoring/server/knowledge/words.def"
#undef WORD
  };
  return kWords;
}

const LanguageWord* language_word(std::string_view word) {
  const auto words = language_words();
  auto exact = std::ranges::find(words, word, &LanguageWord::word);
  if (exact != words.end()) return &*exact;
  auto first = std::ranges::find_if(
      words, [&](const LanguageWord& each) { return each.word.substr(0, each.word.find(' ')) == word; });
  return first == words.end() ? nullptr : &*first;
}

}  // namespace precept::server
