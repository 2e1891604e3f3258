#include "runtime/phrasing/kind_words.h"

namespace precept {

std::string verdict_words(Verdict verdict, const Words& words) {
  switch (verdict) {
    case Verdict::Compliant:
      return words(say::Compliant);
    case Verdict::NonCompliant:
      return words(say::NonCompliant);
    case Verdict::Undetermined:
      return words(say::Undetermined);
  }
  return {};
}

std::string outcome_words(Outcome outcome, const Words& words) {
  switch (outcome) {
    case Outcome::NotApplicable:
      return words(say::NotApplicable);
    case Outcome::Satisfied:
      return words(say::Satisfied);
    case Outcome::Violated:
      return words(say::Violated);
    case Outcome::Undetermined:
      return words(say::Undetermined);
  }
  return {};
}

std::string outcome_words(Outcome outcome, Level level, const Words& words) {
  const bool binds = level == Level::Error;
  return outcome == Outcome::Violated && !binds ? words(say::NotFollowedAtAll)
                                                : outcome_words(outcome, words);
}

std::string right_words(Right right, const Words& words) {
  switch (right) {
    case Right::Silent:
      return words(say::Silent);
    case Right::Permitted:
      return words(say::Permitted);
    case Right::Discouraged:
      return words(say::Discouraged);
    case Right::Forbidden:
      return words(say::Forbidden);
    case Right::Undetermined:
      return words(say::Undetermined);
  }
  return {};
}

std::string level_words(Level level, const Words& words) {
  switch (level) {
    case Level::Error:
      return words(say::ErrorLevel);
    case Level::Warning:
      return words(say::WarningLevel);
    case Level::Note:
      return words(say::NoteLevel);
  }
  return {};
}

std::string language_words(Language language, const Words& words) {
  switch (language) {
    case Language::En:
      return words(say::English);
    case Language::Fr:
      return words(say::French);
    case Language::Es:
      return words(say::Spanish);
    case Language::Ar:
      return words(say::Arabic);
    case Language::Zh:
      return words(say::Chinese);
    case Language::Ru:
      return words(say::Russian);
  }
  return {};
}

}  // namespace precept
