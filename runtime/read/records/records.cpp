#include "runtime/read/records/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/cells.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/mapped_cells.h"
#include "runtime/read/records/mapped_rows.h"

namespace precept {

using program::Form;

namespace {

using Row = std::vector<Cell>;

class ListTranslator {
 public:
  ListTranslator(const ListFields& fields, const ListMapping* mapping, const Sources& sources,
                 Diagnostics& diagnostics)
      : fields_(fields),
        mapping_(mapping),
        sources_(sources),
        diagnostics_(diagnostics),
        values_(diagnostics) {
    json() += '[';
  }

  void add_sheet(const Sheet& sheet, const ListHeader& header) {
    if (result_.list.origins.empty()) begin(header.cells.front().place);
    report_merged(sheet, header);
    MappedCells cells(sheet, header, mapping_, diagnostics_);
    MappedRows rows(sheet, header, mapping_, cells, sources_);
    of_ = {&header, &cells, &rows};
    for (std::size_t row = header.row + 1; row < sheet.rows.size() && !diagnostics_.is_full(); ++row) {
      if (rows.is_record(row)) add_row(row, sheet.rows[row]);
    }
    used_.insert(cells.used().begin(), cells.used().end());
    if (!result_.has_mistakes) rows.note(diagnostics_);
  }

  TranslatedList finished() {
    json() += ']';
    end(0);
    if (!result_.has_mistakes) note_cells();
    return std::move(result_);
  }

 private:
  std::string& json() { return result_.list.json; }

  /// Begins an origin at the byte that was written last.
  std::size_t begin(Span from) {
    result_.list.origins.push_back({size() - 1, 0, from});
    return result_.list.origins.size() - 1;
  }
  void end(std::size_t origin) { result_.list.origins[origin].end = size(); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(result_.list.json.size()); }

  Diagnostic& mistake(DiagnosticKind kind, Span place, std::string message) {
    result_.has_mistakes = true;
    return diagnostics_.report(kind, place, std::move(message));
  }

  // ---- rows

  void add_row(std::size_t row, const Row& cells) {
    const Cell& first =
        *std::ranges::find_if(cells, [&](const Cell& cell) { return !of_.cells->is_empty(cell); });
    if (reports_extra(cells) || reports_nobody(row, first)) return;
    for (const std::string& part : parts_of_row(row)) add_record(row, first.place, part);
  }

  /// The parts of the cell for each of which the mapping wants a record; else one, which is nothing.
  std::vector<std::string> parts_of_row(std::size_t row) {
    if (mapping_ == nullptr || mapping_->one_record_per.empty()) return {{}};
    for (const ListColumn& column : of_.header->columns) {
      if (column.field->name != mapping_->one_record_per) continue;
      const Cell* cell = of_.cells->cell(row, column);
      if (cell == nullptr || cell->kind != CellKind::Text) break;
      const std::string text = cell->text;
      const auto parts = of_.cells->parts(text, *column.field);
      if (!parts.empty()) return {parts.begin(), parts.end()};
    }
    return {{}};
  }

  void add_record(std::size_t row, Span place, const std::string& part) {
    const std::size_t json_before = json().size(), origins_before = result_.list.origins.size();
    const std::size_t errors = diagnostics_.error_count();
    if (json().size() > 1) json() += ',';
    json() += '{';
    const std::size_t begun = size() - 1;
    const std::size_t origin = begin(place);
    for (const ListColumn& column : of_.header->columns) add_field(row, column, part);
    if (of_.rows->section() != nullptr) add_section();
    json() += '}';
    end(origin);
    if (diagnostics_.error_count() != errors) {
      result_.has_mistakes = true;
      // What is left of the row would be told to lack what it has.
      json().resize(json_before);
      result_.list.origins.resize(origins_before);
      return;
    }
    note_equal(begun, place);
  }

  /// A value that belongs to no header: the row has slipped, or another list stands beside this one.
  bool reports_extra(const Row& row) {
    const Row& header = of_.header->cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (of_.cells->is_empty(row[i])) continue;
      if (i < header.size() && header[i].kind != CellKind::Empty) continue;
      mistake(DiagnosticKind::ListExtraCell, row[i].place,
              "this cell belongs to no column of the list: there is no header above it")
          .with_help("give its column a header, or empty it");
      return true;
    }
    return false;
  }

