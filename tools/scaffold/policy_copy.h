// Copies of policies with all that they read, so that what a project says depends on its own files alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/engine.h"
#include "tools/scaffold/new_folder.h"

namespace precept::tools {

struct PolicyCopies {
  std::vector<NewFile> files;
  std::vector<std::string> paths;  ///< where in the project each policy lies that was given
};

/// The files below `policies/`: of a folder that was given all but hidden ones, with tests and fixtures; of a
/// file itself and what it is compiled from; and presets of mappings beside these. They lie as they do where
/// they are from, so that they find each other. `engine` has loaded the paths. Nothing where it was reported
/// why one cannot be copied (E5081).
std::optional<PolicyCopies> policy_copies(const std::vector<std::string>& paths, const Engine& engine,
                                          Diagnostics& diagnostics);

}  // namespace precept::tools
