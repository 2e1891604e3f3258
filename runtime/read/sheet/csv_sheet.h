// Reads a CSV file as a sheet.
//
// Cells are parted by commas, semicolons or tabs, whichever the header tells; rows end with LF, CRLF or CR.
// In quotes a cell may hold separators, doubled quotes and line breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

struct CsvOptions {
  std::string encoding;           ///< of bytes that are not UTF-8 (encoding.h); empty: UTF-8, as a rule
  std::optional<char> delimiter;  ///< none: as a first line `sep=X` says, else as the header tells
  std::uint32_t header_line = 0;  ///< the header's line in the file, from 1; 0: the first that is not blank
  /// How many cells of a header are columns that the caller knows. The separator is the one under which they
  /// are most; where they are equally many the header of most cells counts, then comma before semicolon
  /// before tab.
  std::function<std::size_t(std::span<const Cell> header)> known_columns;
};

/// One sheet without a name. A line `sep=X` is no row. None where anything was reported: bytes in another
/// encoding (E4012), a file that is no text (E4015), quotes that fit no CSV (E4020), too many cells (E4011).
/// A file without a row is no mistake here.
std::optional<Workbook> read_csv(FileId file, Sources& sources, const CsvOptions& options,
                                 Diagnostics& diagnostics);

}  // namespace precept
