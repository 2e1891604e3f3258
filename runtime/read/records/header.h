// Which columns of a list hold which field.
//
//   Entity , CATEGORY,Remarks      the columns of `entity` and `category`; `Remarks` is not read, and a note
//                                  says so. Of `Catgory` the reader asks whether it is `category`.
//
// docs/lists.md has the rules. What is doubtful is an error: nothing is guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/header_row.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// Where the values of one field are.
struct ListColumn {
  const ListField* field = nullptr;
  std::vector<std::size_t> columns;  ///< from 0: one; several that are joined; of options each; no, constant
  const MappedColumn* mapped = nullptr;  ///< null: the column is called as its field
};

struct ListHeader : HeaderRow {
  std::vector<ListColumn> columns;
  std::vector<std::size_t> filters;  ///< the column of each of ListMapping::only
};

/// How many of the cells name a field, by themselves or by the mapping, which may be null.
std::size_t known_columns(std::span<const Cell> header, const ListFields& fields,
                          const ListMapping* mapping = nullptr);

/// The header; nothing where it was reported that it is none, or not of this list.
std::optional<ListHeader> header_of_list(const Sheet& sheet, const ListFields& fields,
                                         const ListMapping* mapping, const Sources& sources,
                                         Diagnostics& diagnostics);

}  // namespace precept
