#include "runtime/read/records/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/reader.h"
#include "runtime/read/records/cells.h"
#include "runtime/read/records/equal_rows.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/list_sheets.h"
#include "runtime/read/records/mapped_cells.h"
#include "runtime/read/records/mapped_rows.h"
#include "runtime/read/records/merged_cells.h"

namespace precept {

using program::Form;

namespace {

using Row = SheetRow;

class ListTranslator {
 public:
  /// The list is said to come from `place`.
  ListTranslator(const ListFields& fields, const ListMapping* mapping, const Sources& sources, Span place,
                 Translated& to, ListRows& rows, Diagnostics& diagnostics)
      : fields_(fields),
        mapping_(mapping),
        sources_(sources),
        to_(to),
        rows_(rows),
        diagnostics_(diagnostics),
        values_(diagnostics),
        equal_(to) {
    list_ = begin('[', place);
  }

  void add_sheet(const Sheet& sheet, const ListHeader& header) {
    make_room(sheet);
    has_mistakes_ |= report_merged(sheet, header, mapping_, diagnostics_);
    MappedCells cells(sheet, header, mapping_, diagnostics_);
    MappedRows rows(sheet, header, mapping_, cells, sources_);
    of_ = {&header, &cells, &rows, {}};
    for (const ListColumn& column : header.columns) of_.keys.push_back(key_of(*column.field));
    for (std::size_t row = header.row + 1; row < sheet.rows.size() && !is_full(); ++row) {
      if (rows.is_record(row)) add_row(row, sheet.rows[row]);
    }
    rows_.left_out_by_only += rows.left_out_by_only();
    used_.insert(cells.used().begin(), cells.used().end());
    if (!has_mistakes_) rows.note(diagnostics_);
  }

  ListRead finish() {
    end(list_, ']');
    if (!has_mistakes_) note_cells();
    return has_mistakes_ ? ListRead::Partly : ListRead::Whole;
  }

 private:
  std::string& json() { return to_.json; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(to_.json.size()); }

  /// Begins a list or object with its bracket, and gives the index of its origin.
  std::uint32_t begin(char bracket, Span from) {
    to_.origins.push_back({size(), 0, from});
    json() += bracket;
    return static_cast<std::uint32_t>(to_.origins.size() - 1);
  }
  void end(std::uint32_t origin, char bracket) {
    json() += bracket;
    to_.origins[origin].end = size();
  }

  /// Whether more rows are of no use: too many errors, or a text that the reader will refuse by its size.
  bool is_full() const { return diagnostics_.is_full() || to_.json.size() > ReadLimits().max_bytes; }

  /// A list is two to three times as long in JSON, because of the names of its fields. What is not used of
  /// this costs no memory.
  void make_room(const Sheet& sheet) {
    std::size_t cells = sheet.rows.size();
    for (const Row& row : sheet.rows) cells += row.size();
    to_.origins.reserve(to_.origins.size() + cells);
    json().reserve(json().size() + 3 * sources_.file(sheet.file).text.size());
    equal_.make_room(sheet.rows.size());
  }

  Diagnostic& mistake(DiagnosticKind kind, Span place, std::string message) {
    has_mistakes_ = true;
    return diagnostics_.report(kind, place, std::move(message));
  }

  // ---- rows

  void add_row(std::size_t row, const Row& cells) {
    const Cell& first =
        *std::ranges::find_if(cells, [&](const Cell& cell) { return !of_.cells->is_empty(cell); });
    if (reports_extra(cells) || reports_nobody(row, first)) return;
    const std::vector<std::string> parts = parts_of_row(row);
    for (const std::string& part : parts) add_record(row, first.place, part);
    if (parts.empty()) add_record(row, first.place, {});
  }

  /// The parts of the cell for each of which the mapping wants a record; none: one is wanted for the row.
  std::vector<std::string> parts_of_row(std::size_t row) {
    if (mapping_ == nullptr || mapping_->one_record_per.empty()) return {};
    for (const ListColumn& column : of_.header->columns) {
      if (column.field->name != mapping_->one_record_per) continue;
      const Cell* cell = of_.cells->cell(row, column);
      if (cell == nullptr || cell->kind != CellKind::Text) break;
      const auto& parts = of_.cells->parts(cell->text, *column.field);
      return {parts.begin(), parts.end()};
    }
    return {};
  }

