#include "tools/receipts/matching.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/digest.h"
#include "base/file.h"
#include "base/folder.h"
#include "checker/text.h"
#include "compiler/pipeline.h"
#include "engine/input/documents.h"
#include "engine/input/policies.h"
#include "runtime/receipt/compare.h"
#include "runtime/receipt/policy.h"

namespace precept::tools {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

/// How many files of a given folder are read at most; it may hold anything.
constexpr std::size_t kMostFiles = 10'000;

/// The text under a key of the receipt; empty where there is none.
std::string text(const Json& object, const char* key) {
  if (!object.is_object()) return "";
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The programs of a policy file. Its mistakes are not reported: they are not what is verified.
std::vector<Program> programs_of(const fs::path& path, Sources& sources) {
  Diagnostics mistakes;
  if (path.extension() == ".precept") {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const auto policies = policy_files_at(folder, mistakes);
    const bool is_policy = std::ranges::any_of(policies, [&](const fs::path& policy) {
      std::error_code error;
      return fs::equivalent(policy, path, error);
    });
    if (!is_policy) return {};
  }
  mistakes = {};
  return load_policies(path, sources, mistakes);
}

}  // namespace

ReceiptMatching::ReceiptMatching(const Json& receipt, Sources& sources, Diagnostics& diagnostics,
                                 LoadedPrograms& loaded)
    : receipt_(receipt), sources_(sources), diagnostics_(diagnostics), loaded_(loaded) {
  read_names();
}

/// The document comes first: a file with its bytes is the document and nothing else.
void ReceiptMatching::read_names() {
  const Json& document = receipt_.at("document");
  const std::string digest = text(document, "sha256"), kind = text(document, "kind");
  named_.push_back({"document",
                    digest.empty() ? "a document, of which the receipt does not say the digest"
                                   : fmt::format("the {} with the digest {}",
                                                 kind.empty() ? "document" : kind, digest.substr(0, 16)),
                    digest});
  read_lists(document);
  const Json& policy = receipt_.at("policy");
  if (!policy.is_object()) return;
  for (const auto& [key, part, name] :
       {std::tuple{"sources", "source", "name"}, {"tables", "table", "path"}}) {
    const Json files = policy.value(key, Json::array());
    if (!files.is_array()) continue;
    for (const Json& file : files) {
      const std::string called = text(file, name);
      named_.push_back(
          {part, called.empty() ? fmt::format("a {} without a name", part) : called, text(file, "sha256")});
    }
  }
}

void ReceiptMatching::read_lists(const Json& document) {
  if (!document.is_object()) return;
  const Json lists = document.value("lists", Json::array());
  for (const Json& list : lists.is_array() ? lists : Json::array()) {
    const std::string file = text(list, "file"), place = text(list, "path");
    named_.push_back({"list", fmt::format("{} of {}", file, place), text(list, "sha256")});
  }
}

bool ReceiptMatching::add(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    diagnostics_.report(DiagnosticKind::CannotRead, {},
                        fmt::format("`{}` cannot be read: {}", path, why_unreadable(path)));
    return false;
  }
  if (!fs::is_directory(path, error)) return add_file(path, true);
  const FolderWalk found = walk(path);
  for (const auto& [folder, why] : found.unreadable) {
    diagnostics_
        .report(DiagnosticKind::FolderUnreadable, {},
                fmt::format("the folder `{}` cannot be read: {}", folder.string(), why))
        .with_help("nobody knows whether what the receipt names is in it; name the files that are meant");
  }
  if (found.entries.size() > kMostFiles) {
    diagnostics_
        .report(DiagnosticKind::FolderUnreadable, {},
                fmt::format("the folder `{}` holds more than {} files", path, kMostFiles))
        .with_help("name the files themselves, or a smaller folder");
  }
  bool is_read = !diagnostics_.has_errors();
  for (const FolderEntry& entry : found.entries) {
    if (is_read && entry.kind == EntryKind::File) is_read = add_file(entry.path, false);
  }
  return is_read;
}

