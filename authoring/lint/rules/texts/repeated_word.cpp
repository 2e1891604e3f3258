#include <cctype>
#include <set>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

namespace {

struct Word {
  std::size_t begin = 0, end = 0;  ///< in the text as it is written
};

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

std::string in_lower_case(std::string_view word) {
  std::string result(word);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// Pairs of one word twice with nothing but blanks between; what stands in holes is none.
std::vector<std::pair<Word, Word>> repeated_in(std::string_view text) {
  static const std::set<std::string> kMeant = {"that", "had", "no", "bye"};
  std::vector<std::pair<Word, Word>> result;
  Word last;
  int holes = 0;
  for (std::size_t i = 0; i < text.size();) {
    holes += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (!is_letter(text[i]) || holes > 0) {
      const bool is_blank = std::isspace(static_cast<unsigned char>(text[i])) != 0;
      if (!is_blank) last = {};
      ++i;
      continue;
    }
    Word word{i, i};
    while (word.end < text.size() && is_letter(text[word.end])) ++word.end;
    const std::string lower = in_lower_case(text.substr(word.begin, word.end - word.begin));
    const bool is_same =
        last.end > 0 && in_lower_case(text.substr(last.begin, last.end - last.begin)) == lower;
    if (is_same && lower.size() > 1 && !kMeant.contains(lower)) result.emplace_back(last, word);
    last = word;
    i = word.end;
  }
  return result;
}

}  // namespace

void repeated_word(Look& look) {
  for (const SeenText& seen : texts_of(look)) {
    if (seen.role == TextRole::Quote) continue;
    const Span at = seen.text->span;
    const std::string_view written = look.sources().text(at);
    for (const auto& [first, again] : repeated_in(written)) {
      auto place = [&](std::size_t begin, std::size_t end) {
        return Span{at.file, at.begin + static_cast<std::uint32_t>(begin),
                    at.begin + static_cast<std::uint32_t>(end)};
      };
      look.found(
              DiagnosticKind::RepeatedWord, place(again.begin, again.end),
              "`" + std::string(written.substr(again.begin, again.end - again.begin)) + "` stands here twice")
          .with_help("leave one out")
          .with_edit(place(first.end, again.end), "");
    }
  }
}

}  // namespace precept::lint
