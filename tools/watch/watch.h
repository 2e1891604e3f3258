// Runs something again whenever a file that it read changes: `--watch`.
//
//   precept test --watch      runs the tests, and once more whenever policy, test or fixture is saved
//
// What the run read is seen as it reads (base/file_observer.h), so no command has to say it. Editors that put
// a new file in the place of the old one are understood, and so is a folder into which a file is put.
#pragma once

#include <functional>

#include "tools/common/output.h"

namespace precept::tools {

/// Runs, waits for a change, and so on, until the process is asked to end (Ctrl-C); gives what the last run
/// gave. Between runs a line with the time and what changed goes to standard error. Asked twice, the process
/// ends at once.
int watch(const std::function<int()>& run, Output& output);

}  // namespace precept::tools
