// From a proof to what a report says: findings, rights and the verdict (docs/language.md, Norms). What
// follows is held against the receipt as it is made, and not kept.
#pragma once

#include "checker/proof.h"

namespace precept::checker {

/// What the receipt says in place of what follows from the proof.
struct Difference {
  std::string part;  ///< "verdict", "findings", "rights"
  std::string message;
};

/// Holds the receipt's findings, rights and verdict against what follows from the proof, and takes from it
/// what that needs. Refuses a proof in which something is not there, and one of a document of which nothing
/// binding was looked at. At most one difference of a part.
std::vector<Difference> compare_results(const ClauseTable& table, Proof& proof, const Json& receipt);

}  // namespace precept::checker
