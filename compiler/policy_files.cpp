#include "compiler/policy_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/file.h"
#include "base/folder.h"
#include "base/suggest.h"
#include "runtime/program/program.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Walks a folder and collects its policies and programs.
class PolicySearch {
 public:
  explicit PolicySearch(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  PoliciesFound run(const fs::path& folder) {
    auto is_aside = [](const fs::path& below) { return below.filename() == "tests"; };
    const FolderWalk found = walk(folder, is_aside);
    for (const auto& [path, why] : found.unreadable) {
      diagnostics_
          .report(DiagnosticKind::FolderUnreadable, {},
                  fmt::format("the folder `{}` cannot be read: {}", path.string(), why))
          .with_help("nobody knows which policies are in it; name those that are meant");
    }
    for (const FolderEntry& entry : found.entries) {
      if (entry.kind == EntryKind::File) look_at(entry.path);
      if (entry.kind == EntryKind::Special) look_at_special(entry.path);
    }
    return std::move(result_);
  }

 private:
  /// Reports a link to a policy that does not exist: the policies found are then incomplete.
  void look_at_special(const fs::path& path) {
    const std::string name = path.filename().string();
    const bool is_meant = name.ends_with(kPolicyEnding) || name.ends_with(kProgramEnding);
    if (!is_meant || name.ends_with(kTestsEnding) || !is_lost_link(path)) return;
    diagnostics_.report(DiagnosticKind::CannotRead, {},
                        fmt::format("`{}` cannot be read: it is a link that leads nowhere", path.string()));
  }

  void look_at(const fs::path& file) {
    const std::string name = file.filename().string();
    if (const int error = access(file.c_str(), R_OK) == 0 ? 0 : errno; error != 0 && is_named_as_ours(name)) {
      diagnostics_
          .report(DiagnosticKind::CannotRead, {},
                  fmt::format("`{}` cannot be read: {}", file.string(), file_error_in_words(error)))
          .with_help("nobody knows whether it is a policy that is meant; name those that are");
    } else if (name.ends_with(kPolicyEnding)) {
      const FileHead head = head_of_file(file);
      if (head.role == FileRole::Policy) result_.policies.push_back(file);
      if (head.role == FileRole::Part) look_at_part(file, head);
    } else if (name.ends_with(kProgramEnding)) {
      result_.programs.push_back(file);
    } else if (is_backup(file)) {
      if (head_of_file(file).is_certain) pass_over(file, "is a copy that an editor left");
    } else {
      look_closer(file);
    }
  }

  /// Reports a part in a folder without any policy. Where there is one, its compilation tells of parts of
  /// others.
  void look_at_part(const fs::path& file, const FileHead& head) {
    const auto beside = headed_files_in(file.parent_path());
    auto is_policy = [](const HeadedFile& each) { return each.head.role == FileRole::Policy; };
    if (std::ranges::any_of(beside, is_policy)) return;
    auto& mistake = diagnostics_.report(
        DiagnosticKind::PartWithoutPolicy, {},
        fmt::format("`{}` is a part of `{}`, and no policy lies in its folder", file.string(), head.name));
    mistake.with_help(fmt::format("put it beside the file that begins with `policy {}`", head.name));
  }

  static bool is_named_as_ours(std::string_view name) {
    return name.ends_with(kPolicyEnding) || name.ends_with(kProgramEnding);
  }

  /// Looks into a file whose name is not that of a policy or a program.
  void look_closer(const fs::path& file) {
    const std::string begin = begin_of_file(file);
    if (looks_like_program(std::as_bytes(std::span(begin)))) {
      return pass_over(file, fmt::format("is a program, and its name does not end in `{}`", kProgramEnding));
    }
    const FileHead head = head_of(begin);
    if (!head.is_certain || head.role == FileRole::Tests) return;
    if (is_misspelt_ending(file)) {
      diagnostics_
          .report(DiagnosticKind::MisnamedPolicy, {},
                  fmt::format("the ending of `{}` is misspelt, so it is not read", file.string()))
          .with_help("name it `….precept`, or move it elsewhere");
    } else if (head.role == FileRole::Policy || head.role == FileRole::Part) {
      pass_over(file, fmt::format("is {} `{}`, and its name does not end in `{}`",
                                  head.role == FileRole::Part ? "a part of" : "the policy", head.name,
                                  kPolicyEnding));
    }
  }

  void pass_over(const fs::path& file, std::string why) {
    diagnostics_
        .report(DiagnosticKind::FilePassedOver, {},
                fmt::format("`{}` is passed over: it {}", file.string(), why))
        .with_help("rename it, move it elsewhere, or name the policies that are meant");
  }

  Diagnostics& diagnostics_;
  PoliciesFound result_;
};

}  // namespace

bool is_misspelt_ending(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(kPolicyEnding) || is_backup(file)) return false;
  const std::string ending = lower(file.extension().string());
  if (ending.size() < 2) return false;
  // `res54.precept.txt` as some programs save it.
  if (lower(file.stem().extension().string()) == kPolicyEnding) return true;
  std::string sorted = ending, right(kPolicyEnding);
  std::ranges::sort(sorted);
  std::ranges::sort(right);
  if (sorted == right) return true;
  return !nearest(ending, {kPolicyEnding}).empty();
}

bool is_backup(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))) return true;
  constexpr std::array<std::string_view, 6> kEndings{".bak", ".orig", ".rej", ".old", ".swp", ".tmp"};
  const std::string ending = lower(file.extension().string());
  return std::ranges::find(kEndings, ending) != kEndings.end();
}

PoliciesFound policy_files_in(const fs::path& folder, Diagnostics& diagnostics) {
  return PolicySearch(diagnostics).run(folder);
}

std::vector<fs::path> policy_files_at(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    if (fs::exists(path, error)) return {whole_of(path)};
    diagnostics.report(DiagnosticKind::CannotRead, {},
                       fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
    return {};
  }
  const std::size_t before = diagnostics.error_count();
  std::vector<fs::path> result = policy_files_in(path, diagnostics).policies;
  if (result.empty() && diagnostics.error_count() == before) {
    diagnostics
        .report(DiagnosticKind::NoPolicy, {}, fmt::format("no policy lies in the folder `{}`", path.string()))
        .with_help("a policy is a file `….precept` that begins with `policy`");
  }
  return result;
}

}  // namespace precept
