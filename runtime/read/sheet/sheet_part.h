// Reads one sheet of a workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "runtime/read/sheet/sheet.h"
#include "runtime/read/sheet/stored_cell.h"
#include "runtime/read/sheet/workbook_parts.h"

namespace precept {

struct SheetFault {
  WorkbookFault fault;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> cell;  ///< its row and column, where it is about one
};

/// Reads rows, merged ranges and hidden rows into `sheet`; the cells have no places. At a fault, there is
/// what was read before it.
std::optional<SheetFault> read_sheet(WorkbookArchive& archive, const std::string& part,
                                     const SharedParts& shared, Sheet& sheet);

/// Adds the sheet as a text to the sources, and gives its cells their places there.
void add_as_text(Sheet& sheet, const std::string& workbook, Sources& sources);

}  // namespace precept
