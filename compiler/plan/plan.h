// Model to plan: for each kind of document the shape, the code and what comes out of it.
#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "compiler/plan/pool.h"
#include "compiler/plan/unit.h"

namespace precept::plan {

class Points;

/// One unit for each record that an `about` names, in the order they first appear. Reports E1032 where
/// a limit of the format is passed. With `points` the units have probes of them.
std::vector<Unit> plan_units(Pool& pool, Points* points, Diagnostics& diagnostics);

}  // namespace precept::plan
