// The face of plan/: the model to one unit for each kind of document, with its schema, its instructions and
// its table of results (docs/pipeline.md, No jumps; docs/language.md says what each expression means).
//
//     clause length
//       shall ensure every s in f.stalls satisfies s.length <= f.limit
//
// level 0 (the document): constant yes, field /limit, presence of /stalls; level 1 (the stalls): field
// length, spread of the limit, lt_int; back at level 0: any, outcome.
#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "compiler/plan/planned_unit.h"
#include "compiler/plan/shared_sections.h"

namespace precept::plan {

class Points;

/// One unit for each record that an `about` names, in the order in which they first appear. Strings, texts
/// and constants go to `shared`, which the units refer to by index. `points` may be null; else the units get
/// the probes of these points. Reports E1032 where the policy exceeds a limit of the format; the units are
/// then incomplete.
std::vector<PlannedUnit> plan_units(SharedSections& shared, Points* points, Diagnostics& diagnostics);

}  // namespace precept::plan
