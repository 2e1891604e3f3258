// Where the receipts of a check go: one file for one document, a folder for several; and what becomes of
// receipts of an earlier check that are no longer of what is checked.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "tools/common/documents.h"
#include "tools/common/files.h"

namespace precept::tools {

class ReceiptFiles {
 public:
  /// `target`: a file, `-`, or a folder where it is one or ends in `/`. `key`: to sign with; empty: not
  /// signed.
  ReceiptFiles(std::string target, std::string key) : target_(std::move(target)), key_file_(std::move(key)) {}

  bool is_wanted() const { return !target_.empty(); }

  /// Before anything is checked. Each document has a place that depends on its path alone. False where it was
  /// reported that the receipts cannot go there, or that the key is none.
  bool open(const std::vector<DocumentName>& documents, Diagnostics& diagnostics);

  /// Receipts of documents that are no longer in these folders of documents are set aside (W5041).
  void withdraw_left_over(const std::vector<std::string>& folders, Diagnostics& diagnostics);
  /// The document came to no verdict: a receipt in its place is an earlier check's, and is set aside (W5041).
  void withdraw(const DocumentName& document, Diagnostics& diagnostics);

  /// The receipt of one document. False where it was reported why it is not written.
  bool write(const DocumentName& document, const std::string& receipt, const InputFiles& inputs,
             Output& output, Diagnostics& diagnostics);

 private:
  std::filesystem::path place_of(const DocumentName& document) const;
  static std::filesystem::path free_name(const std::filesystem::path& place);
  void set_aside(const std::filesystem::path& place, const std::string& why, Diagnostics& diagnostics);

  std::string target_, key_file_, key_;
  bool is_folder_ = false;
  std::set<std::filesystem::path> places_;
};

}  // namespace precept::tools
