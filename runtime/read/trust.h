// Whose attestations count. The project file says it, not the document (docs/language.md, Attestations).
//
//   judgement urgent(c: Case)
//     asks "Is {c.name} urgent?"
//     by "the head of the office"
//
//   trust "J. Moreau" as "the head of the office"
//   is the attester {.name = "J. Moreau", .role = "the head of the office"}
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "runtime/program/kinds.h"

namespace precept {

/// A fix proposes this text where only a person knows what to write. In a document it counts as blank.
inline constexpr const char* kToBeFilledIn = "to be filled in";

/// Somebody whose attestations count.
struct TrustedAttester {
  std::string name;  ///< the `by` of the attestations, as it is read
  std::string role;  ///< the `by "…"` of the judgements that this person answers; empty: all judgements
  std::string key;   ///< Ed25519 public key, base64, that must have signed; empty: the name is enough
  std::string declared_in;  ///< where that is said: "precept.project:3"
};

struct TrustRules {
  std::vector<TrustedAttester> attesters;  ///< empty: everybody
  Day today = kNoDay;                      ///< later attestations are warned of; kNoDay: not known
  /// The document is only tried out, so that attestations by a placeholder count.
  bool is_trial = false;
};

}  // namespace precept
