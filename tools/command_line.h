// From the words of a command line to the command that they mean.
#pragma once

#include <vector>

#include "tools/commands/command.h"

namespace precept::tools {

/// Reads the words and runs the command; the exit code. Help and the version are told, and so is what is
/// wrong with the words (E5040), as JSON where they ask for it.
int run(const std::vector<Command>& commands, int argc, const char* const* argv, Output& output);

/// Tells that the program failed (E5046), likewise; the exit code.
int program_failed(Output& output, bool is_json, std::string_view why);

}  // namespace precept::tools
