// The mapping of one list from its table in TOML. What can be said without the list is checked here: keys,
// fields, and whether each target is a word of its field.
#pragma once

#include "base/diagnostic.h"
#include "base/toml/value.h"
#include "runtime/program/program.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"

namespace precept::input {

/// `list` is named in messages; `table` is what it says together with its preset, which is written in the
/// file `preset` (kNoFile: there is none). Mistakes are reported.
ListMapping read_list_mapping(const toml::Member& list, const toml::Table& table, FileId preset,
                              const ListFields& fields, const Program& program, Diagnostics& diagnostics);

}  // namespace precept::input
