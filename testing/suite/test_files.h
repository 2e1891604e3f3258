// Which files hold tests.
//
//     precept test hall      hall/rules_test.precept, and each `…_test.precept` below it
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "base/diagnostic.h"

namespace precept::testing {

/// The test files that the paths stand for. A file stands for itself, a folder for every `*_test.precept` in
/// it and below, in the order of their names. Reports a path that does not exist, a
/// policy in the place of its tests, and in folders what looks like tests and is not named as such.
std::vector<std::filesystem::path> find_test_files(std::span<const std::filesystem::path> paths,
                                                   Diagnostics& diagnostics);

}  // namespace precept::testing
