// The commands that tell of the commands: pages of the manual, and completions for shells.
#pragma once

#include <functional>
#include <vector>

#include "tools/commands/command.h"

namespace precept::tools::manual {

/// Gives every command, these two among them.
using AllCommands = std::function<std::vector<Command>()>;

Command man_command(AllCommands all);
Command completions_command(AllCommands all);

}  // namespace precept::tools::manual
