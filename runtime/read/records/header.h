// Which sheet of a workbook is the list, which row its header, and which column which field.
//
//   Entity , CATEGORY,Remarks      the columns of `entity` and `category`; `Remarks` is not read, and a note
//                                  says so. Of `Catgory` the reader asks whether it is `category`.
//
// docs/lists.md has the rules. What is doubtful is an error: nothing is guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

struct ListColumn {
  std::size_t column = 0;  ///< from 0
  const ListField* field = nullptr;
};

struct ListHeader {
  std::size_t row = 0;  ///< index in Sheet::rows
  std::vector<ListColumn> columns;
  std::size_t width = 0;  ///< columns with a header
};

/// How many of the cells name a field.
std::size_t known_columns(const std::vector<Cell>& header, const ListFields& fields);

/// The one sheet that is the list; null where it was reported that none is, or more than one.
const Sheet* sheet_of_list(const Workbook& workbook, const ListFields& fields, Diagnostics& diagnostics);

/// The header; nothing where it was reported that it is none, or not of this list.
std::optional<ListHeader> header_of_list(const Sheet& sheet, const ListFields& fields,
                                         Diagnostics& diagnostics);

}  // namespace precept
