// What the linter finds of a policy, by the levels of the project that it lies in.
#pragma once

#include <cstddef>
#include <filesystem>

#include "authoring/lint/lint.h"
#include "base/diagnostic.h"

namespace precept::review {

/// The policy's mistakes in its texts as the sources have them; where there is none, the lints.
Diagnostics mistakes_and_lints(const std::filesystem::path& policy, Sources& sources);

/// What a project file makes of rules; its mistakes go to `diagnostics`, whose places are in `sources`.
lint::Levels levels_in(const std::filesystem::path& project, Sources& sources, Diagnostics& diagnostics);

/// What the project file in the policy's folder or above makes of rules; its mistakes go to `diagnostics`,
/// whose places are in `sources`.
lint::Levels lint_levels(const std::filesystem::path& policy, Sources& sources, Diagnostics& diagnostics);

bool is_lint(const Diagnostic& diagnostic);

/// How many rules a policy is looked at by.
std::size_t rule_count();

}  // namespace precept::review
