// Whose attestations count: what is known from outside of a document about those who attest in it.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "runtime/program/kinds.h"

namespace precept {

/// The text that is proposed for a field where only a person knows what to write; no document's text means
/// it.
inline constexpr const char* kToBeFilledIn = "to be filled in";

/// Somebody whose attestations count.
struct TrustedAttester {
  std::string name;     ///< as `by` must give it, as it is read
  std::string answers;  ///< the `by "…"` of the judgements that are answered; empty: all of them
  std::string key;      ///< Ed25519 public key, base64: it must have signed; empty: the name is enough
  std::string said_in;  ///< "precept.project:3"
};

struct Accepted {
  std::vector<TrustedAttester> attesters;  ///< empty: everybody
  Day today = kNone;                       ///< what is attested later is told; kNone: nobody knows
  /// Of a document that is only tried out: what is attested by a placeholder counts.
  bool is_trial = false;
};

}  // namespace precept