  /// Reports a row that says nothing by which rows are told apart: a total, a heading, a remark.
  bool reports_nobody(std::size_t row, const Cell& first) {
    std::string names;
    for (const ListColumn& column : of_.header->columns) {
      if (!column.field->identifies || is_constant(column) || is_of_section(*column.field)) continue;
      const Cell* cell = of_.cells->cell(row, column);
      if (cell == nullptr || cell->kind != CellKind::Empty) return false;
      names += fmt::format("{}`{}`", names.empty() ? "" : " nor ", column.field->name);
    }
    if (names.empty()) return false;
    mistake(DiagnosticKind::ListRowOfNobody, first.place,
            fmt::format("this row has no {}: it is none of `{}`", names, fields_.list))
        .with_help("take out totals, headings and remarks, or complete the row");
    return true;
  }

  /// Whether an earlier row gives the field to this one.
  bool is_of_section(const ListField& field) const {
    return of_.rows->section() != nullptr && field.name == mapping_->section;
  }

  static bool is_constant(const ListColumn& column) {
    return column.mapped != nullptr && column.mapped->constant.has_value();
  }

  // ---- cells

  void add_field(std::size_t row, const ListColumn& column, const std::string& part) {
    const ListField& field = *column.field;
    if (mapping_ != nullptr && field.name == mapping_->section) section_is_there_ = false;
    const Cell* cell = of_.cells->cell(row, column);
    if (cell == nullptr || cell->kind == CellKind::Empty) return;
    if (mapping_ != nullptr && field.name == mapping_->section) section_is_there_ = true;
    const bool is_split = !part.empty() && field.name == mapping_->one_record_per;
    add_cell(*cell, is_split ? std::string_view(part) : trimmed(cell->text), field);
  }

  /// The value that an earlier row gave to those below, where this one has none of its own.
  void add_section() {
    const bool is_there = std::exchange(section_is_there_, false);
    if (is_there) return;
    for (const ListField& field : fields_.fields) {
      if (field.name != mapping_->section) continue;
      const Cell& cell = *of_.rows->section();
      add_cell(cell, trimmed(cell.text), field);
    }
  }

  void add_cell(const Cell& cell, std::string_view text, const ListField& field) {
    if (values_.report_if_unreadable(cell, field)) return;
    if (field.holds_several()) return add_several(cell, text, field);
    const std::string_view word = of_.cells->meant(text, field);
    if (word.empty() || reports_undecided(cell, text, word, field)) return;
    const std::string value = value_of(cell, text, word, field, field.form);
    if (value.empty()) return;
    key(field);
    add_value(value, cell.place);
  }

  /// A `?` in the mapping stands for what its author has yet to say.
  bool reports_undecided(const Cell& cell, std::string_view text, std::string_view word,
                         const ListField& field) {
    if (word != "?" || text == "?") return false;
    mistake(DiagnosticKind::MappingUndecided, cell.place,
            fmt::format("the mapping does not say what {} is of {}: it has `?`", in_backticks(text),
                        in_backticks(field.name)))
        .with_help("write in the mapping what it means; `\"\"` where it means nothing");
    return true;
  }

  /// A word of the mapping is a text, whatever the cell was.
  std::string value_of(const Cell& cell, std::string_view text, std::string_view word, const ListField& field,
                       Form form) {
    if (word.data() == text.data() || cell.kind == CellKind::Text)
      return values_.json(cell, word, field, form);
    return values_.json({CellKind::Text, std::string(word), cell.place}, word, field, form);
  }

  void key(const ListField& field) {
    if (!json().ends_with('{')) json() += ',';
    append_json_string(json(), field.name);
    json() += ':';
  }

  void add_value(const std::string& value, Span from) {
    const std::uint32_t at = size();
    json() += value;
    result_.list.origins.push_back({at, size(), from});
  }

