// What a project file makes of warnings: `[levels]`.
#pragma once

#include <cstddef>
#include <span>

#include "engine/project/project.h"

namespace precept::input {

/// Takes out the warnings that are not to be told, and makes errors (E5067) of those that are to be errors.
/// Returns how many were taken out.
std::size_t apply_levels(std::span<const WarningLevel> levels, Diagnostics& diagnostics);

}  // namespace precept::input
