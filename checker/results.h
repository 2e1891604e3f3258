// From a proof to findings, rights and the verdict (docs/language.md, Norms, Rights and Verdict). Each is
// compared with the receipt as soon as it follows, and not kept.
#pragma once

#include "checker/proof.h"

namespace precept::checker {

/// A part of the receipt that differs from what follows from the proof.
struct Difference {
  std::string part;  ///< "verdict", "findings", "rights"
  std::string message;
};

/// Compares the receipt's findings, rights and verdict with those that follow from the proof; at most one
/// difference for each part. Marks the steps that they need. Refuses a proof that lacks a step, and a
/// document of which nothing binding was looked at.
std::vector<Difference> compare_results(const ClauseTable& table, Proof& proof, const Json& receipt);

}  // namespace precept::checker
