// What a help suggests, as changes that a program may make.
//
//     shall ensure b.peple <= 10      "did you mean `people`?" becomes an edit of `peple`
#pragma once

#include "base/diagnostic.h"

namespace precept::analysis {

/// The same mistakes; those whose help names the one word that was meant for the word at their place have an
/// edit.
Diagnostics with_suggested_edits(const Diagnostics& found, const Sources& sources);

}  // namespace precept::analysis
