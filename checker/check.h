// The small checker: whether a receipt is whole, who signed it, and whether what it says follows from the
// facts that it names. It knows the clause table, the facts and the proof, and neither compiler nor machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/canonical.h"

namespace precept::checker {

inline constexpr int kReceiptFormat = 1;

/// Something that is not as it must be.
struct Fault {
  std::string
      part;  ///< "digest", "signature", "clauses", "proof", "verdict", "findings", "rights", "document"
  std::string message;
};

/// What the checker saw, for whoever tells of it.
struct CheckedReceipt {
  std::vector<Fault> faults;
  std::string verdict;                    ///< as the receipt says
  std::size_t steps = 0, facts = 0;       ///< of the proof
  std::optional<std::string> left_out;    ///< why there is no proof
  std::optional<std::string> public_key;  ///< of the signature, where there is one
};

/// The receipt in a file's text; nothing, and why, where it is none of this format.
std::optional<Json> read_receipt(std::string_view text, std::string& why);

/// Everything that the receipt alone can show; with the document's text also that the facts are its own.
/// Nothing about the receipt is taken for granted, whoever wrote it.
CheckedReceipt check_receipt(const Json& receipt, const std::string* document = nullptr);

/// Whether the text is, byte for byte, how the receipt is written.
bool is_as_written(const Json& receipt, std::string_view text);

/// SHA-256 of the receipt as it is written, without its digest and signature.
std::string digest_of(const Json& receipt);

/// Clause table, proof and what follows, without regard to digest and signature: what tests of altered proofs
/// ask.
std::optional<Fault> check_proof(const Json& receipt, const Json* document);

}  // namespace precept::checker
