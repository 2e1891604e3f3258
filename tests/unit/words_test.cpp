// The engine's sentences in every language that it has.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "runtime/words/catalogue.h"

using namespace precept;

namespace {

/// "{0}", "{1}", … each as often as it stands there, in order.
std::vector<std::string> holes(std::string_view pattern) {
  std::vector<std::string> result;
  for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
    result.emplace_back(pattern.substr(at, pattern.find('}', at) + 1 - at));
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace

TEST_CASE("a sentence has the same holes in every language, numbered without gaps") {
  for (std::size_t i = 0; i < Catalogue::count(); ++i) {
    std::string_view english = Catalogue(Language::En).pattern(i);
    std::vector<std::string> expected = holes(english);
    INFO(english);
    CHECK(!english.empty());
    for (std::size_t hole = 0; hole < expected.size(); ++hole) {
      CHECK(expected[hole] == "{" + std::to_string(hole) + "}");
    }
    for (Language language : kLanguages) CHECK(holes(Catalogue(language).pattern(i)) == expected);
  }
}

TEST_CASE("French is complete, and set as French is") {
  Catalogue french(Language::Fr);
  CHECK(french.missing() == 0);
  for (std::size_t i = 0; i < Catalogue::count(); ++i) {
    std::string_view text = french.pattern(i);
    INFO(text);
    for (std::string_view loose : {" :", " ;", " ?", " !", " »", "« ", "“", "”"}) {
      CHECK(text.find(loose) == std::string_view::npos);
    }
  }
  CHECK(Catalogue(Language::En).missing() == 0);
}

TEST_CASE("a language without a sentence says it in English") {
  Catalogue spanish(Language::Es);
  CHECK(spanish.missing() == Catalogue::count());
  CHECK(spanish(say::IsNot, "a", "b", "c") == "a is b, not c");
}

TEST_CASE("lists and numbers") {
  Catalogue english, french(Language::Fr);
  std::vector<std::string> none, one{"a"}, three{"a", "b", "c"};
  CHECK(english.list(none, say::ListAnd) == "");
  CHECK(english.list(one, say::ListAnd) == "a");
  CHECK(english.list(three, say::ListOr) == "a, b or c");
  CHECK(french.list(three, say::ListAnd) == "a, b et c");
  CHECK(english.counted(1, say::OneEntry, say::Entries) == "1 entry of the list looked at");
  CHECK(english.counted(0, say::OneEntry, say::Entries) == "0 entries of the list looked at");
  CHECK(french.counted(0, say::OneEntry, say::Entries) == "0 entrée de la liste examinée");
  CHECK(french.counted(2, say::OneEntry, say::Entries) == "2 entrées de la liste examinées");
}

TEST_CASE("the words before a hole go with what fills it") {
  Catalogue english, french(Language::Fr);
  CHECK(english(say::AnElement, "Endorsement") == "an `Endorsement`");
  CHECK(english(say::AnElement, "Guest") == "a `Guest`");
  CHECK(english(say::AnElement, "User") == "a `User`");
  CHECK(english(say::AnElement, "Umpire") == "an `Umpire`");
  CHECK(english(say::OnlyPolicy, "Evening") == "the only policy about an Evening, in force at all times");
  CHECK(french(say::IsJudgementAbout, "committed", "Etihad Salam") ==
        "appréciation `committed` à propos d'Etihad Salam");
  CHECK(french(say::IsJudgementAbout, "committed", "Égypte") == "appréciation `committed` à propos d'Égypte");
  CHECK(french(say::IsJudgementAbout, "committed", "Kenya") == "appréciation `committed` à propos de Kenya");
  CHECK(french(say::TheNumber, "endorsements") == "le nombre d'`endorsements`");
  CHECK(french(say::TheNumber, "guests") == "le nombre de `guests`");
  CHECK(french(say::IsOpenWhether, "il pleut") == "on ne sait pas s'il pleut");
  CHECK(french(say::IsOpenWhether, "elle pleut") == "on ne sait pas si elle pleut");
}

TEST_CASE("languages have codes") {
  std::set<std::string> codes;
  for (Language language : kLanguages) {
    codes.insert(code_of(language));
    CHECK(language_of(code_of(language)) == language);
    CHECK(std::string(direction_of(language)) == (language == Language::Ar ? "rtl" : "ltr"));
  }
  CHECK(codes.size() == kLanguages.size());
  CHECK(!language_of("").has_value());
  CHECK(!language_of("FR").has_value());
}
