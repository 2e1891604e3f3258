// What no answer would settle: told as warnings, each with its place in the policy and in the document.
#pragma once

#include <set>
#include <vector>

#include "runtime/evidence/gaps.h"

namespace precept {

/// Of what a result was left undetermined by.
void report_limits(const std::set<Gaps::Limit>& limits, const RunView& view, Places& places,
                   DocumentReport& report);

/// Of numbers that left the range anywhere, where `report_limits` has not told it.
void report_overflows(const std::vector<std::uint32_t>& instructions, const RunView& view,
                      DocumentReport& report);

}  // namespace precept
