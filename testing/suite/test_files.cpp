#include "testing/suite/test_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <system_error>

#include "base/file.h"
#include "base/folder.h"
#include "compiler/policy_files.h"

namespace precept::testing {

namespace fs = std::filesystem;

namespace {

bool is_test_file(const fs::path& path) {
  return path.filename().string().ends_with(kTestsEnding);
}

/// "a policy" of a file that is one, or a part of one, or a module; null of others.
const char* policy_in_words(FileRole role) {
  switch (role) {
    case FileRole::Policy:
      return "a policy";
    case FileRole::Part:
      return "a part of a policy";
    case FileRole::Module:
      return "a module";
    case FileRole::Tests:
    case FileRole::Other:
      break;
  }
  return nullptr;
}

/// Reports files that begin with `tests` or have nearly the name of a test file: they would never be run.
void report_misnamed(const fs::path& file, Diagnostics& diagnostics) {
  const bool is_ours = file.extension() == kPolicyEnding || is_misspelt_ending(file);
  std::string stem = file.stem().string();
  std::ranges::transform(stem, stem.begin(), [](unsigned char c) { return std::tolower(c); });
  const bool is_named_nearly = is_ours && (stem.ends_with("_test") || stem.ends_with("_tests") ||
                                           stem.ends_with("-test") || stem.ends_with("-tests"));
  const FileHead head = head_of_file(file);
  const bool says_tests = head.role == FileRole::Tests && head.is_certain;
  if (is_backup(file) || policy_in_words(head.role) != nullptr || !(says_tests || is_named_nearly)) return;
  diagnostics
      .report(DiagnosticKind::MisnamedTests, {},
              fmt::format(
                  "`{}` is not run: {}", file.string(),
                  says_tests
                      ? fmt::format("it begins with `tests {}`, and its name is not that of tests", head.name)
                      : "its name is nearly that of tests"))
      .with_help(fmt::format("name it `…{}`", kTestsEnding));
}

/// Reports a policy that is named where tests are wanted; true where it did.
bool report_policy(const fs::path& file, Diagnostics& diagnostics) {
  const FileHead head = head_of_file(file);
  const char* what = policy_in_words(head.role);
  if (what == nullptr || !head.is_certain || is_test_file(file)) return false;
  fs::path tests = file;
  tests.replace_filename(file.stem().string() + std::string(kTestsEnding));
  std::error_code error;
  diagnostics
      .report(DiagnosticKind::NoTests, {},
              fmt::format("`{}` is {}, and has no tests in it", file.string(), what))
      .with_help(fs::exists(tests, error)
                     ? fmt::format("name its tests, `{}`, or their folder", tests.string())
                     : fmt::format("tests stand in files of their own, such as `{}`", tests.string()));
  return true;
}

std::vector<fs::path> test_files_in(const fs::path& folder, Diagnostics& diagnostics) {
  std::vector<fs::path> result;
  // A link leads to tests that belong to another place; they are run there.
  auto is_link = [](const fs::path& below) {
    std::error_code error;
    return fs::is_symlink(below, error);
  };
  const FolderWalk found = walk(folder, is_link);
  for (const auto& [path, why] : found.unreadable) {
    diagnostics.report(DiagnosticKind::FolderUnreadable, {},
                       fmt::format("the folder `{}` cannot be read: {}", path.string(), why));
  }
  for (const FolderEntry& entry : found.entries) {
    if (entry.kind == EntryKind::Special && is_test_file(entry.path) && is_lost_link(entry.path)) {
      diagnostics.report(
          DiagnosticKind::CannotRead, {},
          fmt::format("`{}` cannot be read: it is a link that leads nowhere", entry.path.string()));
    }
    if (entry.kind != EntryKind::File) continue;
    if (is_test_file(entry.path)) {
      result.push_back(entry.path);
    } else {
      report_misnamed(entry.path, diagnostics);
    }
  }
  return result;
}

}  // namespace

std::vector<fs::path> find_test_files(std::span<const fs::path> paths, Diagnostics& diagnostics) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      diagnostics.report(DiagnosticKind::CannotRead, {},
                         fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
      continue;
    }
    const bool is_folder = fs::is_directory(path, error);
    if (!is_folder && report_policy(path, diagnostics)) continue;
    std::vector<fs::path> found = is_folder ? test_files_in(path, diagnostics) : std::vector<fs::path>{path};
    for (const fs::path& file : found) {
      // Messages read better without the `./` of a relative path.
      fs::path shown = file.is_absolute() ? file : file.lexically_normal();
      if (std::ranges::find(files, shown) == files.end()) files.push_back(shown);
    }
  }
  return files;
}

}  // namespace precept::testing
