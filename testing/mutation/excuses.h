// `-- mutant ok: reason` in a policy: that no test tells a change of this line apart is known, and why.
// Internal to testing/.
#pragma once

#include <map>

#include "base/diagnostic.h"

namespace precept::testing {

struct Excuse {
  std::string reason;
  Span place;  ///< the comment
};

/// By the line that it is about: its own, or, where it stands alone in it, the next with anything else in it.
/// Reports one without a reason.
std::map<std::uint32_t, Excuse> excuses_in(FileId file, const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::testing
