// Matches given files with what a receipt names: each by its digest, and for one part only (docs/receipts.md,
// "Verifying one"). A file that cannot be read is a diagnostic; a file that the receipt does not name is a
// stranger.
//
// A receipt of `policy hall` (`shall ensure count(e.guests) <= e.seats`) names the document evening.json and
// the source hall.precept. Given both, files() has {"document", "evening.json"} and {"source",
// "hall.precept"}.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "engine/project/project.h"
#include "runtime/program/program.h"
#include "tools/common/output.h"

namespace precept::tools {

struct MatchedFile {
  std::string part;  ///< "document", "list", "source", "table", "attesters"
  std::string path;
};

/// The programs of policy files that were loaded, for who verifies many receipts.
using LoadedPrograms = std::map<std::filesystem::path, std::vector<Program>>;

class ReceiptMatching {
 public:
  /// `receipt` must be one that checker::read_receipt accepts. All arguments must outlive the matching.
  /// Policies are taken from `loaded`, or put there.
  ReceiptMatching(const nlohmann::json& receipt, Sources& sources, Diagnostics& diagnostics,
                  LoadedPrograms& loaded);

  /// Adds a file or a folder of files. False where it was reported that it cannot be read.
  bool add(const std::string& path);
  /// Finds the receipt's policy among the given policies. Must be called after the last `add`.
  void match_policy();

  /// The receipt's document, else the JSON file that was given in its place; kNoFile where there is none.
  FileId document() const { return document_ != kNoFile ? document_ : other_document_; }
  /// The policy with the receipt's name; of several the one with the fewest differences; null where there is
  /// none.
  const Program* policy() const { return policy_ ? &*policy_ : nullptr; }
  bool has_tables() const { return is_given("table"); }
  bool has_lists() const { return is_given("list"); }

  // ---- lists of the document (tools/receipts/recount.h)

  /// Whether a given document is the receipt's own, byte for byte.
  bool has_own_document() const { return document_ != kNoFile; }
  /// The path of `document`.
  const std::string& document_path() const { return sources_.file(document()).name; }
  /// Whether the receipt says that its document has lists of other files.
  bool says_lists() const { return receipt_.at("document").contains("lists"); }
  /// The document with its lists, made of the one that was given in its place.
  void set_document(FileId made);
  /// A list with these bytes was given.
  void set_list_given(const std::string& digest);
  /// Where presets of mappings lie: beside the policy files.
  std::vector<std::filesystem::path> preset_folders() const;

  /// The given project file; of several the one that names the receipt's attesters, else the first; null
  /// where none was given.
  const Project* project() const { return project_ ? &*project_ : nullptr; }
  const std::vector<MatchedFile>& files() const { return files_; }
  std::vector<std::string> not_given() const;
  const std::vector<std::string>& not_named() const { return not_named_; }

 private:
  /// A file that the receipt names.
  struct Named {
    std::string part, name, digest;
    bool is_found = false;
  };
  struct PolicyFile {
    std::filesystem::path path;
    bool is_named_by_user = false, is_named = false;
  };

  void read_names();
  void read_lists(const nlohmann::json& document);
  bool is_given(std::string_view part) const;
  bool add_file(const std::filesystem::path& path, bool is_named_by_user);
  bool add_project(const std::filesystem::path& path, bool is_named_by_user);
  const std::vector<Program>& load(const PolicyFile& file);

  const nlohmann::json& receipt_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  LoadedPrograms& loaded_;
  std::vector<Named> named_;
  std::vector<MatchedFile> files_;
  std::vector<PolicyFile> policy_files_;
  std::vector<std::string> not_named_;
  FileId document_ = kNoFile, other_document_ = kNoFile;
  std::optional<Program> policy_;
  std::optional<Project> project_;
};

}  // namespace precept::tools
