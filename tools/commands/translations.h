// `precept lint --lang`: which texts of a policy are not translated.
#pragma once

#include <filesystem>

#include "base/diagnostic.h"
#include "tools/commands/commands.h"

namespace precept::tools {

/// Tells them of one policy, and writes them where that is asked; of a policy whose languages nobody asks
/// for, those that it has files of. Returns the exit code.
int check_translations(const LintArguments& arguments, const std::filesystem::path& file, Sources sources,
                       Output& output);

}  // namespace precept::tools
