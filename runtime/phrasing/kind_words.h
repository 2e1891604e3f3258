// Verdicts, outcomes, rights and levels as people read them, in the language of `words`. Their codes
// (runtime/program/kinds.h) are the same in every language.
#pragma once

#include <string>

#include "runtime/program/kinds.h"
#include "runtime/words/words.h"

namespace precept {

/// "non-compliant".
std::string verdict_words(Verdict verdict, const Words& words);
/// "not applicable".
std::string outcome_words(Outcome outcome, const Words& words);
/// The same for a finding of that level: a violated recommendation or encouragement is "not followed".
std::string outcome_words(Outcome outcome, Level level, const Words& words);
/// "forbidden", "silent".
std::string right_words(Right right, const Words& words);
/// "warning".
std::string level_words(Level level, const Words& words);
/// "French".
std::string language_words(Language language, const Words& words);

/// The choice for a truth.
template <class Choice>
Choice by_truth(Truth truth, Choice yes, Choice no, Choice unknown) {
  return truth == Truth::Yes ? yes : truth == Truth::No ? no : unknown;
}

}  // namespace precept
