// Where the receipts of a check go: one file for one document, a folder for several.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "base/diagnostic.h"

namespace precept::tools {

class ReceiptFiles {
 public:
  /// `target`: a file, or a folder where it is one or ends in `/`. `key`: to sign with; empty: not signed.
  ReceiptFiles(std::string target, std::string key) : target_(std::move(target)), key_file_(std::move(key)) {}

  /// Before anything is checked. False where it was reported that so many receipts cannot go there, or that
  /// the key is none.
  bool open(std::size_t documents, Diagnostics& diagnostics);

  /// The receipt of one document; where it was written, or nothing where it was reported why not.
  std::optional<std::string> write(const std::string& document, const std::string& receipt,
                                   Diagnostics& diagnostics);

 private:
  std::filesystem::path place_for(const std::string& document);

  std::string target_, key_file_, key_;
  bool is_folder_ = false;
  std::set<std::filesystem::path> taken_;
};

}  // namespace precept::tools
