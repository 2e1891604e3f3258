// How much there may be of what a policy says.
#pragma once

#include "compiler/check/context.h"

namespace precept::checking {

/// Reports E1032 for an `about` with too many clauses or norms, and for texts with holes that are too long or
/// have too many of them (base/limits.def).
void check_limits(Context& context);

}  // namespace precept::checking
