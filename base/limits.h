// The numbers that bound what is taken from others; limits.def has the rows.
#pragma once

#include <cstdint>

namespace precept::limits {

#define LIMIT(name, number, code, what) inline constexpr std::uint64_t k##name = number;
#include "base/limits.def"
#undef LIMIT

}  // namespace precept::limits
