// From a proof to what a report says: findings, rights and the verdict (docs/language.md, Norms).
#pragma once

#include "checker/proof.h"

namespace precept::checker {

struct Results {
  Json findings = Json::array(), rights = Json::array();
  std::string verdict;  ///< empty where nothing was checked
};

/// Takes from the proof what it needs; refuses where that is not there, and where there is more to say than
/// `most` findings or rights.
Results results_of(const ClauseTable& table, Proof& proof, std::size_t most);

}  // namespace precept::checker
