// Limits on everything that is read, as constants. limits.def has the rows; docs/limits.md lists them for
// users.
#pragma once

#include <cstdint>

namespace precept::limits {

#define LIMIT(name, number, code, what) inline constexpr std::uint64_t k##name = number;
#include "base/limits.def"
#undef LIMIT

}  // namespace precept::limits
