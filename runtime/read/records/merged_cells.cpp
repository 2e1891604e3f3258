#include "runtime/read/records/merged_cells.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept {

namespace {

bool is_over(const CellRange& range, const ListColumn& column) {
  return std::ranges::any_of(
      column.columns, [&](std::size_t at) { return at >= range.first_column && at <= range.last_column; });
}

}  // namespace

bool report_merged(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
                   Diagnostics& diagnostics) {
  bool has_reported = false;
  for (const CellRange& range : sheet.merged) {
    if (range.last_row <= header.row || range.first_row == range.last_row) continue;
    const auto column = std::ranges::find_if(header.columns, [&](const ListColumn& each) {
      return is_over(range, each) && (mapping == nullptr || !mapping->fills(each.field->name));
    });
    if (column == header.columns.end()) continue;
    const auto& row = sheet.rows[std::min<std::size_t>(range.first_row, sheet.rows.size() - 1)];
    const Span place = range.first_column < row.size() ? row[range.first_column].place : row.front().place;
    diagnostics
        .report(DiagnosticKind::ListMerged, place,
                fmt::format("cells of `{}` are merged over {} rows, of which only the first has the value",
                            column->field->name, range.last_row - range.first_row + 1))
        .with_help(fmt::format("part the cells and write the value in each, or say `fill = [\"{}\"]` in a "
                               "mapping",
                               column->field->name));
    has_reported = true;
  }
  return has_reported;
}

}  // namespace precept
