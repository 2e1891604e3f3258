// Writes the result of verifying a receipt, for people and for programs: docs/receipts.md ("Verifying one").
// Nothing here fails.
//
// For a policy with `shall ensure count(e.guests) <= e.seats` and the document that the receipt was made
// from:
//
//   evening.receipt.json: verified: non-compliant by hall (card …), …
//     ✓ document  evening.json: the same bytes
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "checker/verify_receipt.h"
#include "render/sink.h"

namespace precept::rendering {

/// A part that was compared and is as the receipt says.
struct VerifiedPart {
  std::string part;  ///< one of the parts that checker::Fault names
  std::string words;
};

struct Verification {
  std::string file;
  checker::Answer answer;
  std::vector<VerifiedPart> verified;
  std::vector<std::string> not_given;  ///< files that the receipt names and nobody gave
  std::vector<std::string> not_named;  ///< files that were given and the receipt does not name
};

void write_verification_text(const Verification& verification, Color color, Sink& output);
void write_verification_json(const Verification& verification, Sink& output);

}  // namespace precept::rendering
