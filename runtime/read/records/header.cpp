#include "runtime/read/records/header.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/suggest.h"
#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

using Row = std::vector<Cell>;

/// A header is looked for in so many rows.
constexpr std::size_t kRowsSearched = 50;

bool is_filled(const Cell& cell) {
  return cell.kind != CellKind::Empty;
}

bool is_blank(const Row& row) {
  return std::ranges::none_of(row, is_filled);
}

const Cell& first_cell(const Row& row) {
  return *std::ranges::find_if(row, is_filled);
}

bool is_called(const Cell& cell, const MappedHeader& header) {
  return is_filled(cell) && as_compared(cell.text) == as_compared(header.text);
}

/// All headers that a mapping names.
std::vector<const MappedHeader*> headers_of(const ListMapping& mapping) {
  std::vector<const MappedHeader*> all;
  for (const auto& [field, column] : mapping.columns) {
    for (const MappedHeader& header : column.headers) all.push_back(&header);
    for (const MappedColumn::Choice& option : column.options) all.push_back(&option.header);
  }
  for (const MappedFilter& filter : mapping.only) all.push_back(&filter.header);
  return all;
}

/// The row with that number, from 1: of a workbook's sheet, or the one at that line of a text.
std::optional<std::size_t> row_numbered(const Sheet& sheet, std::uint32_t number, const Sources& sources) {
  if (!sheet.name.empty())
    return number <= sheet.rows.size() ? std::optional<std::size_t>(number - 1) : std::nullopt;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    if (!sheet.rows[i].empty() && sources.place(sheet.rows[i].front().place).line == number) return i;
  }
  return std::nullopt;
}

/// Two rows as one: "Groups / SG12". The upper one goes on as far as its cells are merged.
Row joined(const Sheet& sheet, std::size_t upper, std::size_t lower) {
  Row above = sheet.rows[upper];
  const Row& below = sheet.rows[lower];
  for (const CellRange& range : sheet.merged) {
    if (upper < range.first_row || upper > range.last_row || range.first_column >= above.size()) continue;
    const Cell first = above[range.first_column];
    if (above.size() <= range.last_column) above.resize(range.last_column + 1);
    for (std::uint32_t column = range.first_column; column <= range.last_column; ++column)
      above[column] = first;
  }
  Row result = below;
  result.resize(std::max(above.size(), below.size()));
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (!is_filled(above[i])) continue;
    if (!is_filled(result[i])) {
      result[i] = above[i];
    } else {
      result[i].text = fmt::format("{} / {}", trimmed(above[i].text), trimmed(result[i].text));
    }
  }
  return result;
}

class HeaderReader {
 public:
  HeaderReader(const Sheet& sheet, const ListFields& fields, const ListMapping* mapping,
               const Sources& sources, Diagnostics& diagnostics)
      : sheet_(sheet), fields_(fields), mapping_(mapping), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<ListHeader> run() {
    if (!find_row()) return std::nullopt;
    const std::size_t before = diagnostics_.error_count();
    is_used_.resize(header_.cells.size());
    if (mapping_ != nullptr) add_mapped();
    for (std::size_t i = 0; i < header_.cells.size(); ++i) add_named(i);
    // After the fields: a column by which rows are chosen may be one of theirs, too.
    if (mapping_ != nullptr) add_filters();
    for (std::size_t i = 0; i < header_.cells.size(); ++i) near(header_.cells[i], i);
    missing();
    if (diagnostics_.error_count() != before) return std::nullopt;
    note_unread();
    return std::move(header_);
  }

 private:
  // ---- the row

  bool find_row() {
    if (mapping_ != nullptr && !mapping_->header_rows.empty()) return find_named_rows();
    const auto found = std::ranges::find_if_not(sheet_.rows, is_blank);
    if (found == sheet_.rows.end()) {
      diagnostics_.report(
          DiagnosticKind::ListHeader, {sheet_.file, 0, 0},
          fmt::format("the list of {} is empty: it has no header", in_backticks(fields_.list)));
      return false;
    }
    if (known_columns(*found, fields_, mapping_) == 0 && is_elsewhere(*found)) return false;
    header_.row = static_cast<std::size_t>(found - sheet_.rows.begin());
    header_.cells = *found;
    return true;
  }

  bool find_named_rows() {
    std::vector<std::size_t> rows;
    for (std::uint32_t number : mapping_->header_rows) {
      const auto row = row_numbered(sheet_, number, sources_);
      if (!row || is_blank(sheet_.rows[*row])) {
        diagnostics_
            .report(DiagnosticKind::MappingMisfit, mapping_->place,
                    fmt::format("row {} is to be the header of {}, and is empty", number,
                                in_backticks(fields_.list)))
            .with_help("`header_row` counts the lines of the file, or the rows of the sheet, from 1");
        return false;
      }
      rows.push_back(*row);
    }
    header_.row = rows.back();
    header_.cells = rows.size() == 1 ? sheet_.rows[rows[0]] : joined(sheet_, rows[0], rows[1]);
    note_above(rows.front());
    return true;
  }

