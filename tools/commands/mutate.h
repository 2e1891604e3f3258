// `precept test --mutate`: the part of the command behind the reading of the tests.
#pragma once

#include "render/testing/tests.h"
#include "tools/commands/commands.h"

namespace precept::tools {

/// Tries changes of the policies on tests that were read. They have to pass first: if one fails, that is all
/// that is told.
int mutate(const TestRun& run, const TestArguments& arguments, Output& output);

}  // namespace precept::tools
