// `precept check` of policies by themselves: no document is checked, and none is looked for.
#pragma once

#include "tools/commands/commands.h"

namespace precept::tools {

/// Whether every FILE is a policy, a part of one or a module, or a folder that has policies and no documents
/// but what tests are given, and no policy is given to check by.
bool are_policies(const CheckArguments& arguments);

/// Reviews them (authoring/review/). Throws a UsageError where an option is about documents. Exit code: 0 all
/// are in order, 1 a test fails or something else is to be looked at, 2 a mistake.
int check_policies(const CheckArguments& arguments, Output& output);

}  // namespace precept::tools
