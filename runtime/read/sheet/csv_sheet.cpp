#include "runtime/read/sheet/csv_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>

#include "base/csv.h"
#include "base/limits.h"
#include "base/text.h"
#include "runtime/read/sheet/cell_text.h"
#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/encoding.h"

namespace precept {

namespace {

/// Under another separator a row of separators alone is one cell of them, and no less empty.
bool is_empty_row(std::span<const Cell> row) {
  return std::ranges::all_of(row, [](const Cell& cell) {
    return cell.kind == CellKind::Empty || cell.text.find_first_not_of(",; \t") == std::string_view::npos;
  });
}

class CsvSheetReader {
 public:
  CsvSheetReader(FileId file, const Sources& sources, const CsvOptions& options, Diagnostics& diagnostics)
      : file_(file),
        sources_(sources),
        text_(sources.file(file).text),
        options_(options),
        diagnostics_(diagnostics) {}

  std::optional<Sheet> run() {
    CsvReader reader(text_, form());
    Sheet sheet{.file = file_, .store = store_};
    sheet.rows.reserve(std::min<std::size_t>(sources_.file(file_).line_starts.size(), limits::kSheetCells));
    std::vector<CsvCell> record;
    std::uint64_t count = 0;
    while (reader.next(record)) {
      count += record.size() + 1;
      if (count > limits::kSheetCells) return report_size(record.front().begin);
      sheet.rows.push_back(cells_of(record));
    }
    if (reader.error()) return report(*reader.error());
    return sheet;
  }

 private:
  SheetRow cells_of(const std::vector<CsvCell>& record) const {
    SheetRow cells(record.size(), &store_->cells);
    for (std::size_t i = 0; i < record.size(); ++i) {
      const CsvCell& from = record[i];
      cells[i].place = {file_, from.begin, from.end};
      if (trimmed(from.text).empty()) continue;
      cells[i].kind = CellKind::Text;
      cells[i].text = text_of(from);
    }
    return cells;
  }

  /// The cell's text, which most often stands in the file as it is.
  std::string_view text_of(const CsvCell& cell) const {
    const bool may_have_lines = text_[cell.begin] == '"';
    const bool has_return = may_have_lines && cell.text.find('\r') != std::string_view::npos;
    return cell.is_copy || has_return ? store_->texts.keep(with_line_feeds(cell.text)) : cell.text;
  }

  CsvForm form() const {
    CsvForm form;
    const std::optional<char> said = read_sep_line(form);
    if (options_.delimiter || said) {
      form.separator = options_.delimiter.value_or(said.value_or(','));
      return form;
    }
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (char separator : {',', ';', '\t'}) {
      const SheetRow header = header_under({separator, form.begin});
      const std::size_t known = options_.known_columns ? options_.known_columns(header) : 0;
      if (std::pair(known, header.size()) <= most) continue;
      most = {known, header.size()};
      form.separator = separator;
    }
    return form;
  }

  /// What a first line `sep=X` says; the form then begins behind it.
  std::optional<char> read_sep_line(CsvForm& form) const {
    std::string_view line = text_.substr(0, text_.find('\n'));
    const auto next = static_cast<std::uint32_t>(std::min(line.size() + 1, text_.size()));
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_quoted = line.size() == 7 && line.front() == '"' && line.back() == '"';
    if (is_quoted) line = line.substr(1, 5);
    const bool says_so = line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
    if (!says_so || line[4] == '"') return std::nullopt;
    form.begin = next;
    return line[4];
  }

  /// The header's cells. A mistake does not matter yet: there are the cells up to it.
  SheetRow header_under(const CsvForm& form) const {
    CsvReader reader(text_, form);
    std::vector<CsvCell> record;
    bool goes_on = true;
    while (goes_on) {
      goes_on = reader.next(record);
      if (record.empty()) break;
      SheetRow row = cells_of(record);
      const bool is_header = options_.header_line == 0
                                 ? !is_empty_row(row)
                                 : sources_.locate(file_, record[0].begin).line >= options_.header_line;
      if (is_header) return row;
    }
    return {};
  }

  std::nullopt_t report(const CsvError& error) const {
    Diagnostic& told = diagnostics_.report(DiagnosticKind::CsvSyntax, {file_, error.begin, error.end}, "");
    switch (error.fault) {
      case CsvFault::OpenQuote:
        told.message = "a cell in quotes begins here and is not closed";
        told.help = "is a closing quote missing? A quote within a cell is written twice";
        break;
      case CsvFault::AfterQuote:
        told.message = "a cell in quotes goes on behind its closing quote";
        told.help = "is an earlier quote not closed? A quote within a cell is written twice";
        told.label({file_, error.cell, error.cell + 1}, "the cell begins here");
        break;
      case CsvFault::QuoteInCell:
      case CsvFault::ReturnInCell:  // the text has none left that ends no line
        told.message = "a quote in a cell that does not begin with one";
        told.help = "write the whole cell in quotes, and each quote within it twice";
        break;
    }
    return std::nullopt;
  }

  std::nullopt_t report_size(std::uint32_t at) const {
    diagnostics_
        .report(DiagnosticKind::DocumentTooLarge, {file_, at, at},
                fmt::format("the list has more than {} cells and rows", limits::kSheetCells))
        .with_help("check it in parts");
    return std::nullopt;
  }

  FileId file_;
  const Sources& sources_;
  std::string_view text_;
  const CsvOptions& options_;
  Diagnostics& diagnostics_;
  std::shared_ptr<SheetStore> store_ = std::make_shared<SheetStore>();
};

}  // namespace

std::optional<Workbook> read_csv(FileId file, Sources& sources, const CsvOptions& options,
                                 Diagnostics& diagnostics) {
  const FileContent content = content_of(sources.file(file).text);
  // Bytes in a named encoding, such as UTF-16 without a mark, may look like no text.
  const bool may_be_text =
      content == FileContent::Text || (content == FileContent::Other && !options.encoding.empty());
  if (!may_be_text) {
    report_content(content, sources.file(file).name, diagnostics);
    return std::nullopt;
  }
  const auto text = as_utf8(file, options.encoding, sources, diagnostics);
  if (!text) return std::nullopt;
  auto sheet = CsvSheetReader(*text, sources, options, diagnostics).run();
  if (!sheet) return std::nullopt;
  Workbook workbook;
  workbook.sheets.push_back(std::move(*sheet));
  return workbook;
}

}  // namespace precept
