// The parts of a workbook beside its sheets: what a part points to, the list of sheets, texts that cells
// share, and which formats are days (ECMA-376, transitional and strict).
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "base/text_store.h"
#include "base/zip_archive.h"
#include "runtime/read/sheet/number_format.h"
#include "runtime/read/sheet/xml_stream.h"

namespace precept {

/// Why a workbook cannot be read.
struct WorkbookFault {
  DiagnosticKind kind = DiagnosticKind::WorkbookDamaged;
  std::string words;  ///< behind "the workbook": "lacks its part `xl/workbook.xml`"
};
template <typename T>
using OrFault = std::expected<T, WorkbookFault>;

/// An archive, and how much may still be unpacked and kept of it.
struct WorkbookArchive {
  ZipArchive zip;
  std::uint64_t bytes_left = limits::kWorkbookBytes;
  std::uint64_t cells_left = limits::kSheetCells;
  std::uint64_t text_left = limits::kSheetTextBytes;
};

/// Reads a part of at most `most` bytes whose outermost element is `root`.
OrFault<void> read_part(WorkbookArchive& archive, const std::string& part, std::string_view root,
                        XmlHandler& handler, std::uint64_t most);

/// What a part points to: by id, with the last word of its type ("worksheet", "sharedStrings").
struct Relation {
  std::string type;
  std::string part;  ///< the name of the other part; empty if that is outside of the archive
};
using Relations = std::map<std::string, Relation>;
OrFault<Relations> read_relations(WorkbookArchive& archive, const std::string& part);
/// The first part of this type; empty if there is none.
std::string part_of_type(const Relations& relations, std::string_view type);

struct SheetEntry {
  std::string name, relation;
  bool is_hidden = false;
};
struct SheetList {
  std::vector<SheetEntry> sheets;
  DaysFrom days_from = DaysFrom::Year1900;
};
OrFault<SheetList> read_sheet_list(WorkbookArchive& archive, const std::string& part);

/// Texts that cells share, by number; they lie in the store. Rich text is its runs together, without phonetic
/// guides.
OrFault<std::vector<std::string_view>> read_shared_texts(WorkbookArchive& archive, const std::string& part,
                                                         TextStore& store);

/// By the number of a cell's style, whether its numbers are shown as days.
OrFault<std::vector<bool>> read_day_styles(WorkbookArchive& archive, const std::string& part);

}  // namespace precept
