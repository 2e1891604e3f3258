// Verifies one receipt with what was given (docs/receipts.md, "Verifying one").
//
// Of `policy hall` (`shall ensure count(e.guests) <= e.seats`), with the document and the policy, the receipt
// is verified: its proof holds, and the check is made once more with the same result.
#pragma once

#include <optional>

#include "base/diagnostic.h"
#include "render/verification.h"
#include "tools/commands/commands.h"
#include "tools/receipts/matching.h"

namespace precept::tools {

struct VerifiedReceipt {
  std::optional<Verification> result;  ///< none where a file cannot be read, which the diagnostics say
  Sources sources;
  Diagnostics diagnostics;
};
/// Policies are taken from `loaded`, or put there for the next receipt.
VerifiedReceipt verify_receipt(const VerifyArguments& arguments, LoadedPrograms& loaded);

/// Verifies each receipt in the folder `arguments.receipt` with the document that lies at its mirrored path.
/// Exit code: the gravest of all (kNotChecked, kNonCompliant, kUndetermined, kCompliant).
int verify_folder(const VerifyArguments& arguments, Output& output);

}  // namespace precept::tools
