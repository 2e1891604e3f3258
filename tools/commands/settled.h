// What holds for a run: options go before the environment, the environment before the project file, that
// before the defaults (docs/project_file.md).
//
//   precept check --strict        in a folder whose precept.toml has `policies` and `documents`
//
// is settled to a check of those documents by those policies, strictly; `precept config` tells each with its
// origin: "precept.toml:1", "--strict".
#pragma once

#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/project/patterns.h"
#include "tools/commands/commands.h"

namespace precept::tools {

/// The project file, the language, whether to be strict, and the jobs may also be said by the environment.
inline constexpr const char* kProjectVariable = "PRECEPT_PROJECT";
inline constexpr const char* kLanguageVariable = "PRECEPT_LANG";
inline constexpr const char* kStrictVariable = "PRECEPT_STRICT";
inline constexpr const char* kJobsVariable = "PRECEPT_JOBS";

/// One setting for people and programs.
struct SettingLine {
  std::string name;
  std::vector<std::string> values;
  std::string from;  ///< "--policy", "PRECEPT_LANG", "precept.toml:3", "default"
};

struct SettledRun {
  Engine engine;                       ///< has the project file, and what is wrong with it
  CheckArguments arguments;            ///< completed
  const Project* project = nullptr;    ///< the engine's
  bool has_project_documents = false;  ///< they are checked, since no FILE was given
  std::vector<SettingLine> lines;
};

/// Finds and reads the project file, and settles everything. What is wrong is told to the engine.
SettledRun settle(const CheckArguments& given);

/// The documents of a run.
struct RunInputs {
  std::vector<DocumentName> documents;
  std::vector<std::string> folders;  ///< of documents, as they were named
  std::vector<PassedOverFile> passed_over;
  std::vector<std::string> lists;        ///< files of lists that the project names for them
  std::vector<DocumentReport> rejected;  ///< folders that cannot be read, or hold no document
  bool are_all_of_project = false;       ///< they are all documents of the project
};
/// Those that were named, those of a folder in the order of their names; or the project's.
RunInputs inputs_of(const SettledRun& run, Diagnostics& diagnostics);

}  // namespace precept::tools
