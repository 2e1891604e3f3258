// What an Engine holds, and what every document that it opened refers to. Internal to engine/.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/engine.h"
#include "engine/project/project.h"

namespace precept {

struct LoadedPolicies {
  /// What is wrong or doubtful with policies and settings.
  Diagnostics diagnostics() const {
    Diagnostics all = of_policies;
    all.add(of_settings);
    return all;
  }
  bool has_errors() const { return of_policies.has_errors() || of_settings.has_errors(); }

  Sources sources;
  Diagnostics of_policies, of_settings;
  std::vector<std::string> paths;  ///< beside which a project file may lie
  std::deque<Program> programs;
  std::vector<const Program*> policies;
  input::Project overrides;               ///< the settings that go before the project file's
  std::optional<input::Project> project;  ///< of the run
  bool is_only_project = false;           ///< it holds for documents anywhere
  std::optional<Day> as_of, today;
};

}  // namespace precept
