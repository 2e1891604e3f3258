#include "runtime/read/records/list_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/suggest.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/header_row.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

/// As a mapping names them: ["On site", "Remote"].
std::string as_written(const std::vector<const Sheet*>& sheets) {
  std::string names;
  for (const Sheet* sheet : sheets)
    names += (names.empty() ? "" : ", ") + ('"' + shortened(sheet->name) + '"');
  return "[" + names + "]";
}

std::string names_of(const std::vector<const Sheet*>& sheets) {
  std::string names;
  for (const Sheet* sheet : sheets) names += (names.empty() ? "" : ", ") + in_backticks(sheet->name);
  return names;
}

/// The sheet of that name or number; reports one that is not there.
const Sheet* sheet_called(const MappedSheet& sheet, const Workbook& workbook, Diagnostics& diagnostics) {
  auto found = std::ranges::find(workbook.sheets, sheet.name, &Sheet::name);
  std::size_t number = 0;
  const char* last = sheet.name.data() + sheet.name.size();
  const auto [end, error] = std::from_chars(sheet.name.data(), last, number);
  if (found == workbook.sheets.end() && error == std::errc() && end == last && number >= 1 &&
      number <= workbook.sheets.size())
    found = workbook.sheets.begin() + static_cast<std::ptrdiff_t>(number - 1);
  if (found != workbook.sheets.end()) return &*found;
  if (workbook.sheets.size() == 1 && workbook.sheets.front().name.empty()) {
    diagnostics
        .report(DiagnosticKind::ListSheet, sheet.place,
                fmt::format("the list is no workbook, and has no sheet {}", in_backticks(sheet.name)))
        .with_help("take the sheet out of the mapping");
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const Sheet& each : workbook.sheets) names.push_back(each.name);
  diagnostics
      .report(DiagnosticKind::ListSheet, sheet.place,
              fmt::format("the workbook has no sheet {}", in_backticks(sheet.name)))
      .with_help(did_you_mean_or_list(sheet.name, names, "its sheets"));
  return nullptr;
}

/// Of the sheets that are shown and not empty the only one, or the only one whose first row has a header by
/// which rows say what they are.
const Sheet* the_sheet(const Workbook& workbook, const ListFields& fields, const ListMapping* mapping,
                       Diagnostics& diagnostics) {
  std::vector<const Sheet*> filled, fitting, others;
  for (const Sheet& sheet : workbook.sheets) {
    const auto row = std::ranges::find_if_not(sheet.rows, is_blank);
    if (sheet.is_hidden || row == sheet.rows.end()) continue;
    filled.push_back(&sheet);
    const bool fits = std::ranges::any_of(*row, [&](const Cell& cell) {
      const ListField* field = fields.named(cell.text);
      return field != nullptr && field->identifies;
    });
    const bool is_mapped =
        mapping != nullptr && !mapping->columns.empty() && known_columns(*row, fields, mapping) > 1;
    (fits || is_mapped ? fitting : others).push_back(&sheet);
  }
  if (filled.size() == 1) return filled.front();
  if (fitting.size() == 1) {
    diagnostics.report(DiagnosticKind::ListSheetChosen, {fitting.front()->file, 0, 0},
                       fmt::format("the sheet {} is read, the only one with a header of {}; {} {} not",
                                   in_backticks(fitting.front()->name), in_backticks(fields.list),
                                   names_of(others), others.size() == 1 ? "is" : "are"));
    return fitting.front();
  }
  if (filled.empty()) {
    const Span at = workbook.sheets.empty() ? Span{} : Span{workbook.sheets.front().file, 0, 0};
    const char* why = workbook.sheets.size() == 1 && !workbook.sheets.front().is_hidden
                          ? "it has no header"
                          : "no sheet that is shown has a cell";
    diagnostics.report(DiagnosticKind::ListHeader, at,
                       fmt::format("the list of {} is empty: {}", in_backticks(fields.list), why));
    return nullptr;
  }
  const std::vector<const Sheet*>& meant = fitting.empty() ? filled : fitting;
  diagnostics
      .report(DiagnosticKind::ListSheet, {meant.front()->file, 0, 0},
              fmt::format("it is not clear which sheet is the list of {}: {}", in_backticks(fields.list),
                          names_of(meant)))
      .with_help(fmt::format("name one: --table {}=FILE#SHEET, or all in a mapping: `sheets = {}`",
                             fields.list, as_written(meant)));
  return nullptr;
}

}  // namespace

std::vector<const Sheet*> sheets_of_list(const Workbook& workbook, const ListFields& fields,
                                         const ListMapping* mapping, Diagnostics& diagnostics) {
  std::vector<const Sheet*> sheets;
  if (mapping == nullptr || mapping->sheets.empty()) {
    if (const Sheet* sheet = the_sheet(workbook, fields, mapping, diagnostics)) sheets.push_back(sheet);
    return sheets;
  }
  for (const MappedSheet& named : mapping->sheets) {
    const Sheet* sheet = sheet_called(named, workbook, diagnostics);
    if (sheet == nullptr) return {};
    sheets.push_back(sheet);
  }
  return sheets;
}

}  // namespace precept
