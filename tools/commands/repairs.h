// `precept explain --fix` and `--margin`.
#pragma once

#include "tools/commands/commands.h"

namespace precept::tools {

int repairs(const ExplainArguments& arguments, Output& output);

}  // namespace precept::tools
