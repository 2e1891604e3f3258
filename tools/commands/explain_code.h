// `precept explain E1012`: what the documentation says of a code.
#pragma once

#include <string>

#include "tools/common/output.h"

namespace precept::tools {

/// Whether the word has the form of a code (a letter and four figures) and is no file here.
bool is_code_to_explain(const std::string& word);

/// Writes the code's section, as the pages of this version have it. Throws a UsageError where there is no
/// such code. Exit code: 0.
int explain_code(const std::string& code, Output& output);

}  // namespace precept::tools
