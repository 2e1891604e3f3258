// The face of the compiler: a policy file to its model, and the model to a program (docs/pipeline.md). The
// order of the passes stands in pipeline.cpp (parse and check, translations, source lock) and compile.cpp
// (plan, emit).
//
//     policy stalls
//     record Stall
//       length : int
//     about Stall s
//     clause length
//       shall ensure s.length <= 4
//
// `read_policy` gives a model with one record, one section and one norm. `compile` makes of it one unit, with
// the instructions `field /length`, `constant 4`, `lt_int` and `outcome` among others.
//
// Errors: mistakes of the author go to `Diagnostics`, and the result is null or none. Nothing here throws,
// prints or exits.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/analysis/options.h"
#include "compiler/model/model.h"
#include "compiler/policy_files.h"

namespace precept {

/// The bytes of a program (runtime/program/program.h reads them).
using ProgramBytes = std::vector<std::byte>;

/// Whether a policy is compared with the source lock that it names. `Ignore` is for the command that makes
/// the lock.
enum class SourceLock { Check, Ignore };

/// A policy with its parts and the modules it uses to the model, which the caller owns; `file` may be any of
/// its parts. The sections come in the order of the text's labels (part_order.h). Null exactly when an error
/// was reported. `sources` must outlive the diagnostics that are rendered from it.
std::unique_ptr<model::Model> read_policy(const std::filesystem::path& file, Sources& sources,
                                          Diagnostics& diagnostics, SourceLock lock = SourceLock::Check,
                                          const AnalysisOptions& options = {});

struct CompileOptions {
  bool coverage = false;  ///< adds the points and probes of `precept test --coverage`: program::Point
  bool reasons = true;    ///< keeps what `precept explain` needs: phrases, parts of norms
};

/// A model to the bytes of a program. Gives none only where the policy exceeds a limit of the format (E1032).
std::optional<ProgramBytes> compile(const model::Model& policy, const Sources& sources,
                                    Diagnostics& diagnostics, const CompileOptions& options = {});

}  // namespace precept