  void note_above(std::size_t header) {
    std::string names;
    const Cell* first = nullptr;
    std::size_t count = 0;
    for (std::size_t i = 0; i < header; ++i) {
      if (is_blank(sheet_.rows[i])) continue;
      const Cell& cell = first_cell(sheet_.rows[i]);
      if (first == nullptr) first = &cell;
      ++count;
      names += fmt::format("{}{}", names.empty() ? "" : ", ", sources_.place(cell.place).line);
    }
    if (first == nullptr) return;
    diagnostics_.report(DiagnosticKind::ListRowsAbove, first->place,
                        fmt::format("{} above the header {} not read: {}", count == 1 ? "a row" : "rows",
                                    count == 1 ? "is" : "are", names));
  }

  /// Reports a header that stands further below, under titles or the like.
  bool is_elsewhere(const Row& first) {
    const std::size_t most = std::min(sheet_.rows.size(), kRowsSearched);
    for (std::size_t i = 0; i < most; ++i) {
      const Row& row = sheet_.rows[i];
      if (&row == &first || !looks_like_header(row)) continue;
      Diagnostic& told =
          diagnostics_.report(DiagnosticKind::ListHeader, first_cell(first).place,
                              fmt::format("this row is not the header of {}: no cell names a field of {}",
                                          in_backticks(fields_.list), in_backticks(fields_.record)));
      told.label(first_cell(row).place, "the header seems to be here");
      told.with_help(fmt::format("take out the rows above the header, or say `header_row = {}` in a mapping",
                                 sources_.place(first_cell(row).place).line));
      return true;
    }
    return false;
  }

  /// Whether a row has a column by which rows say what they are, and one more.
  bool looks_like_header(const Row& row) const {
    const bool identifies = std::ranges::any_of(row, [&](const Cell& cell) {
      const ListField* field = fields_.named(cell.text);
      return field != nullptr && field->identifies;
    });
    return identifies && known_columns(row, fields_) > 1;
  }

  // ---- columns that the mapping names

  void add_mapped() {
    for (const ListField& field : fields_.fields) {
      const auto found = mapping_->columns.find(field.name);
      if (found == mapping_->columns.end()) continue;
      if (found->second.is_preset && !has_headers(found->second)) continue;
      ListColumn column{.field = &field, .columns = {}, .mapped = &found->second};
      for (const MappedHeader& header : found->second.headers) add_header(header, column.columns);
      for (const MappedColumn::Choice& option : found->second.options)
        add_header(option.header, column.columns);
      header_.columns.push_back(std::move(column));
    }
  }

  void add_filters() {
    for (const MappedFilter& filter : mapping_->only) add_header(filter.header, header_.filters);
  }

  bool has_headers(const MappedColumn& column) const {
    auto is_there = [&](const MappedHeader& header) {
      return std::ranges::any_of(header_.cells, [&](const Cell& cell) { return is_called(cell, header); });
    };
    return std::ranges::all_of(column.headers, is_there) &&
           std::ranges::all_of(column.options, is_there, &MappedColumn::Choice::header);
  }

