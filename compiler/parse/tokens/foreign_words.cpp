#include "compiler/parse/tokens/foreign_words.h"

#include <algorithm>
#include <map>

#include "PreceptLexer.h"
#include "base/diagnostic.h"
#include "base/suggest.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

constexpr std::size_t count_words(std::string_view phrase) {
  return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1;
}

constexpr ForeignWord kForeignWords[] = {
#define OPENING(written, meant, help) \
  {ForeignWordPlace::Opening, written, count_words(written), L::meant, help},
#define INFIX(written, meant, help) {ForeignWordPlace::Infix, written, count_words(written), L::meant, help},
#define PREFIX(written, meant, help) \
  {ForeignWordPlace::Prefix, written, count_words(written), L::meant, help},
#define PART(written, meant, help) {ForeignWordPlace::Part, written, count_words(written), L::meant, help},
#define UNIT(written, factor, meant)
#include "compiler/parse/tokens/foreign_words.def"
#undef OPENING
#undef INFIX
#undef PREFIX
#undef PART
#undef UNIT
};

constexpr TimeUnit kUnits[] = {
#define OPENING(written, meant, help)
#define INFIX(written, meant, help)
#define PREFIX(written, meant, help)
#define PART(written, meant, help)
#define UNIT(written, factor, meant) {written, factor, L::meant},
#include "compiler/parse/tokens/foreign_words.def"
#undef OPENING
#undef INFIX
#undef PREFIX
#undef PART
#undef UNIT
};

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};

std::map<std::pair<ForeignWordPlace, std::string_view>, std::vector<const ForeignWord*>>
index_foreign_words() {
  std::map<std::pair<ForeignWordPlace, std::string_view>, std::vector<const ForeignWord*>> result;
  for (const ForeignWord& foreign : kForeignWords) {
    result[{foreign.place, foreign.written.substr(0, foreign.written.find(' '))}].push_back(&foreign);
  }
  for (auto& [key, foreign_words] : result) {
    std::ranges::stable_sort(foreign_words, std::ranges::greater(), &ForeignWord::word_count);
  }
  return result;
}

/// All first words of habits that say no in one word.
const std::vector<std::string_view>& negations() {
  static const auto all = [] {
    std::vector<std::string_view> result;
    for (const ForeignWord& foreign : kForeignWords) {
      std::string_view first = foreign.written.substr(0, foreign.written.find(' '));
      if (is_negation(first)) result.push_back(first);
    }
    return result;
  }();
  return all;
}

}  // namespace

std::string lower_case(std::string_view word) {
  std::string result(word);
  constexpr std::string_view kOtherApostrophe = "\u2019";
  std::size_t sign = result.find(kOtherApostrophe);
  if (sign != std::string::npos) result.replace(sign, kOtherApostrophe.size(), "'");
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return result;
}

bool is_negation(std::string_view word) {
  constexpr std::size_t kShortest = 6;  // of shorter words too little is left to tell
  bool says_no = word.ends_with("nt") || word.ends_with("n't") || word.ends_with("not");
  return says_no && word.size() >= kShortest;
}

std::string as_foreign_word(std::string_view word) {
  std::string result = lower_case(word);
  if (!is_negation(result)) return result;
  std::string meant = nearest(result, negations());
  return meant.empty() ? result : meant;
}

std::vector<const ForeignWord*> foreign_words_of(ForeignWordPlace place, std::string_view first_word) {
  static const auto all = index_foreign_words();
  auto found = all.find({place, as_foreign_word(first_word)});
  return found == all.end() ? std::vector<const ForeignWord*>() : found->second;
}

const TimeUnit* unit_named(std::string_view word) {
  auto found = std::ranges::find(kUnits, lower_case(word), &TimeUnit::word);
  return found == std::end(kUnits) ? nullptr : found;
}

unsigned number_of(std::string_view word) {
  constexpr std::pair<std::string_view, unsigned> kNumbers[] = {
      {"one", 1},       {"two", 2},      {"three", 3},    {"four", 4},    {"five", 5},    {"six", 6},
      {"seven", 7},     {"eight", 8},    {"nine", 9},     {"ten", 10},    {"eleven", 11}, {"twelve", 12},
      {"fourteen", 14}, {"fifteen", 15}, {"twenty", 20},  {"thirty", 30}, {"forty", 40},  {"fifty", 50},
      {"sixty", 60},    {"ninety", 90},  {"hundred", 100}};
  auto found = std::ranges::find(kNumbers, lower_case(word), &std::pair<std::string_view, unsigned>::first);
  return found == std::end(kNumbers) ? 0 : found->second;
}

unsigned month_of(std::string_view word) {
  std::string name = lower_case(word);
  if (name.size() < 3) return 0;
  for (unsigned i = 0; i < std::size(kMonths); ++i) {
    if (kMonths[i] == name || (name.size() == 3 && kMonths[i].starts_with(name))) return i + 1;
  }
  return 0;
}

}  // namespace precept::parsing
