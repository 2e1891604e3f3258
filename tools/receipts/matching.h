// Which of the files that somebody gives are those that a receipt names: each by its digest, and for one
// part.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/program.h"
#include "tools/common/project.h"

namespace precept::tools {

struct MatchedFile {
  std::string part;  ///< "document", "source", "table", "attesters"
  std::string path;
};

class ReceiptMatching {
 public:
  /// `receipt` is one that checker::read_receipt took; all outlive the matching.
  ReceiptMatching(const nlohmann::json& receipt, Sources& sources, Diagnostics& diagnostics);

  /// A file, or a folder of them. False where it was reported that it cannot be read.
  bool add(const std::string& path);
  /// When all is added: looks for the receipt's policy among the policies that were given.
  void match_policy();

  /// The receipt's document, or else the file that was given in its place; kNoFile: none.
  FileId document() const { return document_ != kNoFile ? document_ : other_document_; }
  /// The policy of the receipt's name, or what comes nearest to it of several; null: none has that name.
  const Program* policy() const { return policy_ ? &*policy_ : nullptr; }
  bool has_tables() const;
  /// Of the project file that was given, the one that the receipt was made in or else the first of several;
  /// null: none was.
  const Project* project() const { return project_ ? &*project_ : nullptr; }
  const std::vector<MatchedFile>& files() const { return files_; }
  std::vector<std::string> not_at_hand() const;
  const std::vector<std::string>& strangers() const { return strangers_; }

 private:
  /// A file that the receipt names.
  struct Named {
    std::string part, name, digest;
    bool is_found = false;
  };
  struct PolicyFile {
    std::filesystem::path path;
    bool is_meant = false, is_named = false;
  };

  void read_names();
  bool add_file(const std::filesystem::path& path, bool is_meant);
  bool add_project(const std::filesystem::path& path, bool is_meant);
  std::vector<Program> load(const PolicyFile& file);

  const nlohmann::json& receipt_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::vector<Named> named_;
  std::vector<MatchedFile> files_;
  std::vector<PolicyFile> policy_files_;
  std::vector<std::string> strangers_;
  FileId document_ = kNoFile, other_document_ = kNoFile;
  std::optional<Program> policy_;
  std::optional<Project> project_;
};

}  // namespace precept::tools
