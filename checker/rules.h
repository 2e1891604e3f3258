// What the operations mean of values: the table of docs/receipts.md as code. Whatever an operation asks of
// lists, rows and facts is in proof.cpp.
#pragma once

#include <map>
#include <string>

#include "checker/value.h"

namespace precept::checker {

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
