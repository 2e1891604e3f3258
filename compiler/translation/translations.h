// The face of translation/: finds the translations of a policy and compares them with its texts
// (docs/languages.md). The file `res54.fr.po` lies beside `res54.precept`, and each module has its own, so
// that a text is translated once for all policies that share it.
//
//     shall ensure b.people <= b.seats
//       otherwise "{b.name} brings {b.people} people"
//
//     msgid "{b.name} brings {b.people} people"
//     msgstr "{b.name} amène {b.people} personnes"
//
// gives `Translation{Fr, text, translated}`. Errors go to `Diagnostics` (E80xx, W80xx).
#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/translation/texts.h"

namespace precept::translation {

/// The file of translations for a policy file: "res54.fr.po" for "res54.precept".
std::filesystem::path file_of(const std::filesystem::path& policy_file, Language language);

/// Fills the model's translations, and adds the files to its sources. Reports files that are not well-formed,
/// holes that are missing or too many, a text that is translated twice, texts that the policy does not have
/// (W8001; the first ten of a file, and the number of the others), and files named for an unknown language
/// (W8002).
void read_translations(model::Model& policy, Sources& sources, Diagnostics& diagnostics);

/// The texts that need a translation and have none.
std::vector<TranslatableText> untranslated_texts(const model::Model& policy, Language language,
                                                 const Sources& sources);

}  // namespace precept::translation
