// Which files of a folder are policies, modules, tests and programs, and which only look so.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

inline constexpr std::string_view kPolicyEnding = ".precept", kProgramEnding = ".pbc",
                                  kTestsEnding = "_test.precept";

/// What a file in the language says that it is, by its first word.
enum class FileRole { Policy, Module, Tests, Other };
struct FileHead {
  FileRole role = FileRole::Other;
  std::string name;         ///< as declared
  bool is_certain = false;  ///< the word and a name alone on their line, as prose seldom begins
};
/// Comments aside; the whole text need not be there.
FileHead head_of(std::string_view text);
/// Of the first bytes of a file; Other where it cannot be read.
FileHead head_of_file(const std::filesystem::path& file);

/// Whether the ending is a slip of `.precept` (`.precpet`, `.PRECEPT`, `.precept.txt`), not that itself.
bool is_misspelt_ending(const std::filesystem::path& file);
/// What editors leave beside a file: `p.precept~`, `#p.precept#`, `p.precept.bak`.
bool is_backup(const std::filesystem::path& file);

struct PoliciesFound {
  std::vector<std::filesystem::path> policies, programs;  ///< in the order of their names
};
/// The policies and programs in a folder and below, tests and hidden files aside. Reports folders that cannot
/// be read (E5043), policies with a misspelt ending (E5045), and files that look as if they were meant
/// (W5040).
PoliciesFound policies_in(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// The policy files a path stands for: a file itself; of a folder the files that begin with
/// `policy`, tests aside. Reports where there are none.
std::vector<std::filesystem::path> find_policies(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace precept
