// `precept explain --fix` and `--margin`. Exit code: 0 told, 1 no fix was found, 2 an error.
#pragma once

#include "tools/commands/commands.h"

namespace precept::tools {

int repairs(const ExplainArguments& arguments, Output& output);

}  // namespace precept::tools
