// Warnings for unknowns that no answer would settle, each with its place in policy and document (W5001,
// W5010, W5011; docs/language.md, Truth and intervals).
//
//   shall ensure b.date + b.ahead < b.closed      a date beyond the year 9999: W5011
#pragma once

#include <set>
#include <vector>

#include "runtime/evidence/gaps.h"

namespace precept {

/// Warns of the limits that left a result undetermined.
void report_limits(const std::set<Gaps::Limit>& limits, const RunView& view, Places& places,
                   DocumentReport& report);

/// Warns of all numbers that left the range, unless `report_limits` has done so.
void report_overflows(const std::vector<std::uint32_t>& instructions, const RunView& view,
                      DocumentReport& report);

}  // namespace precept
