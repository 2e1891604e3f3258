// Completions for shells, written from the commands' own tables: commands, options, what an option's value
// may be, and files by their endings.
#pragma once

#include <string>
#include <vector>

#include "tools/commands/command.h"

namespace precept::tools::manual {

/// To be sourced, or to lie in share/bash-completion/completions as `precept`. Needs bash 4.3, and nothing
/// else.
std::string bash_completions(const std::vector<Command>& commands);
/// To lie as `_precept` in a folder of fpath.
std::string zsh_completions(const std::vector<Command>& commands);
/// To lie in a folder `completions` of fish as `precept.fish`.
std::string fish_completions(const std::vector<Command>& commands);

/// The text between single quotes, as any of these shells reads it back.
std::string single_quoted(const std::string& text, const std::string& quote_within);

}  // namespace precept::tools::manual
