// Which sheets of a workbook are the list.
#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// The sheets that are the list, one unless the mapping, which may be null, names more; none where it was
/// reported why.
std::vector<const Sheet*> sheets_of_list(const Workbook& workbook, const ListFields& fields,
                                         const ListMapping* mapping, Diagnostics& diagnostics);

}  // namespace precept
