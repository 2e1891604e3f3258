// The face of emit/: a planned unit to a unit of the program (docs/pipeline.md, Segments and slices). Dead
// code is dropped, instructions are grouped into segments, the rest is laid out in the program's sections.
//
//     shall ensure every s in f.stalls satisfies s.length <= f.limit
//
// gives three segments: 0 over the document (field /limit), 1 over /stalls (field, spread, lt_int, and the
// fold `any` into the document), 2 over the document (outcome).
//
// Errors: none; a unit that plan/ made without an error can always be emitted.
#pragma once

#include <vector>

#include "compiler/plan/planned_unit.h"
#include "compiler/plan/shared_sections.h"

namespace precept::emit {

/// Drops the phrases of definitions that no result depends on.
void drop_phrases(plan::PlannedUnit& unit);

/// Keeps only the instructions that a result, a text, a phrase or a probe needs, and renumbers them without
/// gaps.
void drop_dead(plan::PlannedUnit& unit);

/// Text columns that are only shown stay raw (byte offsets into the document); clears the mark of those that
/// are compared, which are interned.
void mark_raw_texts(plan::PlannedUnit& unit);

struct Schedule {
  std::vector<program::Segment> segments;  ///< each segment's range counts within `order`
  std::vector<std::uint32_t> order;        ///< instructions of the unit
};
/// Orders the segments so that every operand is ready, with few passes over a list; segments that only
/// explain come last.
Schedule schedule(const plan::PlannedUnit& unit);

/// Runs the steps above and appends the unit to the sections of the pool.
void append(plan::PlannedUnit unit, plan::SharedSections& shared);

}  // namespace precept::emit
