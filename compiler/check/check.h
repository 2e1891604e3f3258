// The face of check/: the tree of a policy to its model. Modules are found, names resolved, types checked,
// tables read, defeat ordered (docs/language.md, from Files to Defeat).
//
//     record Booking
//       deposit : int or none
//     about Booking b
//     clause the deposit
//       shall ensure b.deposit >= 50
//
// E1050: "`b.deposit` may be none, and `>=` compares only what is there", marked at `b.deposit`. With
// `b.deposit is given and b.deposit >= 50` it gives a model.
#pragma once

#include <filesystem>
#include <memory>

#include "base/diagnostic.h"
#include "compiler/model/model.h"

namespace precept {

/// Whether a reading that nothing asks about is a mistake. `Allow` is for `precept source coverage`, which
/// also takes a policy whose clauses are not all written.
enum class UnusedReadings { Refuse, Allow };

/// Checks the policy file `root` with all modules it uses. A module `a.b` is looked for as
/// `a/b.precept` in the folder of the using file and in each folder above it, nearest first.
/// Adds modules and tables to `sources`, so that every diagnostic can show its place. The caller owns the
/// model; its spans refer to `sources`. Null exactly when an error was reported.
std::unique_ptr<model::Model> check_policy(FileId root, Sources& sources, Diagnostics& diagnostics,
                                           UnusedReadings unused = UnusedReadings::Refuse);

}  // namespace precept
