// Lays a policy out in another way that means the same.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/model/model.h"

namespace precept::generate {

/// The text, which is indented by two blanks for each step, with steps of other widths, with blank lines and
/// comments between its lines, with tabs or with other line ends.
std::string laid_out(const std::string& text, std::uint64_t seed);

/// The structure of the policy, a line for each norm: its parts, and the norms that it defeats.
std::string structure_of(const model::Model& policy);

}  // namespace precept::generate
