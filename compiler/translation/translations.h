// A policy's translations: found beside its files, held against its texts.
//
// Beside `res54.precept` lies `res54.fr.po`, and beside each module that it uses the module's own: a text is
// translated where it is written, once for all policies that share it.
#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/translation/texts.h"

namespace precept::translation {

/// "res54.fr.po" of "res54.precept".
std::filesystem::path file_of(const std::filesystem::path& policy_file, Language language);

/// Fills the model's translations, and adds the files to its sources. Reports what is not well-formed, holes
/// that a text does not have or that are left out, a text that is translated twice, texts that the policy
/// does not have (W8001; of one file the first ten, and how many more), and files whose names say another
/// language than the known ones (W8002).
void read_translations(model::Model& policy, Sources& sources, Diagnostics& diagnostics);

/// The texts that need a translation and have none.
std::vector<Place> gaps(const model::Model& policy, Language language, const Sources& sources);

}  // namespace precept::translation
