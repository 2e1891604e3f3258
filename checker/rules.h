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

/// The value of an operation that needs the values of all its operands; of one operand `b` is not looked at.
using Rule = Value (*)(const Value& a, const Value& b);
/// Its rule, from its row; null of an operation that asks for its operands one by one.
const Rule* rule_of(const std::string& operation);

/// What a value is that is one or the other, where nobody knows which.
Value either(const Value& a, const Value& b, Kind kind);

/// Holds every sum and product of two 64-bit numbers, and every sum of a list's.
using Wide = __int128;
/// Unknown where it leaves 64 bits.
Value narrow(Wide low, Wide high);

}  // namespace precept::checker
