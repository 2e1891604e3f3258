// Brings a file of translations up to date with the texts of its policy.
#pragma once

#include <string>
#include <vector>

#include "compiler/translation/po.h"
#include "compiler/translation/texts.h"
#include "runtime/words/language.h"

namespace precept::translation {

/// The new file: every text that needs a translation, in the policy's order, each with the translation in
/// `old` or empty; other texts that `old` translates; and, marked as obsolete, translations of texts that are
/// gone. `texts` are those of one policy file or module, named `source`.
std::string updated_po_file(const PoFile& old, const std::vector<TranslatableText>& texts, Language language,
                            const std::string& source);

}  // namespace precept::translation
