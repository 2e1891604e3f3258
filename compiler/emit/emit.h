// Plan to program: dead code dropped, instructions put into segments, everything laid out.
#pragma once

#include <vector>

#include "compiler/plan/pool.h"
#include "compiler/plan/unit.h"

namespace precept::emit {

/// Drops what definitions say that no result comes from.
void drop_phrases(plan::Unit& unit);

/// Keeps the instructions that a result, a message or a judgement needs, renumbered without gaps.
void drop_dead(plan::Unit& unit);

/// Text columns that are only shown hold byte offsets (raw); those compared are interned.
void mark_raw_texts(plan::Unit& unit);

struct Schedule {
  std::vector<program::Segment> segments;  ///< `order` counts within `order`
  std::vector<std::uint32_t> order;        ///< instructions of the unit
};
/// Segments in an order in which every operand is ready, with as few passes over a list as the folds
/// between them allow; then those that only explain.
Schedule schedule(const plan::Unit& unit);

/// Appends the unit to the program.
void append(plan::Unit unit, plan::Pool& pool);

}  // namespace precept::emit
