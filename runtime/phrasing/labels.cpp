#include "runtime/phrasing/labels.h"

namespace precept {

std::string verdict_label(Verdict verdict, const Catalogue& words) {
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

std::string outcome_label(Outcome outcome, const Catalogue& words) {
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

std::string outcome_label(Outcome outcome, Level level, const Catalogue& words) {
  const bool binds = level == Level::Error;
  return outcome == Outcome::Violated && !binds ? words(say::NotFollowedAtAll)
                                                : outcome_label(outcome, words);
}

std::string right_label(Right right, const Catalogue& words) {
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

std::string level_label(Level level, const Catalogue& words) {
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

std::string language_label(Language language, const Catalogue& words) {
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
