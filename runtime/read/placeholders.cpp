#include "runtime/read/placeholders.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace precept {

namespace {

const std::set<std::string_view>& hollow_words() {
  static const std::set<std::string_view> words = {
#define HOLLOW(word) word,
#define WHOLE(text)
#include "checker/placeholders.def"
#undef HOLLOW
#undef WHOLE
  };
  return words;
}

const std::set<std::string_view>& hollow_wholes() {
  static const std::set<std::string_view> wholes = {
#define HOLLOW(word)
#define WHOLE(text) text,
#include "checker/placeholders.def"
#undef HOLLOW
#undef WHOLE
  };
  return wholes;
}

/// "xxx": one letter of an alphabet, again and again.
bool is_one_letter(std::string_view word) {
  constexpr unsigned char kFirstOfThree = 0xE2;  // U+2E80 and beyond begin with this byte, or a higher one
  const auto lead = static_cast<unsigned char>(word[0]);
  if (lead >= kFirstOfThree) return false;
  const std::string_view letter = word.substr(0, lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3);
  while (word.starts_with(letter)) word.remove_prefix(letter.size());
  return word.empty();
}

}  // namespace

bool is_placeholder(std::string_view by) {
  std::vector<TextWord> words = words_of(by);
  std::string joined;
  for (const TextWord& word : words) joined += word.text;
  return hollow_wholes().contains(joined) || std::ranges::all_of(words, [](const TextWord& word) {
           return word.is_number || word.is_letter || is_one_letter(word.text) ||
                  hollow_words().contains(word.text) || hollow_wholes().contains(word.text);
         });
}

}  // namespace precept
