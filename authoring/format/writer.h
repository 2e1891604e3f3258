// Writes the tokens as a plan says. Internal to format/.
//
//     clause a                    Line{"clause a"}
//       shall not b  -- why       Line{"  shall not b", comment "-- why"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authoring/format/layout_plan.h"

namespace precept::format {

/// The text that the plan makes of the tokens of `text`. Lines end as the first one of `text` does; chunks
/// that are left keep their bytes.
std::string written(std::string_view text, std::span<const Token> tokens, const Plan& plan);

}  // namespace precept::format
