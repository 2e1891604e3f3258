// What the operations mean of values: the rows of operations.def as code. Whatever an operation asks of
// lists, rows and facts is in proof.cpp and folds.cpp.
#pragma once

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

using OneRule = Value (*)(const Value&);
using TwoRule = Value (*)(const Value&, const Value&);

/// Operations that need the values of all their operands, by name.
const std::map<std::string, OneRule>& rules_of_one();
const std::map<std::string, TwoRule>& rules_of_two();

/// What a value is that is one or the other, where nobody knows which.
Value either(const Value& a, const Value& b, Kind kind);

/// Holds every sum and product of two 64-bit numbers, and every sum of a list's.
using Wide = __int128;
/// Unknown where it leaves 64 bits.
Value narrow(Wide low, Wide high);

}  // namespace precept::checker
