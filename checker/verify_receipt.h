// The face of checker/: verifies a receipt for somebody who trusts only a policy card, the bytes of a
// document, and keys (docs/receipts.md). It uses the clause table, the facts and the proof in the receipt,
// and shares no code with the compiler or the machine.
//
//     about Evening e
//     clause seats
//       shall ensure count(e.guests) <= e.seats
//
// The receipt states `seats` and the length of `guests` as facts; its proof goes from these through `count`,
// `lt_int` and `outcome` to the finding. The answer is "verified: compliant by hall (card …)", or it
// lists each part that is not as it must be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document.h"
#include "checker/lists.h"
#include "checker/policy.h"

namespace precept::checker {

/// What the reader of a receipt trusts; each part may be missing.
struct TrustedInput {
  std::optional<std::string> document, card;  ///< the bytes of the files
  /// The public keys, in base64, that must have signed the receipt, and the card.
  std::optional<std::string> key, card_key;
};

/// A part of a receipt that is not as it must be.
struct Fault {
  std::string part;  ///< "form", "signature", "policy", "clauses", "attesters", "document", "lists",
                     ///< "day", "readings", "proof", "verdict", "findings", "rights", "digest"
  std::string message;
};

/// What came of it; the number is the exit code of precept-verify.
enum class Status : int { Verified = 0, NotAsItWas = 1, Error = 2, NotVerified = 3 };

struct Answer {
  std::vector<Fault> faults;           ///< sorted by importance; no part is listed twice
  std::vector<std::string> not_given;  ///< "card", "document", "proof"
  std::string error;                   ///< the reason why the receipt could not be checked; empty: it was

  // As stated by the receipt itself; for people only.
  std::string verdict, policy, kind;
  std::string conditions;  ///< ", read as by default, on 2023-05-24", and whatever is unusual
  std::string card;        ///< the card's digest
  std::optional<std::string> public_key, card_key;  ///< keys that signed the receipt and the card
  std::size_t steps = 0, facts = 0;                 ///< of the proof
  std::vector<JoinedList> lists;  ///< how the document was made: all but the counts is only said

  /// Sorts the faults by importance. Call it again after adding faults.
  void sort_faults();
  Status status() const;
  /// The answer as one line, without control characters.
  std::string summary() const;
};

/// Checks everything that the receipt and the given texts can show. The receipt may be hostile: the check
/// always ends, in time and memory linear in the texts. Refusals do not leave this function; faults and
/// errors are in the answer.
Answer verify_receipt(std::string_view receipt, const TrustedInput& trusted);

/// The receipt as JSON, for callers that need more of it; none, with the reason in `why`, where it is no
/// receipt.
std::optional<Json> read_receipt(std::string_view text, std::string& why);

}  // namespace precept::checker
