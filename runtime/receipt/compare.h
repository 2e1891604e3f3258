// What two receipts of one document say differently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/check.h"
#include "runtime/program/program.h"

namespace precept {

/// Where `again`, made now, is not what `said`, a receipt that was read, says: one entry for each thing that
/// differs, so that "the finding of resolves 6 about /attendance/3" is named. Words, engine and times are not
/// compared.
std::vector<checker::Fault> compare_receipts(const checker::Json& said, const checker::Json& again);

/// The same for a program alone: whether its sources, its tables and its clause table are the receipt's.
std::vector<checker::Fault> compare_policy(const checker::Json& said, const Program& program);

}  // namespace precept
