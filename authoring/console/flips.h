// What two reports of one document have otherwise. Internal to console/.
//
//   verdict: compliant -> non-compliant
//   rule 1: satisfied -> violated: Choir brings 30 people for 24 seats
#pragma once

#include <string>

#include "runtime/report/report.h"

namespace precept::console {

/// A line for the verdict, and one for each finding that is new, gone or other; of equal reports one that
/// says so.
std::string flips(const DocumentReport& before, const DocumentReport& after);
/// The verdict in words, or why there is none.
std::string verdict_of(const DocumentReport& report);
/// "rule 1 (terms) of Ben".
std::string name_of(const Finding& finding);

}  // namespace precept::console
