// Limits of the parser (docs/limits.md).
#pragma once

#include <cstddef>

#include "base/limits.h"

namespace precept {

struct ParseLimits {
  std::size_t max_bytes = limits::kPolicyBytes;
  std::size_t max_depth = limits::kBracketDepth;  ///< nesting of brackets and of if, some, every, not
};

}  // namespace precept
