// Which row of a sheet is the header of the list: its first, or those that a mapping names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/diagnostic.h"
#include "base/text_store.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

bool is_filled(const Cell& cell);
bool is_blank(std::span<const Cell> row);
/// Of a row that is not blank, the first cell that is filled.
const Cell& first_cell(std::span<const Cell> row);

struct HeaderRow {
  std::size_t row = 0;  ///< index in Sheet::rows of its last row
  SheetRow cells;       ///< of two rows, joined; by column
  TextStore texts;      ///< of cells that were joined
};

/// The header; nothing where it was reported that there is none. Rows above it are told where the mapping,
/// which may be null, names it.
std::optional<HeaderRow> find_header_row(const Sheet& sheet, const ListFields& fields,
                                         const ListMapping* mapping, const Sources& sources,
                                         Diagnostics& diagnostics);

}  // namespace precept
