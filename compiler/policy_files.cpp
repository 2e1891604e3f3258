#include "compiler/policy_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "base/file.h"
#include "base/folder.h"
#include "base/line_ends.h"
#include "base/suggest.h"
#include "runtime/program/program.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBlank = " \t\r\n";
/// Enough to reach a head below a long comment, and little to read of a foreign file.
constexpr std::size_t kHeadBytes = std::size_t{1} << 16;

/// The length of the comment that the text begins with. A sign that ends lines elsewhere ends it here too:
/// such a file is to be found and refused, not passed over as one without a head.
std::size_t comment_size(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto other_end = find_false_line_end(line);
  return other_end ? other_end->end : line.size();
}

/// Takes the next word off the text, with the white space and comments before it.
std::string_view next_word(std::string_view& text) {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    if (!text.starts_with("--")) break;
    text.remove_prefix(comment_size(text));
  }
  std::string_view word = text.substr(0, text.find_first_of(kBlank));
  text.remove_prefix(word.size());
  return word;
}

std::string begin_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(kHeadBytes, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return bytes;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// A name of the language: `wtsa.res54`.
bool is_name(std::string_view word) {
  auto is_part = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.' || c >= 0x80; };
  return !word.empty() && !std::isdigit(static_cast<unsigned char>(word[0])) &&
         std::ranges::all_of(word, is_part);
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
      if (head_of_file(file).role == FileRole::Policy) result_.policies.push_back(file);
    } else if (name.ends_with(kProgramEnding)) {
      result_.programs.push_back(file);
    } else if (is_backup(file)) {
      if (head_of_file(file).is_certain) pass_over(file, "is a copy that an editor left");
    } else {
      look_closer(file);
    }
  }

  static bool is_named_as_ours(std::string_view name) {
    return name.ends_with(kPolicyEnding) || name.ends_with(kProgramEnding);
  }

  /// Looks into a file whose name is not that of a policy or a program.
  void look_closer(const fs::path& file) {
    const std::string begin = begin_of(file);
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
    } else if (head.role == FileRole::Policy) {
      pass_over(file, fmt::format("is the policy `{}`, and its name does not end in `{}`", head.name,
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

FileHead head_of(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::string_view first = next_word(text);
  FileHead head{.role = first == "policy"   ? FileRole::Policy
                        : first == "module" ? FileRole::Module
                        : first == "tests"  ? FileRole::Tests
                                            : FileRole::Other};
  if (head.role == FileRole::Other) return head;
  head.name = next_word(text);
  std::string_view rest = text.substr(0, text.find('\n'));
  head.is_certain = is_name(head.name) && next_word(rest).empty();
  return head;
}

FileHead head_of_file(const fs::path& file) {
  return head_of(begin_of(file));
}

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
    if (fs::exists(path, error)) return {path};
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
