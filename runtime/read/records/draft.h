// A first mapping of a list, for its author to complete.
//
//   Company,Country name,Attends      [guests.columns]
//   Acme,Norway,Oui                   country = "Country name"      # by its content
//                                     entity = "?"                  # one of: "Company", "Attends"
//
// Proposed is what the names of the columns, or nearly all of their cells, say; a `?` is what the author has
// to say, and no list is read with it.
#pragma once

#include <string>

#include "base/diagnostic.h"
#include "runtime/program/program.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// The mapping in TOML. Empty where it was reported that the file holds no row.
std::string draft_mapping(const Workbook& workbook, const ListFields& fields, const Program& program,
                          const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept
