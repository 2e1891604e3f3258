#include "tools/scaffold/policy_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "base/file.h"
#include "base/folder.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// Whoever names a folder with more most likely did not mean a folder of policies.
constexpr std::size_t kMostCopied = 10'000;

class Copying {
 public:
  Copying(const Engine& engine, Diagnostics& diagnostics) : engine_(engine), diagnostics_(diagnostics) {}

  std::optional<PolicyCopies> run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) add_given(path);
    for (const fs::path& file : engine_.files()) add_read(file);
    if (diagnostics_.has_errors()) return std::nullopt;
    const fs::path root = common_folder();
    PolicyCopies copies;
    for (const fs::path& file : files_) {
      auto text = read_bytes(file);
      if (!text) {
        refuse(file, text.error());
        return std::nullopt;
      }
      copies.files.push_back({in_project(file, root), std::move(*text)});
    }
    for (const fs::path& path : given_) copies.paths.push_back(in_project(path, root).generic_string());
    return copies;
  }

 private:
  void refuse(const fs::path& file, const std::string& why) {
    diagnostics_
        .report(DiagnosticKind::CannotCopy, {},
                fmt::format("`{}` cannot be copied into the project: {}", file.string(), why))
        .with_help("name a policy file, a program, or a folder of policies");
  }

  static fs::path canonical(const fs::path& file) {
    std::error_code error;
    fs::path path = fs::weakly_canonical(fs::absolute(file, error), error);
    return path.has_filename() ? path : path.parent_path();
  }

  void add_given(const std::string& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      given_.push_back(canonical(path));
    } else if (fs::is_directory(path, error)) {
      given_.push_back(canonical(path));
      add_folder(given_.back());
    } else {
      refuse(path, "it is no file");
    }
  }

  void add_folder(const fs::path& folder) {
    const FolderWalk walked = walk(folder);
    for (const FolderEntry& entry : walked.entries) {
      if (entry.kind == EntryKind::File) files_.insert(entry.path);
    }
    if (!walked.unreadable.empty()) refuse(walked.unreadable.front().first, walked.unreadable.front().second);
    if (files_.size() > kMostCopied) refuse(folder, fmt::format("it has more than {} files", kMostCopied));
  }

  /// A file that a policy was compiled from, and the presets that lists find beside it.
  void add_read(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return;
    const fs::path path = canonical(file);
    files_.insert(path);
    const fs::path presets = path.parent_path() / "mappings";
    if (fs::is_directory(presets, error)) add_folder(presets);
  }

  /// The deepest folder that has them all.
  fs::path common_folder() const {
    std::optional<fs::path> common;
    auto narrow = [&](const fs::path& folder) {
      if (!common) {
        common = folder;
        return;
      }
      const auto [end, other] = std::ranges::mismatch(*common, folder);
      fs::path shared;
      for (auto part = common->begin(); part != end; ++part) shared /= *part;
      common = shared;
    };
    for (const fs::path& file : files_) narrow(file.parent_path());
    return common.value_or(fs::path());
  }

  static fs::path in_project(const fs::path& file, const fs::path& root) {
    return (fs::path("policies") / file.lexically_relative(root)).lexically_normal();
  }

  const Engine& engine_;
  Diagnostics& diagnostics_;
  std::set<fs::path> files_;
  std::vector<fs::path> given_;
};

}  // namespace

std::optional<PolicyCopies> policy_copies(const std::vector<std::string>& paths, const Engine& engine,
                                          Diagnostics& diagnostics) {
  return Copying(engine, diagnostics).run(paths);
}

}  // namespace precept::tools
