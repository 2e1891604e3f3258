// The same policy, laid out in another way.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/model/model.h"

namespace precept::generate {

/// `text`, indented by two blanks for each step, with steps of other widths, with blank lines and comments
/// between its lines, with tabs or with other line ends: all of it means the same.
std::string laid_out(const std::string& text, std::uint64_t seed);

/// Which part belongs to which norm and which norm defeats which, one line for a norm.
std::string structure_of(const model::Model& policy);

}  // namespace precept::generate