/// `is_named_by_user`: the file itself was given, not only a folder around it.
bool ReceiptMatching::add_file(const fs::path& path, bool is_named_by_user) {
  if (is_project_file(path)) return add_project(path, is_named_by_user);
  auto file = sources_.read(path);
  if (!file) {
    diagnostics_.report(DiagnosticKind::CannotRead, {},
                        fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
    return false;
  }
  const std::string& bytes = sources_.file(*file).text;
  const bool is_program =
      looks_like_program(std::as_bytes(std::span(bytes.data(), std::min<std::size_t>(bytes.size(), 64))));
  const bool is_policy = path.extension() == ".precept" || is_program;
  const std::string digest = sha256_hex(bytes);
  const auto found = std::ranges::find(named_, digest, &Named::digest);
  if (is_policy) policy_files_.push_back({path, is_named_by_user, found != named_.end()});
  if (found != named_.end()) {
    const bool is_document = found->part == "document";
    if (!found->is_found) files_.push_back({found->part, path.string()});
    // One file may be several parts: a table is also a source, and two modules may have the same bytes. Only
    // the document is nothing else.
    for (Named& named : named_) {
      named.is_found |= named.digest == digest && (named.part == "document") == is_document;
    }
    if (is_document) document_ = *file;
  } else if (is_named_by_user && !is_policy) {
    not_named_.push_back(path.string());
    if (path.extension() == ".json") other_document_ = *file;
  }
  return true;
}

/// Adds a project file, which says whose attestations count.
bool ReceiptMatching::add_project(const fs::path& path, bool is_named_by_user) {
  Diagnostics mistakes;
  Project project = read_project(path, sources_, is_named_by_user ? diagnostics_ : mistakes);
  if (mistakes.has_errors()) return true;
  if (is_named_by_user && diagnostics_.has_errors()) return false;
  const bool is_same = receipt::attesters_json(project.attesters) == receipt_.value("attesters", Json());
  if (is_same) files_.push_back({"attesters", path.string()});
  if (is_same || !project_) project_ = std::move(project);
  return true;
}

void ReceiptMatching::match_policy() {
  const std::string name = text(receipt_.at("policy"), "name");
  std::size_t fewest = 0;
  for (const PolicyFile& file : policy_files_) {
    bool belongs = false;
    for (const Program& program : load(file)) {
      if (program.text(program.head().name) != name) continue;
      belongs = true;
      const std::size_t faults = compare_policy(receipt_, program).size();
      if (policy_ && faults >= fewest) continue;
      policy_ = program;
      fewest = faults;
    }
    if (!belongs && file.is_named_by_user && !file.is_named) not_named_.push_back(file.path.string());
  }
  // A policy without differences has read everything that it is made of.
  if (policy_ && fewest == 0) {
    for (Named& named : named_) {
      named.is_found = named.is_found || (named.part != "document" && named.part != "list");
    }
  }
}

const std::vector<Program>& ReceiptMatching::load(const PolicyFile& file) {
  auto known = loaded_.find(file.path);
  if (known == loaded_.end()) known = loaded_.emplace(file.path, programs_of(file.path, sources_)).first;
  return known->second;
}

bool ReceiptMatching::is_given(std::string_view part) const {
  return std::ranges::all_of(named_,
                             [&](const Named& named) { return named.part != part || named.is_found; });
}

void ReceiptMatching::set_document(FileId made) {
  const std::string path = document_path();
  document_ = made;
  const bool is_same = sha256_hex(sources_.file(made).text) == named_.front().digest;
  named_.front().is_found = true;
  std::erase(not_named_, path);
  if (is_same) files_.push_back({"document", fmt::format("{} with its lists", path)});
}

void ReceiptMatching::set_list_given(const std::string& digest) {
  for (Named& named : named_) named.is_found |= named.part == "list" && named.digest == digest;
}

std::vector<fs::path> ReceiptMatching::preset_folders() const {
  std::set<fs::path> folders;
  for (const PolicyFile& file : policy_files_) folders.insert(file.path.parent_path() / "mappings");
  return {folders.begin(), folders.end()};
}

std::vector<std::string> ReceiptMatching::not_given() const {
  std::vector<std::string> names;
  for (const Named& named : named_) {
    if (!named.is_found) names.push_back(named.name);
  }
  const std::string name = text(receipt_.at("policy"), "name");
  if (!policy_ && !receipt_.at("policy").empty())
    names.push_back(name.empty() ? "a policy without a name" : "the policy " + checker::escaped_word(name));
  if (!project_ && receipt_.contains("attesters"))
    names.push_back("the precept.project that says whose attestations count");
  std::ranges::sort(names);
  return names;
}

}  // namespace precept::tools
