// The order of the passes, on one screen: parse, check, plan, emit.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/check/check.h"
#include "compiler/model/model.h"
#include "compiler/policy_files.h"

namespace precept {

/// The bytes of a program (runtime/program/program.h reads them).
using ProgramBytes = std::vector<std::byte>;

/// Whether a policy is held against the source lock it names: always, but where that lock is being made.
enum class SourceLock { Check, Ignore };

/// A policy file to its model; null exactly when an error was reported.
std::unique_ptr<model::Model> read_policy(const std::filesystem::path& file, Sources& sources,
                                          Diagnostics& diagnostics, SourceLock lock = SourceLock::Check,
                                          UnusedReadings unused = UnusedReadings::Refuse);

struct CompileOptions {
  bool coverage = false;  ///< with what tests are to bring about: program::Point
  bool reasons = true;    ///< with what definitions and conditions say, for those who ask why
};

/// A model to a program. Fails only where a limit of the format is passed (E1032).
std::optional<ProgramBytes> compile(const model::Model& policy, const Sources& sources,
                                    Diagnostics& diagnostics, const CompileOptions& options = {});

}  // namespace precept
