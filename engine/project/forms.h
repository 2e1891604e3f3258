// The two forms of a project file. Internal to engine/project/.
#pragma once

#include <string>
#include <string_view>

#include "engine/project/project.h"

namespace precept::input {

/// `precept.project`: a setting on each line.
Project read_old_form(FileId file, const Sources& sources, Diagnostics& diagnostics);
/// `precept.toml`.
Project read_toml_form(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// Where something was said, for people: "precept.toml:3".
std::string said_in(Span place, const Sources& sources);
/// The path that a text of the project file names: it begins at the file's folder.
std::string path_in_project(const Sources& sources, FileId file, std::string_view text);
/// Reports a name such as `X` or `n0`, by which no attestation counts.
bool names_somebody(const std::string& name, Span place, DiagnosticKind kind, std::string_view example,
                    Diagnostics& diagnostics);
/// Reads a file of a public key, which the text at `place` names; false where it was reported there why not.
bool read_key_named(std::string_view name, Span place, DiagnosticKind kind, const Sources& sources,
                    std::string& key, Diagnostics& diagnostics);

}  // namespace precept::input
