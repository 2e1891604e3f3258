// A file of translations brought up to date with the texts it is for.
#pragma once

#include <string>
#include <vector>

#include "compiler/translation/po.h"
#include "compiler/translation/texts.h"
#include "runtime/words/language.h"

namespace precept::translation {

/// The file as it should stand: every text that needs a translation, in the order of the policy, each with
/// what `old` has for it or empty; what `old` translates though it need not be; and, marked as obsolete, what
/// the policy no longer has. `texts` are those of the one policy file or module, named `source`.
std::string updated(const PoFile& old, const std::vector<Place>& texts, Language language,
                    const std::string& source);

}  // namespace precept::translation
