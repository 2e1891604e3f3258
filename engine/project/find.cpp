// Where a project file lies.
#include <fmt/format.h>

#include <array>
#include <set>

#include "engine/project/project.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

constexpr std::array kNearlyThatName = {
    "Precept.toml",     "PRECEPT.TOML",    "precept.Toml",    ".precept.toml",   "precept.tml",
    "precept.toml.txt", "precept-toml",    "precept_toml",    "precept.yaml",    "precept.yml",
    "precept.ini",      "precept.cfg",     "Precept.project", "PRECEPT.PROJECT", "precept.Project",
    ".precept.project", "precept.proj",    "precept.projekt", "precept.projet",  "precept.project.txt",
    "precept-project",  "precept_project", "project.precept"};

/// A link that leads nowhere counts as there, so that reading it is reported as a mistake.
bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() != fs::file_type::not_found && !error;
}

void report_both(const fs::path& folder, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::TwoProjectFiles, {},
              fmt::format("the folder `{}` has two project files, `{}` and `{}`",
                          folder.empty() ? "." : folder.string(), kProjectFile, kOldProjectFile))
      .with_help(fmt::format("keep `{}`; what `{}` says is written as TOML by `precept config --write-toml`",
                             kProjectFile, kOldProjectFile));
}

/// The project file in the folder, with the folder's name as given: messages read better with relative names.
std::optional<fs::path> project_in(const fs::path& folder, Diagnostics& diagnostics) {
  fs::path file = folder / kProjectFile, old = folder / kOldProjectFile;
  const bool has_old = is_there(old);
  if (is_there(file)) {
    if (has_old) report_both(folder, diagnostics);
    return file;
  }
  if (has_old) return old;
  for (const char* name : kNearlyThatName) {
    if (!is_there(folder / name)) continue;
    diagnostics
        .report(DiagnosticKind::MisnamedPolicy, {},
                fmt::format("the project file `{}` has another name than `{}`, so it is not read",
                            (folder / name).string(), kProjectFile))
        .with_help("rename it, or move it elsewhere");
  }
  return std::nullopt;
}

}  // namespace

std::optional<fs::path> find_project(const fs::path& folder, std::span<const std::string> policies,
                                     Diagnostics& diagnostics) {
  std::error_code error;
  std::set<fs::path> seen;
  fs::path shown = folder, absolute = fs::weakly_canonical(fs::absolute(folder, error), error);
  while (true) {
    seen.insert(absolute);
    if (auto found = project_in(shown, diagnostics)) return found;
    if (!absolute.has_relative_path()) break;
    absolute = absolute.parent_path();
    bool is_named = shown.has_filename() && shown.filename() != ".." && shown.filename() != ".";
    shown = is_named ? shown.parent_path() : absolute;
  }
  for (const std::string& policy : policies) {
    fs::path beside = fs::is_directory(policy, error) ? fs::path(policy) : fs::path(policy).parent_path();
    if (!seen.insert(fs::weakly_canonical(fs::absolute(beside, error), error)).second) continue;
    if (auto found = project_in(beside, diagnostics)) return found;
  }
  return std::nullopt;
}

}  // namespace precept::input
