// A document on which a policy and a change of it differ, as a test that tells them apart.
#pragma once

#include <functional>
#include <mutex>

#include "testing/mutation/changed_program.h"
#include "testing/mutation/mutants.h"

namespace precept::testing {

struct Witness {
  std::string test;           ///< as it would stand in a file of tests; empty: none was found
  std::size_t documents = 0;  ///< how many were looked at
};

/// Searches for one policy. The documents of its tests are where the search begins: as they are, then with
/// one field changed, then with two. What a change puts is drawn from the types of the fields and the
/// policy's own numbers and days. The same mutant gives the same witness.
class WitnessSearch {
 public:
  /// `tests` are about the policy and outlive the search, and so does the suite that they are of.
  WitnessSearch(const Suite& suite, const PolicySet& policies, std::span<const Test* const> tests);
  ~WitnessSearch();

  /// Looks at no more than so many documents. Safe to call from several threads.
  Witness find(const Mutant& mutant, const ChangedPolicy& changed, std::size_t documents,
               const std::function<bool()>& is_over) const;

 private:
  class Search;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept::testing
