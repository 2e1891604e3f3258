// A receipt: the document, the policy, the results, and a proof of them that can be checked without machine
// and compiler (checker/verify_receipt.h). docs/receipts.md has the form.
//
//   clause length
//     shall ensure s.length <= f.limit
//
//   `precept check fair.json --policy stalls.precept --receipt r.json` writes r.json: one JSON object with
//   document, policy, clause table, readings, verdict, findings, rights and proof
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/joined_list.h"
#include "runtime/check/check.h"

namespace precept {

namespace receipt {
struct ExportedPolicy;  // runtime/receipt/policy.h
}

/// Inspects the run of `check_document` and owns the receipt afterwards. The check must have all detail
/// (ReportDetail), as the proof is of every finding and right.
class ReceiptMaker : public RunInspector {
 public:
  /// `as_of`: the day that was asked for in place of the document's own. `attesters`: whose attestations
  /// count in the check. `sources` has the document's text. `exported` is the policy that the document is
  /// checked by, for who makes many receipts of it; without it that is made for this one. Both outlive the
  /// maker.
  ReceiptMaker(std::optional<Day> as_of, std::vector<TrustedAttester> attesters, const Sources& sources,
               const receipt::ExportedPolicy* exported = nullptr)
      : as_of_(as_of), attesters_(std::move(attesters)), sources_(sources), exported_(exported) {}
  /// How the document was made of files of their own; none by default.
  void set_lists(std::vector<checker::JoinedList> lists) { lists_ = std::move(lists); }
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;

  /// The receipt as written to a file; empty where the check came to no verdict.
  const std::string& text() const { return text_; }

 private:
  std::optional<Day> as_of_;
  std::vector<TrustedAttester> attesters_;
  const Sources& sources_;
  const receipt::ExportedPolicy* exported_;
  std::vector<checker::JoinedList> lists_;
  std::string text_;
};

/// The receipt with a signature by the secret key (base64); nothing where `secret_key` is no key.
std::optional<std::string> sign_receipt(const std::string& receipt, const std::string& secret_key);

/// Checks the document once more and makes its receipt, for a caller that already has the report. Empty where
/// the document cannot be checked. `lists` as of ReceiptMaker.
std::string receipt_json(std::span<const Program* const> policies, FileId file, const Sources& sources,
                         CheckOptions options, std::vector<checker::JoinedList> lists = {});

}  // namespace precept
