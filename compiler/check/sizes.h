// Limits on the size of sections and texts (docs/limits.md).
#pragma once

#include "compiler/check/context.h"

namespace precept::checking {

/// Reports E1032 for an `about` with too many clauses or norms, and for a text with holes that is too long or
/// has too many of them (base/limits.def).
void check_sizes(Context& context);

}  // namespace precept::checking
