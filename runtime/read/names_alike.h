// Warns of two names in one list that a reader may take for one (W4030; docs/language.md, Texts).
#pragma once

#include <string_view>

#include "runtime/document/document.h"
#include "runtime/read/mistakes.h"

namespace precept {

/// Whether a reader may take one for the other: they differ by letter case, or by letters that look alike.
bool look_alike(std::string_view left, std::string_view right);

/// Warns of such pairs, with both places, but not of equal names. `text` is the document's. Takes time and
/// memory linear in the names, and tells a few pairs at most.
void warn_of_names_alike(const Program& program, const Document& document, std::string_view text,
                         Mistakes& mistakes);

}  // namespace precept
