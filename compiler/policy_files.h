// Decides which files of a folder are policies, modules, tests and programs, and which only look so
// (docs/language.md, Files; docs/command_line.md). It reads the beginning of a file, never all of it.
//
//     -- the house rules
//     policy hall.rules          FileHead{Policy, "hall.rules", is_certain = true}
//
//     module hall                FileHead{Module, "hall", is_certain = true}
//
// Errors: what cannot be read or looks misnamed goes to `Diagnostics`; nothing throws.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/parse/file_head.h"

namespace precept {

inline constexpr std::string_view kProgramEnding = ".pbc", kTestsEnding = "_test.precept";

/// True for an ending that is a misspelt `.precept`: `.precpet`, `.PRECEPT`, `.precept.txt`.
bool is_misspelt_ending(const std::filesystem::path& file);
/// True for the copies that editors leave beside a file: `p.precept~`, `#p.precept#`, `p.precept.bak`.
bool is_backup(const std::filesystem::path& file);

struct PoliciesFound {
  std::vector<std::filesystem::path> policies, programs;  ///< in the order of their names
};
/// The policies and programs in a folder and below it, without tests and hidden files. Reports folders that
/// cannot be read (E5043), policies with a misspelt ending (E5045), and other files that look like policies
/// (W5040).
PoliciesFound policy_files_in(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// The policy files that a path names: the file itself (of a part, its policy), or the files of a folder that
/// begin with `policy`, without tests. Reports a path that names none.
std::vector<std::filesystem::path> policy_files_at(const std::filesystem::path& path,
                                                   Diagnostics& diagnostics);

}  // namespace precept
