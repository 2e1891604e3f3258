// Policies from the paths that people give: a program as it is, a policy file compiled, a folder searched.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program.h"

namespace precept::tools {

/// The bytes of a program made from one policy file; nothing exactly when a mistake was reported.
std::optional<std::vector<std::byte>> compile_policy(const std::filesystem::path& file, Sources& sources,
                                                     Diagnostics& diagnostics);

/// The one policy file a path (a file, or a folder with one policy) stands for.
std::optional<std::filesystem::path> find_policy(const std::filesystem::path& path, Diagnostics& diagnostics);

/// Bytes as a program; `file` is what they were read or made from, for messages.
std::optional<Program> open_program(std::vector<std::byte> bytes, const std::filesystem::path& file,
                                    Diagnostics& diagnostics);

/// The programs a path stands for: a program or policy file, or those of a folder (its policies; where it
/// has none, its programs). Reports where there are none and where one is unusable.
std::vector<Program> load_policies(const std::filesystem::path& path, Sources& sources,
                                   Diagnostics& diagnostics);

/// The one program a path stands for; reports where there are several.
std::optional<Program> load_policy(const std::filesystem::path& path, Sources& sources,
                                   Diagnostics& diagnostics);

}  // namespace precept::tools
