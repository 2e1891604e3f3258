// Warnings for unknowns that no answer would settle, each with its place in policy and document (W5001,
// W5010, W5011; docs/language.md, Truth and intervals).
//
//   shall ensure b.date + b.ahead < b.closed      a date beyond the year 9999: W5011
#pragma once

#include <set>
#include <vector>

#include "runtime/evidence/evidence_finder.h"

namespace precept {

/// Warns of the unknowns that left a result undetermined.
void report_unsettled(const std::set<EvidenceFinder::Unsettled>& unsettled, const RunView& view,
                      DocumentPlaces& places, DocumentReport& report);

/// Warns of all numbers that left the range, unless `report_unsettled` has done so.
void report_overflows(const std::vector<std::uint32_t>& instructions, const RunView& view,
                      DocumentReport& report);

}  // namespace precept
