// Verdicts, outcomes and rights as people read them. Their codes (runtime/program/kinds.h) are the same
// everywhere.
#pragma once

#include <string>

#include "runtime/program/kinds.h"
#include "runtime/words/words.h"

namespace precept {

/// "non-compliant".
std::string verdict_words(Verdict verdict, const Words& words);
/// "not applicable".
std::string outcome_words(Outcome outcome, const Words& words);
/// Of a finding: what only advises or encourages is not violated, it is not followed.
std::string outcome_words(Outcome outcome, Level level, const Words& words);
/// "forbidden"; of Silent "silent".
std::string right_words(Right right, const Words& words);
/// "warning".
std::string level_words(Level level, const Words& words);
/// "French".
std::string language_words(Language language, const Words& words);

/// Which of three is meant.
template <class Choice>
Choice by_truth(Truth truth, Choice yes, Choice no, Choice unknown) {
  return truth == Truth::Yes ? yes : truth == Truth::No ? no : unknown;
}

}  // namespace precept
