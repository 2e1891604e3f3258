// A list as a table, translated to the JSON of the contract.
//
//   entity,study_groups,invited
//   Ministry of Kenya,SG12;SG13,No      [{"entity":"Ministry of Kenya","study_groups":["SG12","SG13"],
//                                         "invited":false}]
//
// An empty cell is an absent field, a row without a value is no row. What a cell means is for the reader of
// documents to say, by whom its message points to the cell; here only is told what no text can be made of.
#pragma once

#include <cstddef>

#include "base/diagnostic.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/sheet/sheet.h"
#include "runtime/read/translated.h"

namespace precept {

/// How much of a list was read.
enum class ListRead {
  Not,     ///< it was reported why
  Partly,  ///< rows or cells were reported and left out: what else is wrong can still be told, but nothing be
           ///< checked
  Whole,
};

/// What became of the rows of a list.
struct ListRows {
  std::size_t records = 0;           ///< that were made of them: mostly one of a row
  std::size_t left_out_by_only = 0;  ///< rows that `only` of the mapping leaves out
};

/// Appends to `to` the records of the list's sheet, or of those that the mapping names, as a JSON array of
/// objects; `mapping` may be null. Nothing is appended where a sheet or header was reported. Memory: the
/// text, with the names of the fields in each record, and 24 bytes for each value and each record. `rows`
/// is what became of the rows of a list that was read whole.
ListRead translate_list(const Workbook& workbook, const ListFields& fields, const ListMapping* mapping,
                        const Sources& sources, Translated& to, ListRows& rows, Diagnostics& diagnostics);

}  // namespace precept
