// Searches for a document on which a policy and its mutant differ, and writes it as a test. Internal to
// testing/.
#pragma once

#include <functional>
#include <mutex>

#include "testing/mutation/changed_program.h"
#include "testing/mutation/mutants.h"

namespace precept::testing {

struct Witness {
  std::string test;           ///< as it stands in a test file; empty: none was found
  std::size_t documents = 0;  ///< how many were tried
};

/// Searches for the mutants of one policy. It tries the documents of the policy's tests as they are, then
/// with one field changed, then with two. New values come from the types of the fields and from the policy's
/// numbers and days. The same mutant always gives the same witness.
class WitnessSearch {
 public:
  /// `tests` are about the policy. They and their suite must outlive the search.
  WitnessSearch(const Suite& suite, const PolicyRevisions& policies, std::span<const Test* const> tests);
  ~WitnessSearch();

  /// Tries at most `documents` documents. Several threads may call it.
  Witness find(const Mutant& mutant, const ChangedPolicy& changed, std::size_t documents,
               const std::function<bool()>& is_over) const;

 private:
  class Search;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept::testing
