// How two texts differ, by lines, as `diff -u` tells it.
//
//     @@ -3,1 +3,1 @@
//     -    shall ensure b.people<=b.seats
//     +  shall ensure b.people <= b.seats
#pragma once

#include <string>
#include <string_view>

namespace precept::format {

/// Empty where the texts are the same; else the names and the parts that differ, with three lines around
/// them.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace precept::format
