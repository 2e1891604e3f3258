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

}  // namespace

bool is_placeholder(std::string_view by) {
  std::vector<TextWord> words = words_of(by);
  return std::ranges::all_of(words, [](const TextWord& word) {
    return word.is_number || word.is_letter || hollow_words().contains(word.text) ||
           hollow_wholes().contains(word.text);
  });
}

}  // namespace precept
