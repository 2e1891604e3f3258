// A receipt: what was checked by what, what came out, and a proof of it that needs neither this program nor
// the compiler to be checked (checker/check.h). docs/receipts.md has the form.
#pragma once

#include <optional>
#include <string>

#include "runtime/check/check.h"

namespace precept {

/// Told by `check_document` of the run, like an Explainer; holds the receipt after that. The check is to be
/// made with all its detail (ReportDetail), as the proof is of every finding and right.
class ReceiptMaker : public Inspector {
 public:
  /// `as_of`: the day that was asked for, in place of the document's; `attesters`: those whose attestations
  /// count in the check. `sources` has the document's text and outlives the maker.
  ReceiptMaker(std::optional<Day> as_of, std::vector<TrustedAttester> attesters, const Sources& sources)
      : as_of_(as_of), attesters_(std::move(attesters)), sources_(sources) {}
  void inspect(const RunView& view, const Results& results, Places& places, DocumentReport& report) override;

  /// As it is written to a file; empty where there was no verdict.
  const std::string& text() const { return text_; }

 private:
  std::optional<Day> as_of_;
  std::vector<TrustedAttester> attesters_;
  const Sources& sources_;
  std::string text_;
};

/// The receipt with a signature by the secret key (base64) in it; nothing where that is no key.
std::optional<std::string> sign_receipt(const std::string& receipt, const std::string& secret_key);

/// Checks the document once more and makes the receipt of it: for whoever has a report already and wants the
/// receipt beside it. Empty where the document cannot be checked.
std::string receipt_json(std::span<const Program* const> policies, FileId file, const Sources& sources,
                         CheckOptions options);

}  // namespace precept
