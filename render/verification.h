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
  std::vector<std::string> recounted;  ///< paths of the answer's lists that were read once more
  std::vector<std::string> not_given;  ///< files that the receipt names and nobody gave
  std::vector<std::string> not_named;  ///< files that were given and the receipt does not name
};

/// What came of a folder of receipts.
struct FolderVerification {
  struct Entry {
    Verification verification;  ///< of a receipt that cannot be read, only `file`
    std::string document;       ///< at its mirrored path; empty: none was given
    std::string error;          ///< why it cannot be read; empty: it can
  };
  std::vector<Entry> receipts;
  std::vector<std::string> without_receipt;  ///< documents
  std::vector<std::string> outdated;         ///< receipts that a check has set aside
};

/// A line for each receipt that is not verified or whose document does not pass, and a summary.
void write_verifications_text(const FolderVerification& folder, Color color, Sink& output);
void write_verifications_json(const FolderVerification& folder, Sink& output);

void write_verification_text(const Verification& verification, Color color, Sink& output);
void write_verification_json(const Verification& verification, Sink& output);

}  // namespace precept::rendering
