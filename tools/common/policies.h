// Policies from the paths that people give: a program as it is, a policy file compiled, a folder searched, a
// pipe or standard input (`-`) read once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/program.h"
#include "tools/common/files.h"

namespace precept::tools {

/// The bytes of a program made from one policy file; nothing exactly when a mistake was reported.
std::optional<std::vector<std::byte>> compile_policy(const std::filesystem::path& file, Sources& sources,
                                                     Diagnostics& diagnostics);

/// The one policy file a path (a file, a folder with one policy, a pipe, `-`) stands for. What comes from a
/// pipe is read here, and is in the sources under the name that is returned.
std::optional<std::filesystem::path> find_policy(const std::string& path, Sources& sources,
                                                 Diagnostics& diagnostics);

/// Bytes as a program; `file` is what they were read or made from, for messages.
std::optional<Program> open_program(std::vector<std::byte> bytes, const std::filesystem::path& file,
                                    Diagnostics& diagnostics);

/// The programs a path stands for: a program or policy file, or those of a folder. Reports where there are
/// none, where one is unusable, and a policy that a folder has as sources and as a program (E5041).
std::vector<Program> load_policies(const std::string& path, Sources& sources, Diagnostics& diagnostics);

/// The one program a path stands for; reports where there are several.
std::optional<Program> load_policy(const std::string& path, Sources& sources, Diagnostics& diagnostics);

/// Nothing is to be written over what the programs were read or made from.
void add_to(InputFiles& inputs, const std::vector<Program>& programs, const Sources& sources);

}  // namespace precept::tools
