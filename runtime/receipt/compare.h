// Differences between two receipts of one document (docs/receipts.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/verify_receipt.h"
#include "runtime/program/program.h"

namespace precept {

/// The differences between `said`, a receipt that was read, and `again`, one made now. Each entry names one
/// thing, such as "the finding of resolves 6 about /attendance/3". Words, engine and times are not compared.
std::vector<checker::Fault> compare_receipts(const checker::Json& said, const checker::Json& again);

/// The same for a program alone: its sources, tables and clause table against those of the receipt.
std::vector<checker::Fault> compare_policy(const checker::Json& said, const Program& program);

}  // namespace precept
