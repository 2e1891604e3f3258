// What stands in a policy at a place, as it is written.
#pragma once

#include <string>

#include "base/source.h"

namespace precept::handbook {

/// The line of a name, with the lines below it that stand deeper: a clause or definition as it is written.
/// The indentation of its first line is taken off.
std::string written_at(const Sources& sources, Span name);

}  // namespace precept::handbook
