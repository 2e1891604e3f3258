// Finds `-- mutant ok: reason` in a policy: the author knows that no test notices a change of this line, and
// says why. Internal to testing/.
#pragma once

#include <map>

#include "base/diagnostic.h"

namespace precept::testing {

struct Excuse {
  std::string reason;
  Span place;  ///< the comment
};

/// The excuses by the line that they are about, from 1: the comment's own line, or, where the comment stands
/// alone on it, the next line that has other text. Reports an excuse without a reason.
std::map<std::uint32_t, Excuse> excuses_in(FileId file, const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::testing
