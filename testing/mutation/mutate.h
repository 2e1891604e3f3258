// Mutation testing: tries each small change of a policy against the policy's tests. A mutant that no test
// notices shows what the tests leave open; where the search finds a document that tells it apart, the mutant
// comes with a test that kills it. Defined in docs/testing.md ("Do the tests notice?").
//
//   shall ensure s.length <= 4
//
// With tests of stalls of 3 and of 6 metres, the mutant `s.length < 4` survives. Its `witness` is
//
//   test "rule 1: move-boundary at sale.precept:12:25, <"
//     given Stall {name: "Ada", length: 4, paid: yes}
//     expect rule 1 satisfied
#pragma once

#include <functional>

#include "testing/mutation/mutants.h"
#include "testing/suite/suite.h"

namespace precept::testing {

enum class MutantState {
  NotTried,    ///< the time was over before
  Invalid,     ///< it does not compile
  Equivalent,  ///< it means the same as the policy
  Duplicate,   ///< it means the same as a mutant before it
  Killed,      ///< a test fails on it, or its document is not checked any more
  Survived,
  Excused  ///< it survived on a line with `-- mutant ok: reason`
};
/// The word in reports: "not-tried".
const char* to_string(MutantState state);

struct MutantResult {
  Mutant mutant;
  const PolicyRevisions* policies = nullptr;
  MutantState state = MutantState::NotTried;
  std::string reason;   ///< Excused: what the author says
  std::string witness;  ///< Survived: a test that passes on the policy and fails on the mutant; may be empty
  std::size_t documents = 0;  ///< Survived: how many documents the search for it tried
};

struct MutationOptions {
  unsigned jobs = 1;
  std::size_t documents = 4000;  ///< tried at most for the witness of one survivor
  /// Asked whether to stop; empty: never stop. Several threads call it.
  std::function<bool()> is_over;
  /// Told how many of all steps are done; may be empty. Never called by two threads at once.
  std::function<void(std::size_t done, std::size_t all)> on_progress;
};

struct MutationReport {
  std::vector<MutantResult> mutants;  ///< in the order of policy, file and place

  std::size_t count(MutantState state) const;
  /// How many mutants the score is counted from: killed and survived.
  std::size_t scored() const { return count(MutantState::Killed) + count(MutantState::Survived); }
  /// The share of killed in thousandths, rounded down; 1000 where nothing is scored.
  unsigned score() const;
  /// Whether the score is at least this many percent.
  bool reaches(double percent) const;
};

/// Tries the mutants of the policies that the tests are about. All tests must pass on the policies as they
/// are. Reports a `mutant ok` that excuses nothing (W7001). The suite must outlive the report.
MutationReport test_mutants(const Suite& suite, std::span<const Test* const> tests,
                            const MutationOptions& options, Diagnostics& diagnostics);

}  // namespace precept::testing
