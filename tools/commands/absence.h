// `precept lint --absence`: what it means that a field of a document is absent, as a table.
#pragma once

#include <string>

#include "tools/common/output.h"

namespace precept::tools {

/// Writes a Markdown table for each kind of document of each policy in the file or folder. Exit code: 0 told,
/// 2 an error.
int write_absences(const std::string& policy, ColorChoice color, Output& output);

}  // namespace precept::tools
