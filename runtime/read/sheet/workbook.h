// Reads a workbook in Office Open XML (`.xlsx`, `.xlsm`): what its cells show, as it was stored. Formulas are
// never computed, and nothing outside of the file is opened.
//
// The archive is unpacked as it is read, and no tree of its XML is made: memory is that of the sheets and of
// the texts that cells share (`limits::kWorkbookBytes`), whatever the archive unpacks to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// All sheets, hidden ones too; each becomes a file of `sources`. `name` is the file's, for messages. None
/// where anything was reported: what is no workbook (E4015), a damaged one (E4021), a larger one than is read
/// (E4011). A sheet without a cell is no mistake here.
std::optional<Workbook> read_workbook(std::string_view bytes, const std::string& name, Sources& sources,
                                      Diagnostics& diagnostics);

}  // namespace precept
