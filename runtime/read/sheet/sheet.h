// Sheets of cells: what a CSV file or a workbook says, before anybody asks what its columns mean.
//
//     name,study_groups              rows[0] has the texts `name` and `study_groups`,
//     "Ada ""A."" Lim",SG12;SG13     rows[1] the texts `Ada "A." Lim` and `SG12;SG13`, with their places
//
// Memory: 32 bytes for each cell, and the texts of a workbook twice, as cells and as what messages quote;
// those of a CSV file stay where they are. The most is set by `limits::kSheetCells` and
// `limits::kSheetTextBytes` (docs/limits.md).
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/text_store.h"

namespace precept {

enum class CellKind {
  Empty,     ///< nothing, or only what `trimmed` drops
  Text,      ///< as written; line breaks are LF
  Number,    ///< the shortest decimal digits: "1188", "0.5"
  Truth,     ///< "1" or "0"
  Day,       ///< an ISO date; of a number with a time of day "2023-05-18T09:30:00", which is no date
  Error,     ///< as shown: "#N/A"
  NoResult,  ///< a formula whose result is not stored; no text
};

struct Cell {
  CellKind kind = CellKind::Empty;
  Span place;             ///< of a CSV cell with its quotes
  std::string_view text;  ///< empty of an empty cell; lies in the sheet's file, or in its store
};

/// Cells from a first to a last row and column, all of them counted from 0.
struct CellRange {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;

  friend bool operator==(const CellRange&, const CellRange&) = default;
};

/// Where the cells of sheets lie, end to end, and those of their texts that do not stand in the sheet's file.
struct SheetStore {
  std::pmr::monotonic_buffer_resource cells;
  TextStore texts;
};

using SheetRow = std::pmr::vector<Cell>;

struct Sheet {
  std::string name;       ///< empty of a CSV file
  FileId file = kNoFile;  ///< where the cells' places are: the CSV file's text, or the sheet's as a text
  std::shared_ptr<SheetStore> store = std::make_shared<SheetStore>();
  /// Of a workbook, rows[i] is row i + 1 of the sheet up to its last cell that is not empty. Of a CSV file,
  /// it is its record i with all of its cells; lines without anything are none, and places say the line.
  std::pmr::vector<SheetRow> rows{&store->cells};
  std::vector<CellRange> merged;           ///< none of a single cell
  std::vector<std::uint32_t> hidden_rows;  ///< by index, ascending; they are in `rows` like others
  bool is_hidden = false;
};

struct Workbook {
  std::vector<Sheet> sheets;  ///< as they follow each other; sheets that are charts are left out
};

}  // namespace precept
