// The small checker: what a receipt is worth to somebody who trusts a policy card, the bytes of a document
// and a key, and nothing else. It knows the clause table, the facts and the proof, and neither compiler nor
// machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document.h"
#include "checker/policy.h"

namespace precept::checker {

/// What the reader trusts, as far as it is at hand.
struct Given {
  std::optional<std::string> document, card;  ///< their texts
  /// The public keys, in base64, of whoever must have signed the receipt, and the card.
  std::optional<std::string> key, card_key;
};

/// Something that is not as it must be.
struct Fault {
  std::string part;  ///< "form", "signature", "policy", "clauses", "attesters", "document", "day",
                     ///< "readings", "proof", "verdict", "findings", "rights", "digest"
  std::string message;
};

/// What may be said of a receipt; the number is the exit code.
enum class Word : int { Verified = 0, NotAsItWas = 1, Error = 2, NotVerified = 3 };

struct Answer {
  std::vector<Fault> faults;           ///< the one that matters most first; nothing is told twice
  std::vector<std::string> not_given;  ///< "card", "document", "proof"
  std::string error;                   ///< not empty: it could not be looked at, and this is why

  // Of the receipt itself; for people only.
  std::string verdict, policy, kind;
  std::string manner;  ///< ", read as by default, on 2023-05-24": whatever is not ordinary too
  std::string card;    ///< the card's digest
  std::optional<std::string> public_key, card_key;  ///< of the signatures of the receipt and the card
  std::size_t steps = 0, facts = 0;                 ///< of the proof

  /// What matters most comes first; to be asked again by whoever adds faults.
  void put_in_order();
  Word word() const;
  /// One line, with nothing in it that a terminal obeys.
  std::string first_line() const;
};

/// Everything that the receipt and what is given can show. Nothing about the receipt is taken for granted,
/// whoever wrote it, and whatever it is, this ends: in time and memory linear in the texts.
Answer check_receipt(std::string_view receipt, const Given& given);

/// The same receipt as a value, for whoever asks more of it: nothing, and why, where it is none.
std::optional<Json> read_receipt(std::string_view text, std::string& why);

}  // namespace precept::checker
