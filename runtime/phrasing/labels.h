// Verdicts, outcomes, rights and levels as people read them, in the language of `words`. Their codes
// (runtime/program/kinds.h) are the same in every language.
#pragma once

#include <string>

#include "runtime/program/kinds.h"
#include "runtime/words/catalogue.h"

namespace precept {

/// "non-compliant".
std::string verdict_label(Verdict verdict, const Catalogue& words);
/// "not applicable".
std::string outcome_label(Outcome outcome, const Catalogue& words);
/// The same for a finding of that level: a violated recommendation or encouragement is "not followed".
std::string outcome_label(Outcome outcome, Level level, const Catalogue& words);
/// "forbidden", "silent".
std::string right_label(Right right, const Catalogue& words);
/// "warning".
std::string level_label(Level level, const Catalogue& words);
/// "French".
std::string language_label(Language language, const Catalogue& words);

/// The choice for a truth.
template <class Choice>
Choice by_truth(Truth truth, Choice yes, Choice no, Choice unknown) {
  return truth == Truth::Yes ? yes : truth == Truth::No ? no : unknown;
}

}  // namespace precept
