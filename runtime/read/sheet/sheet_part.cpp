#include "runtime/read/sheet/sheet_part.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept {

namespace {

constexpr std::uint32_t kMostRows = 1'048'576, kMostColumns = 16'384;  // of a sheet, by the format

struct Position {
  std::uint32_t row = 0, column = 0;  ///< from 0
};

std::optional<std::uint32_t> row_of(std::string_view digits) {
  std::uint32_t row = 0;
  if (digits.empty() || digits.size() > 7) return std::nullopt;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    row = row * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return row >= 1 && row <= kMostRows ? std::optional(row - 1) : std::nullopt;
}

/// The position of "F17".
std::optional<Position> position_of(std::string_view name) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < name.size() && name[letters] >= 'A' && name[letters] <= 'Z'; ++letters) {
    if (letters == 3) return std::nullopt;
    column = column * 26 + static_cast<std::uint32_t>(name[letters] - 'A' + 1);
  }
  if (letters == 0) return std::nullopt;
  const auto row = row_of(name.substr(letters));
  return row && column <= kMostColumns ? std::optional(Position{*row, column - 1}) : std::nullopt;
}

/// The range of "A2:A4"; a single name is a range of one cell.
std::optional<CellRange> range_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  const auto first = position_of(name.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : position_of(name.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return CellRange{first->row, last->row, first->column, last->column};
}

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(WorkbookArchive& archive, const SharedParts& shared, Sheet& sheet)
      : archive_(archive), shared_(shared), sheet_(sheet) {}

  void begin(std::string_view element, const XmlAttributes& attributes) override {
    switch (in_) {
      case In::Cell:
        return begin_in_cell(element);
      case In::Row:
        if (element == "c") return begin_cell(attributes);
        if (element == "row" || element == "v") misplaced(element, "a row");
        return;
      case In::Rows:
        if (element == "row") return begin_row(attributes);
        if (element == "c") misplaced(element, "no row");
        return;
      case In::Sheet:
        if (element == "sheetData") in_ = In::Rows;
        if (element == "mergeCell") add_merged(attributes);
    }
  }
  void text(std::string_view piece) override {
    if (is_in_text_) stored_.value += piece;
  }
  void end(std::string_view element) override {
    is_in_text_ = false;
    if (in_ == In::Cell && element == "c") return end_cell();
    if (in_ == In::Cell && element == "rPh") is_phonetic_ = false;
    if (in_ == In::Rows && element == "sheetData") in_ = In::Sheet;
    if (in_ != In::Row || element != "row") return;
    in_ = In::Rows;
    at_ = {at_.row + 1, 0};
  }
  const std::optional<SheetFault>& fault() const { return fault_; }

 private:
  void begin_row(const XmlAttributes& attributes) {
    if (const auto number = attributes.find('r')) {
      const auto row = row_of(*number);
      if (!row) return refuse(fmt::format("has a row `{}`", *number));
      at_.row = *row;
    }
    in_ = In::Row;
    at_.column = 0;
    if (at_.row >= kMostRows) return refuse("has too many rows");
    if (attributes.is_true("hidden")) sheet_.hidden_rows.push_back(at_.row);
  }

  void begin_cell(const XmlAttributes& attributes) {
    if (const auto name = attributes.find('r')) {
      const auto position = position_of(*name);
      if (!position || position->row != at_.row) {
        return refuse(fmt::format("has a cell `{}` in row {}", *name, at_.row + 1));
      }
      at_.column = position->column;
    }
    if (at_.column >= kMostColumns) return refuse("has too many columns");
    stored_.type = attributes.find('t').value_or("");
    stored_.style = attributes.find('s').value_or("");
    stored_.value.clear();
    stored_.has_formula = stored_.has_value = false;
    in_ = In::Cell;
  }

  void begin_in_cell(std::string_view element) {
    if (element == "c" || element == "row" || (element == "v" && stored_.has_value))
      return misplaced(element, "a cell that has begun");
    if (element == "rPh") is_phonetic_ = true;
    if (element == "f") stored_.has_formula = true;
    is_in_text_ = element == "v" || (element == "t" && !is_phonetic_);
    stored_.has_value = stored_.has_value || is_in_text_;
  }

  void end_cell() {
    in_ = In::Row;
    is_phonetic_ = false;
    auto cell = cell_of(stored_, shared_);
    if (!cell) {
      refuse_cell(WorkbookFault{.words = "is damaged: this cell " + cell.error()});
    } else if (cell->kind != CellKind::Empty) {
      keep(*cell);
    }
    ++at_.column;
  }

  void keep(const Cell& cell) {
    if (cell.text.size() > archive_.text_left) {
      return refuse_cell({DiagnosticKind::DocumentTooLarge,
                          fmt::format("has cells of more than {} bytes", limits::kSheetTextBytes)});
    }
    archive_.text_left -= cell.text.size();
    if (Cell* place = make_room()) {
      if (place->kind != CellKind::Empty) {
        return refuse_cell({.words = "is damaged: this cell is given twice"});
      }
      *place = cell;
    }
  }

  /// The cell at this place, with what stands before it; none if that is too much.
  Cell* make_room() {
    auto& rows = sheet_.rows;
    const std::uint64_t new_rows = at_.row < rows.size() ? 0 : at_.row + 1 - rows.size();
    const std::size_t width = new_rows > 0 ? 0 : rows[at_.row].size();
    const std::uint64_t new_cells = at_.column < width ? 0 : at_.column + 1 - width;
    if (!take(new_rows + new_cells)) return nullptr;
    if (new_rows > 0) rows.resize(at_.row + 1);
    auto& row = rows[at_.row];
    if (new_cells > 0) {
      if (row.empty() && at_.row > 0) row.reserve(rows[at_.row - 1].size());
      row.resize(at_.column + 1);
    }
    return &row[at_.column];
  }

  bool take(std::uint64_t cells) {
    if (cells > archive_.cells_left) {
      refuse_cell({DiagnosticKind::DocumentTooLarge,
                   fmt::format("has more than {} cells and rows", limits::kSheetCells)});
      return false;
    }
    archive_.cells_left -= cells;
    return true;
  }

  void add_merged(const XmlAttributes& attributes) {
    const std::string_view name = attributes.find("ref").value_or("");
    const auto range = range_of(name);
    if (!range) return refuse(fmt::format("has a merged range `{}`", name));
    const bool is_one = range->first_row == range->last_row && range->first_column == range->last_column;
    if (!is_one && take(1)) sheet_.merged.push_back(*range);
  }

  /// What stands where it is no part of any cell would be lost.
  void misplaced(std::string_view element, std::string_view where) {
    refuse(fmt::format("has an element `{}` in {}, at row {}", element, where, at_.row + 1));
  }
  void refuse(const std::string& words) {
    fault_ = SheetFault{{.words = fmt::format("is damaged: its sheet `{}` {}", sheet_.name, words)}, {}};
    be_done();
  }
  void refuse_cell(WorkbookFault fault) {
    fault_ = SheetFault{std::move(fault), std::pair(at_.row, at_.column)};
    be_done();
  }

  WorkbookArchive& archive_;
  const SharedParts& shared_;
  Sheet& sheet_;
  Position at_;
  StoredCell stored_;
  enum class In { Sheet, Rows, Row, Cell };  ///< the innermost of these that is open
  In in_ = In::Sheet;
  bool is_in_text_ = false, is_phonetic_ = false;
  std::optional<SheetFault> fault_;
};

