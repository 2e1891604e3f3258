#include "runtime/read/records/header_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/header.h"

namespace precept {

namespace {

using Row = SheetRow;

/// A header is looked for in so many rows.
constexpr std::size_t kRowsSearched = 50;

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
Row joined(const Sheet& sheet, std::size_t upper, std::size_t lower, TextStore& texts) {
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
      result[i].text = texts.keep(fmt::format("{} / {}", trimmed(above[i].text), trimmed(result[i].text)));
    }
  }
  return result;
}

class HeaderSearch {
 public:
  HeaderSearch(const Sheet& sheet, const ListFields& fields, const ListMapping* mapping,
               const Sources& sources, Diagnostics& diagnostics)
      : sheet_(sheet), fields_(fields), mapping_(mapping), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<HeaderRow> run() {
    const bool is_named = mapping_ != nullptr && !mapping_->header_rows.empty();
    return is_named ? named_rows() : first_row();
  }

 private:
  std::optional<HeaderRow> first_row() {
    const auto found = std::ranges::find_if_not(sheet_.rows, is_blank);
    if (found == sheet_.rows.end()) {
      diagnostics_.report(
          DiagnosticKind::ListHeader, {sheet_.file, 0, 0},
          fmt::format("the list of {} is empty: it has no header", in_backticks(fields_.list)));
      return std::nullopt;
    }
    if (known_columns(*found, fields_, mapping_) == 0 && is_elsewhere(*found)) return std::nullopt;
    return HeaderRow{static_cast<std::size_t>(found - sheet_.rows.begin()), *found, {}};
  }

  std::optional<HeaderRow> named_rows() {
    std::vector<std::size_t> rows;
    for (std::uint32_t number : mapping_->header_rows) {
      const auto row = row_numbered(sheet_, number, sources_);
      if (!row || is_blank(sheet_.rows[*row])) {
        diagnostics_
            .report(DiagnosticKind::MappingMisfit, mapping_->place,
                    fmt::format("row {} is to be the header of {}, and is empty", number,
                                in_backticks(fields_.list)))
            .with_help("`header_row` counts the lines of the file, or the rows of the sheet, from 1");
        return std::nullopt;
      }
      rows.push_back(*row);
    }
    HeaderRow header{rows.back(), {}, {}};
    header.cells = rows.size() == 1 ? sheet_.rows[rows[0]] : joined(sheet_, rows[0], rows[1], header.texts);
    note_above(rows.front());
    return header;
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

  const Sheet& sheet_;
  const ListFields& fields_;
  const ListMapping* mapping_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

bool is_filled(const Cell& cell) {
  return cell.kind != CellKind::Empty;
}

bool is_blank(std::span<const Cell> row) {
  return std::ranges::none_of(row, is_filled);
}

const Cell& first_cell(std::span<const Cell> row) {
  return *std::ranges::find_if(row, is_filled);
}

std::optional<HeaderRow> find_header_row(const Sheet& sheet, const ListFields& fields,
                                         const ListMapping* mapping, const Sources& sources,
                                         Diagnostics& diagnostics) {
  return HeaderSearch(sheet, fields, mapping, sources, diagnostics).run();
}

}  // namespace precept