  /// The column with the header; reports one that is not there, or there more than once.
  void add_header(const MappedHeader& header, std::vector<std::size_t>& columns) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < header_.cells.size(); ++i) {
      if (is_called(header_.cells[i], header)) found.push_back(i);
    }
    if (header.nth > 0 && header.nth <= found.size()) {
      found = {found[header.nth - 1]};
    } else if (found.empty() || header.nth > found.size()) {
      return report_missing(header, found.size());
    }
    if (found.size() > 1) {
      diagnostics_
          .report(DiagnosticKind::MappingMisfit, header.place,
                  fmt::format("{} columns are called {}", found.size(), in_backticks(header.text)))
          .with_help("say which: {header = \"…\", nth = 1}");
    }
    columns.push_back(found.front());
    is_used_[found.front()] = true;
  }

  void report_missing(const MappedHeader& header, std::size_t count) {
    Diagnostic& told = diagnostics_.report(
        DiagnosticKind::MappingMisfit, header.place,
        count == 0 ? fmt::format("the list has no column {}", in_backticks(header.text))
                   : fmt::format("the list has {} column{} {}, and none with the number {}", count,
                                 count == 1 ? "" : "s", in_backticks(header.text), header.nth));
    if (count > 0) {
      told.with_help(fmt::format("`nth` counts them from 1; the last is {}", count));
      return;
    }
    std::vector<std::string_view> names;
    for (const Cell& cell : header_.cells) {
      if (is_filled(cell)) names.push_back(trimmed(cell.text));
    }
    told.with_help(did_you_mean_or_list(header.text, names, "its columns"));
  }

  // ---- columns that are called as their fields

  void add_named(std::size_t at) {
    const Cell& cell = header_.cells[at];
    if (!is_filled(cell) || is_used_[at] || is_ignored(cell)) return;
    const ListField* field = fields_.named(cell.text);
    if (field == nullptr || is_mapped(*field)) return;
    is_used_[at] = true;
    const ListColumn* same = column_of(*field);
    if (same == nullptr) {
      header_.columns.push_back({field, {at}, nullptr});
      return;
    }
    Diagnostic& told =
        diagnostics_.report(DiagnosticKind::ListColumnTwice, cell.place,
                            fmt::format("two columns are called {}", in_backticks(field->name)));
    told.label(header_.cells[same->columns.front()].place, "the first one");
    told.with_help("take one of them out, or give it another name");
  }

  /// A field of which the mapping says where it is does not come from a column that is called so, too.
  bool is_mapped(const ListField& field) const {
    const ListColumn* column = column_of(field);
    return column != nullptr && column->mapped != nullptr;
  }

  const ListColumn* column_of(const ListField& field) const {
    const auto found = std::ranges::find(header_.columns, &field, &ListColumn::field);
    return found == header_.columns.end() ? nullptr : &*found;
  }

  bool is_ignored(const Cell& cell) const {
    return mapping_ != nullptr &&
           std::ranges::find(mapping_->ignored, as_compared(cell.text)) != mapping_->ignored.end();
  }

  /// Reports a header that is nearly a field whose column is not there: were it passed over, its cells would
  /// count as missing.
  void near(const Cell& cell, std::size_t at) {
    if (!is_filled(cell) || is_used_[at] || is_ignored(cell)) return;
    unread_.push_back(&cell);
    const ListField* field = fields_.nearly_named(cell.text);
    if (field == nullptr || column_of(*field) != nullptr) return;
    near_.push_back(field);
    diagnostics_
        .report(DiagnosticKind::ListHeaderNearly, cell.place,
                fmt::format("the header {} is nearly {}, and would not be read",
                            in_backticks(trimmed(cell.text)), in_backticks(field->name)))
        .with_help(fmt::format("did you mean {}?", in_backticks(field->name)));
  }

  void missing() {
    for (const ListField& field : fields_.fields) {
      if (!field.identifies || column_of(field) != nullptr || gives(field)) continue;
      if (std::ranges::find(near_, &field) != near_.end()) continue;
      std::vector<std::string_view> names;
      for (const ListField& each : fields_.fields) names.push_back(each.name);
      diagnostics_
          .report(DiagnosticKind::ListColumnMissing, first_cell(header_.cells).place,
                  fmt::format("the list of {} has no column {}: no row says its own",
                              in_backticks(fields_.list), in_backticks(field.name)))
          .with_help(
              fmt::format("the columns of {} are {}", in_backticks(fields_.record), enumerated(names)));
    }
  }

  /// Rows with one value give the field to those below.
  bool gives(const ListField& field) const { return mapping_ != nullptr && mapping_->section == field.name; }

  void note_unread() {
    if (unread_.empty()) return;
    std::string names;
    for (const Cell* cell : unread_) names += (names.empty() ? "" : ", ") + in_backticks(trimmed(cell->text));
    const bool is_one = unread_.size() == 1;
    diagnostics_.report(DiagnosticKind::ListColumnsNotRead, unread_.front()->place,
                        fmt::format("{} of the list {} not read: {}",
                                    is_one ? "a column" : fmt::format("{} columns", unread_.size()),
                                    is_one ? "is" : "are", names));
  }

  const Sheet& sheet_;
  const ListFields& fields_;
  const ListMapping* mapping_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  ListHeader header_;
  std::vector<bool> is_used_;        ///< by column
  std::vector<const Cell*> unread_;  ///< headers that name nothing
  std::vector<const ListField*> near_;
};

// ---- sheets

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

std::size_t known_columns(const std::vector<Cell>& header, const ListFields& fields,
                          const ListMapping* mapping) {
  const auto mapped = mapping == nullptr ? std::vector<const MappedHeader*>() : headers_of(*mapping);
  return static_cast<std::size_t>(std::ranges::count_if(header, [&](const Cell& cell) {
    return fields.named(cell.text) != nullptr ||
           std::ranges::any_of(mapped, [&](const MappedHeader* each) { return is_called(cell, *each); });
  }));
}

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

std::optional<ListHeader> header_of_list(const Sheet& sheet, const ListFields& fields,
                                         const ListMapping* mapping, const Sources& sources,
                                         Diagnostics& diagnostics) {
  return HeaderReader(sheet, fields, mapping, sources, diagnostics).run();
}

}  // namespace precept
