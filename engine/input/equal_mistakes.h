// A list has the same mistake in many rows: "`Geust` is no Role" is told once, with how often and where.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"

namespace precept::input {

/// The diagnostics, of which errors with one message are one: the first, with a note that counts the others
/// and names the next places. No more than `most` errors, and E0011 where there were more.
Diagnostics equal_ones_together(const Diagnostics& all, const Sources& sources, std::size_t most);

}  // namespace precept::input
