// The rules of operations on values: the rows of operations.def as code. Operations that need lists, rows or
// facts are in proof.cpp and folds.cpp.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "checker/value.h"

namespace precept::checker {

/// A row of operations.def.
struct Operation {
  std::string_view operands;
  char result = '-';
  bool is_fold() const { return operands.starts_with('E'); }
};
std::optional<Operation> operation_named(const std::string& name);

/// The value of an operation from the values of its operands, four at most; one with fewer ignores the
/// others.
using Rule = Value (*)(const std::array<Value, 4>& operands);
/// The rule of an operation; null for `Own`, operations that ask for their operands one by one.
const Rule* rule_of(const std::string& operation);

/// The value that covers both, where it is unknown which of the two it is.
Value covering(const Value& a, const Value& b, Kind kind);

/// Wide enough for the product of two 64-bit numbers, and for the sum of a list of them.
using Wide = __int128;
/// The number from `low` to `high`; unknown where an end does not fit in 64 bits.
Value to_interval(Wide low, Wide high);

}  // namespace precept::checker
