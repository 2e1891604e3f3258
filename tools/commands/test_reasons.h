// What `precept test --explain` and `--dump` tell of a test.
#pragma once

#include <string>

#include "render/testing/tests.h"
#include "tools/common/output.h"

namespace precept::tools {

/// Explains each failing expectation of a run as `precept explain` explains the test's document: the clause,
/// the right or the verdict that was expected otherwise. Fills `run.reasons`.
void explain_failures(rendering::TestRun& run);

/// The one test of the suite that has this title, else these words in its title. Reports where there is none
/// or are several, and is then null.
const testing::Test* test_called(const testing::Suite& suite, const std::string& title,
                                 Diagnostics& diagnostics);

/// Writes the document of a test, and to standard error how it is read where `precept check` has to be told.
void dump(const testing::Test& test, Output& output);

}  // namespace precept::tools