  void add_record(std::size_t row, Span place, std::string_view part) {
    const std::size_t errors = diagnostics_.error_count();
    if (!json().ends_with('[')) json() += ',';
    ++rows_.records;
    const std::uint32_t record = begin('{', place);
    for (std::size_t i = 0; i < of_.keys.size(); ++i) add_field(row, i, part);
    if (of_.rows->section() != nullptr) add_section();
    end(record, '}');
    // The rest of the record stays: the reader tells what else is wrong with it.
    has_mistakes_ |= diagnostics_.error_count() != errors;
    equal_.add(record);
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

  /// What stands before a value of the field that is not the first.
  static std::string key_of(const ListField& field) {
    std::string key = ",";
    append_json_string(key, field.name);
    return key + ':';
  }

  void add_field(std::size_t row, std::size_t index, std::string_view part) {
    const ListColumn& column = of_.header->columns[index];
    const ListField& field = *column.field;
    const bool is_section = mapping_ != nullptr && field.name == mapping_->section;
    if (is_section) section_is_there_ = false;
    const Cell* cell = of_.cells->cell(row, column);
    if (cell == nullptr || cell->kind == CellKind::Empty) return;
    if (is_section) section_is_there_ = true;
    const bool is_split = !part.empty() && field.name == mapping_->one_record_per;
    add_cell(*cell, is_split ? part : trimmed(cell->text), field, of_.keys[index]);
  }

  /// The value that an earlier row gave to those below, where this one has none of its own.
  void add_section() {
    const bool is_there = std::exchange(section_is_there_, false);
    if (is_there) return;
    for (const ListField& field : fields_.fields) {
      if (field.name != mapping_->section) continue;
      const Cell& cell = *of_.rows->section();
      add_cell(cell, trimmed(cell.text), field, key_of(field));
    }
  }

  void add_cell(const Cell& cell, std::string_view text, const ListField& field, std::string_view key) {
    if (values_.report_if_unreadable(cell, field)) return;
    if (field.holds_several()) return add_several(cell, text, field, key);
    const std::string_view word = of_.cells->meant(text, field);
    if (word.empty() || reports_undecided(cell, text, word, field)) return;
    const std::size_t before = json().size();
    add_key(key);
    const std::uint32_t at = size();
    if (!add_value(cell, text, word, field, field.form)) return json().resize(before);
    to_.origins.push_back({at, size(), cell.place});
  }

  /// A `?` in the mapping stands for what its author has yet to say.
  bool reports_undecided(const Cell& cell, std::string_view text, std::string_view word,
                         const ListField& field) {
    if (mapping_ == nullptr || word != "?" || text == "?") return false;
    mistake(DiagnosticKind::MappingUndecided, cell.place,
            fmt::format("the mapping does not say what {} is of {}: it has `?`", in_backticks(text),
                        in_backticks(field.name)))
        .with_help("write in the mapping what it means; `\"\"` where it means nothing");
    return true;
  }

  void add_key(std::string_view key) { json() += json().ends_with('{') ? key.substr(1) : key; }

  /// False where it was reported that the word can be no such value. A word of the mapping is a text,
  /// whatever the cell was.
  bool add_value(const Cell& cell, std::string_view text, std::string_view word, const ListField& field,
                 Form form) {
    if (word.data() == text.data()) return values_.append(json(), cell, word, field, form);
    return values_.append(json(), {CellKind::Text, cell.place, word}, word, field, form);
  }

  /// The members of a set or list, each once in a set. A cell with nothing but separators is an absent field;
  /// columns of which none was chosen are a set without members. All come from the one cell.
  void add_several(const Cell& cell, std::string_view text, const ListField& field, std::string_view key) {
    const std::size_t before = json().size(), origins_before = to_.origins.size();
    const auto take_back = [&] {
      json().resize(before);
      to_.origins.resize(origins_before);
    };
    add_key(key);
    const std::uint32_t list = begin('[', cell.place);
    members_.clear();
    for (std::string_view part : of_.cells->parts(text, field)) {
      const std::string_view word = of_.cells->meant(part, field);
      if (word.empty()) continue;
      if (reports_undecided(cell, part, word, field)) return take_back();
      const std::size_t end_before = json().size();
      if (!members_.empty()) json() += ',';
      const std::size_t at = json().size();
      if (!add_value(cell, part, word, field, field.element)) return take_back();
      if (field.form == Form::Set && is_again(at)) {
        json().resize(end_before);
      } else {
        members_.emplace_back(at, json().size() - at);
      }
    }
    if (members_.empty() && !text.empty()) return take_back();
    end(list, ']');
  }

  /// Whether the value that begins there, the last one, is one of `members_`.
  bool is_again(std::size_t at) const {
    const std::string_view all = to_.json, value = all.substr(at);
    return std::ranges::any_of(
        members_, [&](const auto& member) { return all.substr(member.first, member.second) == value; });
  }

  // ---- what is told beside

  void note_cells() {
    RowNames texts;
    for (Span place : values_.taken_as_text()) texts.add(place, sources_);
    if (texts.count() > 0)
      diagnostics_.report(DiagnosticKind::ListCellsAsText, texts.first(),
                          fmt::format("numbers and days are taken as texts: {}", texts.text()));
    equal_.note(sources_, diagnostics_);
    if (mapping_ != nullptr) MappedCells::note_unused(*mapping_, used_, diagnostics_);
  }

  /// The sheet that is read.
  struct OfSheet {
    const ListHeader* header = nullptr;
    MappedCells* cells = nullptr;
    MappedRows* rows = nullptr;
    std::vector<std::string> keys;  ///< of the header's columns
  };

  const ListFields& fields_;
  const ListMapping* mapping_;
  const Sources& sources_;
  Translated& to_;
  ListRows& rows_;
  Diagnostics& diagnostics_;
  CellReader values_;
  EqualRows equal_;
  OfSheet of_;
  std::uint32_t list_ = 0;         ///< its origin
  bool section_is_there_ = false;  ///< the row has a value of its own for the field that sections give
  bool has_mistakes_ = false;
  std::vector<std::pair<std::size_t, std::size_t>> members_;  ///< of a set or list: begins and sizes in JSON
  std::unordered_set<const MappedWord*> used_;
};

}  // namespace

ListRead translate_list(const Workbook& workbook, const ListFields& fields, const ListMapping* mapping,
                        const Sources& sources, Translated& to, ListRows& rows, Diagnostics& diagnostics) {
  const std::vector<const Sheet*> sheets = sheets_of_list(workbook, fields, mapping, diagnostics);
  std::vector<ListHeader> headers;
  for (const Sheet* sheet : sheets) {
    auto header = header_of_list(*sheet, fields, mapping, sources, diagnostics);
    if (!header) return ListRead::Not;
    headers.push_back(std::move(*header));
  }
  if (sheets.empty()) return ListRead::Not;
  ListTranslator translator(fields, mapping, sources, headers.front().cells.front().place, to, rows,
                            diagnostics);
  for (std::size_t i = 0; i < sheets.size(); ++i) translator.add_sheet(*sheets[i], headers[i]);
  return translator.finish();
}

}  // namespace precept
