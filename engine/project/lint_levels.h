// What a project file makes of lints: `[lint]`.
//
//     [lint]
//     equal-norms = "error"
//     missing-gist = "off"
#pragma once

#include <string>

#include "engine/project/project.h"

namespace precept::input {

/// The name of a lint, "equal-norms" of EqualNorms; empty where the kind is none of a lint.
std::string lint_name(DiagnosticKind kind);

/// Reads one line of `[lint]`. Reports a lint that there is not (E5061) and a level that it cannot have
/// (E5062).
void read_lint_level(const toml::PlacedText& name, const toml::PlacedText& level, Project& project,
                     Diagnostics& diagnostics);

}  // namespace precept::input
