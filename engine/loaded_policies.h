// What engines hold, and what every document that they opened refers to: the policies, which engines with
// different settings share, and the settings. Internal to engine/.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/engine.h"
#include "engine/project/project.h"

namespace precept {

struct LoadedPolicies {
  Sources sources;
  Diagnostics mistakes;            ///< what is wrong or doubtful with them
  std::vector<std::string> paths;  ///< beside which a project file may lie
  std::deque<Program> programs;
  std::vector<const Program*> policies;
  std::optional<input::Project> project;  ///< of the run
  bool is_only_project = false;           ///< it holds for documents anywhere
};

/// Presets of mappings lie in `mappings`, beside the policies and what they use.
std::vector<std::filesystem::path> preset_folders(const LoadedPolicies& loaded);

/// EngineSettings, held against the policies.
struct ReadSettings {
  Diagnostics mistakes;
  input::Project overrides;  ///< what goes before the project file's
  std::optional<Day> as_of, today;
  std::string kind;  ///< of documents that do not say their own; empty: of none
  bool has_project_file = true;
  std::shared_ptr<input::ProjectMemory>
      memory;  ///< null: project files are looked for anew for each document
};

}  // namespace precept
