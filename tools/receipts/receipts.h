// Writes the receipts of a check: one file for one document, a folder for several. Sets aside receipts of an
// earlier check that are out of date (docs/receipts.md, "Making one").
//
// With the target `receipts/`, the receipt of may/evening.json by `policy hall` goes to
// receipts/may/evening.receipt.json. Where the document then no longer comes to a verdict, as when `seats` of
// `shall ensure count(e.guests) <= e.seats` has become a text, that file is renamed to ….outdated.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/input/documents.h"
#include "tools/common/files.h"

namespace precept::tools {

/// The receipt of a document below the folder of receipts: `may/evening.receipt.json` of `may/evening.json`,
/// and
/// `_up/evening.receipt.json` of `../evening.json`, seen from the current folder.
std::filesystem::path mirrored_receipt(const std::filesystem::path& document);
/// The same of a path that is as it is to be mirrored: only the name changes.
std::filesystem::path receipt_name(const std::filesystem::path& document);

class ReceiptFiles {
 public:
  /// `target` is a file, `-`, or a folder: one that exists, or a name that ends in `/`. `key` is the file of
  /// the secret key to sign with; empty: not signed.
  ReceiptFiles(std::string target, std::string key) : target_(std::move(target)), key_file_(std::move(key)) {}

  bool is_wanted() const { return !target_.empty(); }

  /// Must be called before anything is checked. The place of each receipt depends on its document's path
  /// alone. False where it was reported that the receipts cannot be written there, or that the key is none.
  bool open(const std::vector<DocumentName>& documents, Diagnostics& diagnostics);

  /// Sets aside the receipts of documents that are no longer in these folders (W5041).
  void retire_left_over(const std::vector<std::string>& folders, Diagnostics& diagnostics);
  /// For a document without a verdict: sets aside the receipt of an earlier check (W5041).
  void retire(const DocumentName& document, Diagnostics& diagnostics);

  /// Writes the receipt of one document. False where the reason was reported.
  bool write(const DocumentName& document, const std::string& receipt, const InputFiles& inputs,
             Output& output, Diagnostics& diagnostics);

 private:
  std::filesystem::path place_of(const DocumentName& document) const;
  static std::filesystem::path free_name(const std::filesystem::path& place);
  void rename_outdated(const std::filesystem::path& place, const std::string& why, Diagnostics& diagnostics);

  std::string target_, key_file_, key_;
  bool is_folder_ = false;
  std::set<std::filesystem::path> places_;
};

}  // namespace precept::tools
