#include "runtime/words/language.h"

namespace precept {

const char* code_of(Language language) {
  switch (language) {
    case Language::En:
      return "en";
    case Language::Fr:
      return "fr";
    case Language::Es:
      return "es";
    case Language::Ar:
      return "ar";
    case Language::Zh:
      return "zh";
    case Language::Ru:
      return "ru";
  }
  return "";
}

std::optional<Language> language_of(std::string_view code) {
  for (Language language : kLanguages) {
    if (code == code_of(language)) return language;
  }
  return std::nullopt;
}

const char* direction_of(Language language) {
  return language == Language::Ar ? "rtl" : "ltr";
}

}  // namespace precept
