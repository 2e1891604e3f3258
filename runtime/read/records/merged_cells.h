// Cells that are merged over several rows of a list: the value stands in the first row only, and whether it
// is meant for the others is for people to say.
#pragma once

#include "base/diagnostic.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// Reports those of columns that are read, unless the mapping, which may be null, fills them; true where it
/// did.
bool report_merged(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
                   Diagnostics& diagnostics);

}  // namespace precept
