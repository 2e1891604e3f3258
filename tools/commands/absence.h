// What it means that a field of a document is not there, as a table.
#pragma once

#include <string>

#include "tools/common/output.h"

namespace precept::tools {

/// A table in Markdown for each kind of document of each policy in the file or folder. 0 told, 2 an error.
int tell_absences(const std::string& policy, ColorWish color, Output& output);

}  // namespace precept::tools
