#include "runtime/read/placeholders.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace precept {

namespace {

const std::set<std::string_view>& placeholder_words() {
  static const std::set<std::string_view> words = {
#define WORD(word) word,
#define PHRASE(text)
#include "checker/placeholders.def"
#undef WORD
#undef PHRASE
  };
  return words;
}

const std::set<std::string_view>& placeholder_phrases() {
  static const std::set<std::string_view> wholes = {
#define WORD(word)
#define PHRASE(text) text,
#include "checker/placeholders.def"
#undef WORD
#undef PHRASE
  };
  return wholes;
}

/// Whether the word repeats one letter of an alphabet: "xxx".
bool is_one_letter(std::string_view word) {
  constexpr std::string_view kBehindCyrillic = "\xD4\xB0";  // U+0530; UTF-8 sorts as the characters do
  if (word >= kBehindCyrillic) return false;
  const auto lead = static_cast<unsigned char>(word[0]);
  const std::string_view letter = word.substr(0, lead < 0x80 ? 1 : 2);
  while (word.starts_with(letter)) word.remove_prefix(letter.size());
  return word.empty();
}

/// What looks like a Latin letter, and is none.
const std::unordered_map<char32_t, char>& look_alikes() {
  static const std::unordered_map<char32_t, char> letters = [] {
    std::unordered_map<char32_t, char> result;
#define LOOK_ALIKE(letter, those) \
  for (char32_t each : std::u32string_view(U##those)) result.emplace(each, letter);
#include "checker/look_alikes.def"
#undef LOOK_ALIKE
    return result;
  }();
  return letters;
}

bool names_nobody(std::string_view by) {
  std::vector<TextWord> words = words_of(by);
  std::string joined;
  for (const TextWord& word : words) joined += word.text;
  return placeholder_phrases().contains(joined) || std::ranges::all_of(words, [](const TextWord& word) {
           return word.is_number || word.is_letter || is_one_letter(word.text) ||
                  placeholder_words().contains(word.text) || placeholder_phrases().contains(word.text);
         });
}

}  // namespace

bool is_placeholder(std::string_view by) {
  return names_nobody(by) || names_nobody(with_letters(by, look_alikes()));
}

}  // namespace precept
