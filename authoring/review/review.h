// The face of review/: what can be said of a policy without any document. Names and types, the official
// text's lock, translations, tests and lints are gone through in this order; what a step needs and could not
// be had makes it "not reached".
//
//     policy hall
//     source "hall.lock"
//     …
//
// gives five steps, of which the second is in order where each label and quote is in the lock, and the fourth
// has something to find where a test beside the policy fails.
//
// Errors: mistakes are among what is told, each with its sources; nothing here throws, prints or reads the
// clock.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace precept::review {

enum class Step { Names, OfficialText, Translations, Tests, Lints };
/// "names-and-types", "official-text", …
std::string_view name_of(Step step);

enum class State {
  InOrder,
  Nothing,    ///< there is nothing to hold it against: no official text is named, there are no tests
  Found,      ///< something to look at: a test fails, a text is not translated
  Failed,     ///< a mistake; the policy cannot be used
  NotReached  ///< a step before it failed
};
/// "in-order", "nothing", …
std::string_view name_of(State state);

struct StepResult {
  Step step{};
  State state{};
  std::string words;  ///< what was done and seen: "38 passed", "there are no tests"
};

/// Mistakes and the texts that their places are in.
struct Told {
  std::shared_ptr<const Sources> sources;
  Diagnostics diagnostics;
};

struct PolicyReview {
  std::filesystem::path file;  ///< of a part, its policy
  std::string name;            ///< as declared; empty where it could not be read
  bool is_module = false;      ///< it has no clauses, and so one step
  std::vector<StepResult> steps;
  std::vector<Told> told;

  /// The gravest: Failed, else Found, else InOrder.
  State state() const;
};

/// Reviews a policy file, a part of one, or a module.
PolicyReview review(const std::filesystem::path& file);

}  // namespace precept::review
