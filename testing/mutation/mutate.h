// Tests tested: each small change of a policy is tried against the policy's tests. One that no test notices
// shows what the tests leave open, and comes with a test that would notice it, where one is found.
#pragma once

#include <functional>

#include "testing/mutation/mutants.h"
#include "testing/suite/suite.h"

namespace precept::testing {

enum class MutantState {
  NotTried,    ///< there was no time left
  Invalid,     ///< it does not compile
  Equivalent,  ///< it compiles to the same program
  Duplicate,   ///< it compiles to the same program as one before it
  Killed,      ///< a test fails on it
  Survived,
  Excused  ///< it survived on a line with `-- mutant ok: reason`
};
/// As reports call it: "not-tried".
const char* to_string(MutantState state);

struct MutantResult {
  Mutant mutant;
  const PolicySet* policies = nullptr;
  MutantState state = MutantState::NotTried;
  std::string reason;   ///< Excused
  std::string witness;  ///< Survived: a test that passes on the policy and fails on the mutant; or empty
  std::size_t documents = 0;  ///< Survived: how many were looked at for it
};

struct MutationOptions {
  unsigned jobs = 1;
  std::size_t documents = 4000;  ///< at most, for the witness of one survivor
  /// Whether to stop; empty: never. Called from several threads.
  std::function<bool()> is_over;
  /// Of how many steps how many are done; empty: nobody asks. Not called from two threads at a time.
  std::function<void(std::size_t done, std::size_t all)> on_progress;
};

struct MutationReport {
  std::vector<MutantResult> mutants;  ///< by policy, file and place

  std::size_t count(MutantState state) const;
  /// Killed and survived, of which the score is told.
  std::size_t scored() const { return count(MutantState::Killed) + count(MutantState::Survived); }
  /// In thousandths, never rounded up; 1000 where there is nothing to be scored.
  unsigned score() const;
  /// Whether the score is at least so many percent.
  bool reaches(double percent) const;
};

/// Tries the changes of the policies that the tests are about. All of the tests pass on the policies as they
/// are. Reports a `mutant ok` that has no effect.
MutationReport mutate(const Suite& suite, std::span<const Test* const> tests, const MutationOptions& options,
                      Diagnostics& diagnostics);

}  // namespace precept::testing
