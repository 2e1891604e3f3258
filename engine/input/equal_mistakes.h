// A list may have one mistake in hundreds of rows. The first mistakes are told one by one; of the others
// those that are equal to one of them are counted there: "`Geust` is no Role" and 280 times more.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"

namespace precept::input {

/// The diagnostics with the first `most` errors, in their order. Of equal ones the last that is told has a
/// note that counts those behind and names the next places. E0011 where there are others.
Diagnostics equal_ones_together(const Diagnostics& all, const Sources& sources, std::size_t most);

}  // namespace precept::input
