#include "runtime/read/records/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/cells.h"
#include "runtime/read/records/header.h"

namespace precept {

using program::Form;

namespace {

using Row = std::vector<Cell>;

/// A note names at most so many rows or cells.
constexpr std::size_t kMostNamed = 12;

/// Names of rows or cells, of many the first ones: "3, 7 and 2 more".
class Names {
 public:
  void add(std::string name) {
    if (count_++ < kMostNamed) names_ += (names_.empty() ? "" : ", ") + name;
  }
  std::size_t count() const { return count_; }
  std::string text() const {
    return count_ <= kMostNamed ? names_ : fmt::format("{} and {} more", names_, count_ - kMostNamed);
  }

 private:
  std::string names_;
  std::size_t count_ = 0;
};

class ListTranslator {
 public:
  ListTranslator(const Sheet& sheet, const ListHeader& header, const ListFields& fields,
                 const Sources& sources, Diagnostics& diagnostics)
      : sheet_(sheet),
        header_(header),
        fields_(fields),
        sources_(sources),
        diagnostics_(diagnostics),
        cells_(diagnostics) {}

  TranslatedList run() {
    const Span whole = sheet_.rows[header_.row].front().place;
    json() += '[';
    begin(whole);
    report_merged();
    for (std::size_t row = header_.row + 1; row < sheet_.rows.size(); ++row) add_row(sheet_.rows[row]);
    json() += ']';
    end(0);
    note_rows();
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

  void add_row(const Row& row) {
    const auto first =
        std::ranges::find_if(row, [](const Cell& cell) { return cell.kind != CellKind::Empty; });
    if (first == row.end() || diagnostics_.is_full()) return;
    if (reports_extra(row) || reports_nobody(row, *first)) return;
    const std::size_t json_before = json().size(), origins_before = result_.list.origins.size();
    const std::size_t errors = diagnostics_.error_count();
    if (json().size() > 1) json() += ',';
    json() += '{';
    const std::size_t begun = size() - 1;
    const std::size_t origin = begin(first->place);
    for (const ListColumn& column : header_.columns) {
      if (column.column < row.size()) add_cell(row[column.column], *column.field);
    }
    json() += '}';
    end(origin);
    if (diagnostics_.error_count() != errors) {
      result_.has_mistakes = true;
      // What is left of the row would be told to lack what it has.
      json().resize(json_before);
      result_.list.origins.resize(origins_before);
      return;
    }
    note_equal(begun, first->place);
  }

  /// A value that belongs to no header: the row has slipped, or another list stands beside this one.
  bool reports_extra(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].kind == CellKind::Empty || has_header(i)) continue;
      mistake(DiagnosticKind::ListExtraCell, row[i].place,
              "this cell belongs to no column of the list: there is no header above it")
          .with_help("give its column a header, or empty it");
      return true;
    }
    return false;
  }

  bool has_header(std::size_t column) const {
    const Row& header = sheet_.rows[header_.row];
    return column < header.size() && header[column].kind != CellKind::Empty;
  }

  /// Reports a row that says nothing by which rows are told apart: a total, a heading, a remark.
  bool reports_nobody(const Row& row, const Cell& first) {
    std::string names;
    for (const ListColumn& column : header_.columns) {
      if (!column.field->identifies) continue;
      if (column.column < row.size() && row[column.column].kind != CellKind::Empty) return false;
      names += fmt::format("{}`{}`", names.empty() ? "" : " nor ", column.field->name);
    }
    if (names.empty()) return false;
    mistake(DiagnosticKind::ListRowOfNobody, first.place,
            fmt::format("this row has no {}: it is none of `{}`", names, fields_.list))
        .with_help("take out totals, headings and remarks, or complete the row");
    return true;
  }

  // ---- cells

