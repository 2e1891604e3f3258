// Finds names that name nobody, such as "to be attested" (docs/language.md, Attestations).
#pragma once

#include <string_view>

namespace precept {

/// Whether the text, as it is read, names nobody: no letter in it, a single letter of an alphabet, or nothing
/// but the words of placeholders.def, also in letters that look like theirs. "[to be attested]", "T.B.D.",
/// "?", "X", "J. K." do; "chair of SG12" and "李" do not.
bool is_placeholder(std::string_view by);

}  // namespace precept
