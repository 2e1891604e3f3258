#include "runtime/read/records/header.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

using Row = std::vector<Cell>;

/// A header is looked for in so many rows.
constexpr std::size_t kRowsSearched = 50;

bool is_blank(const Row& row) {
  return std::ranges::all_of(row, [](const Cell& cell) { return cell.kind == CellKind::Empty; });
}

const Row* first_row(const Sheet& sheet) {
  const auto found = std::ranges::find_if_not(sheet.rows, is_blank);
  return found == sheet.rows.end() ? nullptr : &*found;
}

const Cell& first_cell(const Row& row) {
  return *std::ranges::find_if(row, [](const Cell& cell) { return cell.kind != CellKind::Empty; });
}

/// Whether a row has a column by which rows say what they are, and one more.
bool looks_like_header(const Row& row, const ListFields& fields) {
  const bool identifies = std::ranges::any_of(row, [&](const Cell& cell) {
    const ListField* field = fields.named(cell.text);
    return field != nullptr && field->identifies;
  });
  return identifies && known_columns(row, fields) > 1;
}

class HeaderReader {
 public:
  HeaderReader(const Sheet& sheet, const ListFields& fields, Diagnostics& diagnostics)
      : sheet_(sheet), fields_(fields), diagnostics_(diagnostics) {}

  std::optional<ListHeader> run() {
    const Row* row = first_row(sheet_);
    if (row == nullptr) return none();
    if (known_columns(*row, fields_) == 0 && is_elsewhere(*row)) return std::nullopt;
    header_.row = static_cast<std::size_t>(row - sheet_.rows.data());
    const std::size_t before = diagnostics_.error_count();
    for (std::size_t i = 0; i < row->size(); ++i) add((*row)[i], i);
    for (const auto& [cell, column] : unknown_) near(*cell);
    missing(first_cell(*row));
    if (diagnostics_.error_count() != before) return std::nullopt;
    note_unread();
    return std::move(header_);
  }

 private:
  std::optional<ListHeader> none() {
    diagnostics_.report(DiagnosticKind::ListHeader, {sheet_.file, 0, 0},
                        fmt::format("the list of {} is empty: it has no header", in_backticks(fields_.list)));
    return std::nullopt;
  }

  /// Reports a header that stands further below, under titles or the like.
  bool is_elsewhere(const Row& first) {
    const std::size_t most = std::min(sheet_.rows.size(), kRowsSearched);
    for (std::size_t i = 0; i < most; ++i) {
      const Row& row = sheet_.rows[i];
      if (&row == &first || !looks_like_header(row, fields_)) continue;
      Diagnostic& told =
          diagnostics_.report(DiagnosticKind::ListHeader, first_cell(first).place,
                              fmt::format("this row is not the header of {}: no cell names a "
                                          "field of {}",
                                          in_backticks(fields_.list), in_backticks(fields_.record)));
      told.label(first_cell(row).place, "the header seems to be here");
      told.with_help("take out the rows above the header");
      return true;
    }
    return false;
  }

  void add(const Cell& cell, std::size_t column) {
    if (cell.kind == CellKind::Empty) return;
    header_.width = column + 1;
    const ListField* field = fields_.named(cell.text);
    if (field == nullptr) return unknown_.emplace_back(&cell, column), void();
    const auto same = std::ranges::find(header_.columns, field, &ListColumn::field);
    if (same == header_.columns.end()) {
      header_.columns.push_back({column, field});
      places_.push_back(cell.place);
      return;
    }
    Diagnostic& told =
        diagnostics_.report(DiagnosticKind::ListColumnTwice, cell.place,
                            fmt::format("two columns are called {}", in_backticks(field->name)));
    told.label(places_[static_cast<std::size_t>(same - header_.columns.begin())], "the first one");
    told.with_help("take one of them out, or give it another name");
  }

  bool is_there(const ListField& field) const {
    return std::ranges::find(header_.columns, &field, &ListColumn::field) != header_.columns.end();
  }

  /// Reports a header that is nearly a field whose column is not there: were it passed over, its cells would
  /// count as missing.
  void near(const Cell& cell) {
    const ListField* field = fields_.nearly_named(cell.text);
    if (field == nullptr || is_there(*field)) return;
    near_.push_back(field);
    diagnostics_
        .report(DiagnosticKind::ListHeaderNearly, cell.place,
                fmt::format("the header {} is nearly {}, and would not be read",
                            in_backticks(trimmed(cell.text)), in_backticks(field->name)))
        .with_help(fmt::format("did you mean {}?", in_backticks(field->name)));
  }

  void missing(const Cell& first) {
    for (const ListField& field : fields_.fields) {
      if (!field.identifies || is_there(field)) continue;
      if (std::ranges::find(near_, &field) != near_.end()) continue;
      std::vector<std::string_view> names;
      for (const ListField& each : fields_.fields) names.push_back(each.name);
      diagnostics_
          .report(DiagnosticKind::ListColumnMissing, first.place,
                  fmt::format("the list of {} has no column {}: no row says its own",
                              in_backticks(fields_.list), in_backticks(field.name)))
          .with_help(
              fmt::format("the columns of {} are {}", in_backticks(fields_.record), enumerated(names)));
    }
  }

  void note_unread() {
    if (unknown_.empty()) return;
    std::string names;
    for (const auto& [cell, column] : unknown_)
      names += (names.empty() ? "" : ", ") + in_backticks(trimmed(cell->text));
    const bool is_one = unknown_.size() == 1;
    diagnostics_.report(DiagnosticKind::ListColumnsNotRead, unknown_.front().first->place,
                        fmt::format("{} of the list {} not read: {}",
                                    is_one ? "a column" : fmt::format("{} columns", unknown_.size()),
                                    is_one ? "is" : "are", names));
  }

  const Sheet& sheet_;
  const ListFields& fields_;
  Diagnostics& diagnostics_;
  ListHeader header_;
  std::vector<Span> places_;  ///< of the headers of `header_.columns`
  std::vector<std::pair<const Cell*, std::size_t>> unknown_;
  std::vector<const ListField*> near_;
};

std::string names_of(const std::vector<const Sheet*>& sheets) {
  std::string names;
  for (const Sheet* sheet : sheets) names += (names.empty() ? "" : ", ") + in_backticks(sheet->name);
  return names;
}

}  // namespace

std::size_t known_columns(const std::vector<Cell>& header, const ListFields& fields) {
  return static_cast<std::size_t>(
      std::ranges::count_if(header, [&](const Cell& cell) { return fields.named(cell.text) != nullptr; }));
}

const Sheet* sheet_of_list(const Workbook& workbook, const ListFields& fields, Diagnostics& diagnostics) {
  std::vector<const Sheet*> filled, fitting, others;
  for (const Sheet& sheet : workbook.sheets) {
    const Row* row = sheet.is_hidden ? nullptr : first_row(sheet);
    if (row == nullptr) continue;
    filled.push_back(&sheet);
    const bool fits = std::ranges::any_of(*row, [&](const Cell& cell) {
      const ListField* field = fields.named(cell.text);
      return field != nullptr && field->identifies;
    });
    (fits ? fitting : others).push_back(&sheet);
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
      .with_help("name one: --table FIELD=FILE#SHEET");
  return nullptr;
}

std::optional<ListHeader> header_of_list(const Sheet& sheet, const ListFields& fields,
                                         Diagnostics& diagnostics) {
  return HeaderReader(sheet, fields, diagnostics).run();
}

}  // namespace precept