  void add_cell(const Cell& cell, const ListField& field) {
    if (cell.kind == CellKind::Empty || cells_.report_if_unreadable(cell, field)) return;
    const std::string_view text = trimmed(cell.text);
    if (field.holds_several()) return add_several(cell, text, field);
    const std::string value = cells_.json(cell, text, field, field.form);
    if (value.empty()) return;
    key(field);
    add_value(value, cell.place);
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

  /// The members of a set or list, each once in a set.
  void add_several(const Cell& cell, std::string_view text, const ListField& field) {
    std::vector<std::string> values;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(';', at), text.size());
      const std::string_view part = trimmed(text.substr(at, end - at));
      at = end + 1;
      if (part.empty()) continue;
      std::string value = cells_.json(cell, part, field, field.element);
      if (value.empty()) return;
      const bool is_again = std::ranges::find(values, value) != values.end();
      if (field.form != Form::Set || !is_again) values.push_back(std::move(value));
    }
    if (values.empty()) return;
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
  void report_merged() {
    for (const CellRange& range : sheet_.merged) {
      if (range.last_row <= header_.row || range.first_row == range.last_row) continue;
      for (const ListColumn& column : header_.columns) {
        if (column.column < range.first_column || column.column > range.last_column) continue;
        const Row& row = sheet_.rows[std::min<std::size_t>(range.first_row, sheet_.rows.size() - 1)];
        const Span place =
            range.first_column < row.size() ? row[range.first_column].place : row.front().place;
        mistake(DiagnosticKind::ListMerged, place,
                fmt::format("cells of `{}` are merged over {} rows, of which only the first has the value",
                            column.field->name, range.last_row - range.first_row + 1))
            .with_help("part the cells, and write the value in each");
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

  void note_rows() {
    if (result_.has_mistakes) return;
    if (!cells_.taken_as_text().empty()) {
      Names cells;
      for (Span place : cells_.taken_as_text()) cells.add(name_of(place));
      note(DiagnosticKind::ListCellsAsText, cells_.taken_as_text().front(),
           fmt::format("numbers and days are taken as texts: {}", cells.text()));
    }
    Names hidden;
    Span first;
    for (std::uint32_t row : sheet_.hidden_rows) {
      if (row <= header_.row || row >= sheet_.rows.size() || sheet_.rows[row].empty()) continue;
      if (hidden.count() == 0) first = sheet_.rows[row].front().place;
      hidden.add(std::to_string(row + 1));
    }
    if (hidden.count() > 0)
      note(DiagnosticKind::ListHiddenRows, first,
           fmt::format("{} of the list {} hidden, and read: {}", hidden.count() == 1 ? "a row" : "rows",
                       hidden.count() == 1 ? "is" : "are", hidden.text()));
    note_repeated();
  }

  void note_repeated() {
    std::vector<const Seen*> repeated;
    for (const auto& [hash, seen] : seen_) {
      if (!seen.again.empty()) repeated.push_back(&seen);
    }
    std::ranges::sort(repeated, {}, &Seen::begin);
    for (const Seen* seen : repeated) {
      Names rows;
      for (Span place : seen->again) rows.add(name_of(place));
      note(DiagnosticKind::ListEqualRows, seen->first,
           fmt::format("this row is there {} times, and each time counts: again at {}",
                       seen->again.size() + 1, rows.text()));
    }
  }

  void note(DiagnosticKind kind, Span place, std::string message) {
    diagnostics_.report(kind, place, std::move(message));
  }

  /// "F17", or "line 17" of a text.
  std::string name_of(Span span) const {
    const Place place = sources_.place(span);
    return place.is_cell() ? place.cell() : fmt::format("line {}", place.line);
  }

  struct Seen {
    std::size_t begin = 0, size = 0;
    Span first;
    std::vector<Span> again;
  };

  const Sheet& sheet_;
  const ListHeader& header_;
  const ListFields& fields_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  CellReader cells_;
  TranslatedList result_;
  std::unordered_multimap<std::size_t, Seen> seen_;
};

}  // namespace

std::optional<TranslatedList> translate_list(const Workbook& workbook, const ListFields& fields,
                                             const Sources& sources, Diagnostics& diagnostics) {
  const Sheet* sheet = sheet_of_list(workbook, fields, diagnostics);
  if (sheet == nullptr) return std::nullopt;
  const auto header = header_of_list(*sheet, fields, diagnostics);
  if (!header) return std::nullopt;
  return ListTranslator(*sheet, *header, fields, sources, diagnostics).run();
}

}  // namespace precept
