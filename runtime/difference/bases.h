// What stands behind a name that norms rest upon, and whether it is the same in two policies.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "runtime/difference/outline.h"

namespace precept::difference {

/// The code of the JSON: "definition", "field".
const char* to_string(Basis::Kind kind);
/// "the definition `adult`".
std::string in_words(const Basis& basis);

/// Those of the bases that both policies have and that mean something else in each. `kind` is the documents'.
std::vector<Basis> changed_bases(const std::set<Basis>& bases, const std::string& kind, const Outline& before,
                                 const Outline& after);

}  // namespace precept::difference
