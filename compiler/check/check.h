// Tree to model: modules found, names resolved, types checked, tables read.
#pragma once

#include <filesystem>
#include <memory>

#include "base/diagnostic.h"
#include "compiler/model/model.h"

namespace precept {

/// Whether a reading that nothing asks about is a mistake: always, but where clauses are counted that may be
/// gone.
enum class UnusedReadings { Refuse, Allow };

/// Checks the policy file `root` with all modules it uses. A module `a.b` is looked for as
/// `a/b.precept` in the folder of the using file and in each folder above it, nearest first.
/// Reads modules and tables through `sources`, so that every diagnostic can show its place.
/// Null exactly when an error was reported.
std::unique_ptr<model::Model> check(FileId root, Sources& sources, Diagnostics& diagnostics,
                                    UnusedReadings unused = UnusedReadings::Refuse);

}  // namespace precept
