// `explain --fix` and `--margin`.
#pragma once

#include "tools/commands/commands.h"
#include "tools/commands/one_document.h"

namespace precept::tools {

/// How reasons, fixes and margins are written.
ReasonOptions reason_options(const ExplainArguments& arguments);

/// Tells what would mend or break the document. Exit code: 0 told, 1 there is no fix, 2 not checked.
int repairs(const ExplainArguments& arguments, OneDocument& one, Output& output);

}  // namespace precept::tools
