// Programs from the paths that people give: a program file is opened, a policy file is compiled, a folder is
// searched, a pipe or standard input (`-`) is read once. Mistakes are diagnostics; what they point to stays
// in `sources`.
//
//   policy first
//   in force from 2025-01-01
//
// load_policies("first.precept", …) gives one verified Program with the name `first` and that interval; the
// folder around it gives one for every policy in it and below.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/program.h"

namespace precept {
class ParseCache;
}

namespace precept::input {

/// Compiles one policy file to the bytes of a program; nothing exactly where a mistake was reported.
/// `parsed`, if not null, has the files of the policies before.
std::optional<std::vector<std::byte>> compile_policy(const std::filesystem::path& file, Sources& sources,
                                                     Diagnostics& diagnostics, ParseCache* parsed = nullptr);

/// The one policy file that a path stands for: a file, a folder with one policy, a pipe, `-`. A pipe is read
/// here, and its text is in the sources under the returned name.
std::optional<std::filesystem::path> policy_file_at(const std::string& path, Sources& sources,
                                                    Diagnostics& diagnostics);

/// Opens and verifies the bytes of a program. `file` is for messages: what they were read or compiled from.
std::optional<Program> open_program(std::vector<std::byte> bytes, const std::filesystem::path& file,
                                    Diagnostics& diagnostics);

/// The programs that a path stands for: that of a program file or a policy file, or all of a folder. Reports
/// that there are none, that one is unusable, and that a folder has a policy both as sources and as a program
/// (E5041).
std::vector<Program> load_policies(const std::string& path, Sources& sources, Diagnostics& diagnostics);

/// The program of a policy's text, or of a program's bytes; modules, tables and the like are looked for from
/// the folder of `name`.
std::optional<Program> load_policy_text(const std::string& name, std::string text, Sources& sources,
                                        Diagnostics& diagnostics);

/// The one program that a path stands for; several are a mistake.
std::optional<Program> load_policy(const std::string& path, Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::input