/// Appends what people see in a cell.
void append_shown(std::string& text, const Cell& cell) {
  if (cell.kind == CellKind::Truth) {
    text += cell.text == "1" ? "TRUE" : "FALSE";
    return;
  }
  const std::size_t begin = text.size();
  text += cell.text;
  std::replace_if(
      text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(),
      [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
}

}  // namespace

std::optional<SheetFault> read_sheet(WorkbookArchive& archive, const std::string& part,
                                     const SharedParts& shared, Sheet& sheet) {
  SheetHandler handler(archive, shared, sheet);
  const auto read = read_part(archive, part, "worksheet", handler, limits::kWorkbookBytes);
  std::ranges::sort(sheet.hidden_rows);
  sheet.hidden_rows.erase(std::ranges::unique(sheet.hidden_rows).begin(), sheet.hidden_rows.end());
  if (handler.fault()) return handler.fault();
  if (!read) return SheetFault{read.error(), {}};
  return std::nullopt;
}

void add_as_text(Sheet& sheet, const std::string& workbook, Sources& sources) {
  std::string text;
  sheet.file = static_cast<FileId>(sources.size());
  for (auto& row : sheet.rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (column > 0) text += '\t';
      const auto begin = static_cast<std::uint32_t>(text.size());
      append_shown(text, row[column]);
      row[column].place = {sheet.file, begin, static_cast<std::uint32_t>(text.size())};
    }
    text += '\n';
  }
  sources.add_sheet(workbook, sheet.name, std::move(text));
}

}  // namespace precept