  /// The members of a set or list, each once in a set. A cell with nothing but separators is an absent field;
  /// columns of which none was chosen are a set without members.
  void add_several(const Cell& cell, std::string_view text, const ListField& field) {
    std::vector<std::string> values;
    for (std::string_view part : of_.cells->parts(text, field)) {
      const std::string_view word = of_.cells->meant(part, field);
      if (word.empty()) continue;
      if (reports_undecided(cell, part, word, field)) return;
      std::string value = value_of(cell, part, word, field, field.element);
      if (value.empty()) return;
      const bool is_again = std::ranges::find(values, value) != values.end();
      if (field.form != Form::Set || !is_again) values.push_back(std::move(value));
    }
    if (values.empty() && !text.empty()) return;
    key(field);
    json() += '[';
    const std::size_t origin = begin(cell.place);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) json() += ',';
      add_value(values[i], cell.place);
    }
    json() += ']';
    end(origin);
  }

  // ---- what is told beside

  /// Cells that are merged over several rows of the list: the value stands in the first row only.
  void report_merged(const Sheet& sheet, const ListHeader& header) {
    for (const CellRange& range : sheet.merged) {
      if (range.last_row <= header.row || range.first_row == range.last_row) continue;
      for (const ListColumn& column : header.columns) {
        const bool is_meant = std::ranges::any_of(column.columns, [&](std::size_t at) {
          return at >= range.first_column && at <= range.last_column;
        });
        if (!is_meant || (mapping_ != nullptr && mapping_->fills(column.field->name))) continue;
        const Row& row = sheet.rows[std::min<std::size_t>(range.first_row, sheet.rows.size() - 1)];
        const Span place =
            range.first_column < row.size() ? row[range.first_column].place : row.front().place;
        mistake(DiagnosticKind::ListMerged, place,
                fmt::format("cells of `{}` are merged over {} rows, of which only the first has the value",
                            column.field->name, range.last_row - range.first_row + 1))
            .with_help(
                fmt::format("part the cells and write the value in each, or say `fill = [\"{}\"]` in a "
                            "mapping",
                            column.field->name));
        break;
      }
    }
  }

  void note_equal(std::size_t begun, Span place) {
    const std::size_t hash = std::hash<std::string_view>()(std::string_view(json()).substr(begun));
    auto [from, to] = seen_.equal_range(hash);
    for (auto it = from; it != to; ++it) {
      Seen& seen = it->second;
      if (json().compare(seen.begin, seen.size, json(), begun, json().size() - begun) != 0) continue;
      seen.again.push_back(place);
      return;
    }
    seen_.emplace(hash, Seen{begun, json().size() - begun, place, {}});
  }

  void note_cells() {
    RowNames texts;
    for (Span place : values_.taken_as_text()) texts.add(place, sources_);
    if (texts.count() > 0)
      diagnostics_.report(DiagnosticKind::ListCellsAsText, texts.first(),
                          fmt::format("numbers and days are taken as texts: {}", texts.text()));
    note_repeated();
    if (mapping_ != nullptr) MappedCells::note_unused(*mapping_, used_, diagnostics_);
  }

  void note_repeated() {
    std::vector<const Seen*> repeated;
    for (const auto& [hash, seen] : seen_) {
      if (!seen.again.empty()) repeated.push_back(&seen);
    }
    std::ranges::sort(repeated, {}, &Seen::begin);
    for (const Seen* seen : repeated) {
      RowNames rows;
      for (Span place : seen->again) rows.add(place, sources_);
      diagnostics_.report(DiagnosticKind::ListEqualRows, seen->first,
                          fmt::format("this row is there {} times, and each time counts: again at {}",
                                      seen->again.size() + 1, rows.text()));
    }
  }

  struct Seen {
    std::size_t begin = 0, size = 0;
    Span first;
    std::vector<Span> again;
  };
  /// The sheet that is read.
  struct OfSheet {
    const ListHeader* header = nullptr;
    MappedCells* cells = nullptr;
    MappedRows* rows = nullptr;
  };

  const ListFields& fields_;
  const ListMapping* mapping_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  CellReader values_;
  OfSheet of_;
  bool section_is_there_ = false;  ///< the row has a value of its own for the field that sections give
  TranslatedList result_;
  std::unordered_multimap<std::size_t, Seen> seen_;
  std::unordered_set<const MappedWord*> used_;
};

}  // namespace

std::optional<TranslatedList> translate_list(const Workbook& workbook, const ListFields& fields,
                                             const ListMapping* mapping, const Sources& sources,
                                             Diagnostics& diagnostics) {
  const std::vector<const Sheet*> sheets = sheets_of_list(workbook, fields, mapping, diagnostics);
  std::vector<ListHeader> headers;
  for (const Sheet* sheet : sheets) {
    auto header = header_of_list(*sheet, fields, mapping, sources, diagnostics);
    if (!header) return std::nullopt;
    headers.push_back(std::move(*header));
  }
  if (sheets.empty()) return std::nullopt;
  ListTranslator translator(fields, mapping, sources, diagnostics);
  for (std::size_t i = 0; i < sheets.size(); ++i) translator.add_sheet(*sheets[i], headers[i]);
  return translator.finished();
}

}  // namespace precept
