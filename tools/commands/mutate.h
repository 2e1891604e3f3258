// `precept test --mutate`, after the tests were read and run.
#pragma once

#include "render/testing/tests.h"
#include "tools/commands/commands.h"

namespace precept::tools {

/// Tries the mutants of the policies. All tests must pass first: where one fails, only that is told. Returns
/// the exit code.
int run_mutation_command(const TestRun& run, const TestArguments& arguments, Output& output);

}  // namespace precept::tools
