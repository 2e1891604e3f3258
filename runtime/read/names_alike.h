// Two names in one list that a reader may take for one.
#pragma once

#include <string_view>

#include "runtime/document/document.h"
#include "runtime/read/mistakes.h"

namespace precept {

/// Whether a reader may take the one for the other: they differ by letter case, or by letters that look
/// alike.
bool look_alike(std::string_view left, std::string_view right);

/// Warns of such names, both with their places. Names that are equal are no matter of spelling, and not told.
/// `text` is the document's. Time and memory linear in the names; at most a few pairs are told.
void warn_of_names_alike(const Program& program, const Document& document, std::string_view text,
                         Mistakes& mistakes);

}  // namespace precept
