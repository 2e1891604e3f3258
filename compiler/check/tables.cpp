// Tables: reads their files into rows, orders and indexes the keys. What a cell means is in table_cells.h.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "compiler/check/context.h"
#include "compiler/check/table_cells.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::Value;
using model::ValueState;

namespace {

constexpr std::size_t kMaxRows = limits::kTableRows;

class TableReader {
 public:
  explicit TableReader(Context& context) : context_(context), cells_(context) {}

  void run() {
    for (const Declaration* declaration : context_.names.all()) {
      if (declaration->form == DeclarationForm::Table) open(*declaration);
    }
    // A column may hold keys of another table, so all keys are read first, each table's after those it holds.
    for (std::size_t at : key_order()) {
      std::size_t before = context_.diagnostics.error_count();
      read_keys(table_files_[at]);
      bool is_complete = table_files_[at].is_complete && context_.diagnostics.error_count() == before;
      if (is_complete) context_.keys.mark_complete(table_files_[at].id);
    }
    for (TableFile& table_file : table_files_) read_other_columns(table_file);
  }

 private:
  // ---- files ----------------------------------------------------------------------------------

  void open(const Declaration& declaration) {
    if (context_.mistaken_tables.contains(declaration.id)) return;
    const ast::TableDecl& declared = *declaration.statement->table;
    model::Table& table = context_.model.tables[declaration.id];
    if (declared.path.empty()) return;
    std::filesystem::path path(declared.path);
    if (path.is_absolute()) {
      report_unreadable(declared, "a table's path begins at the folder of its policy file");
      return;
    }
    path = (context_.files.files[declaration.file].path.parent_path() / path).lexically_normal();
    std::error_code error;
    const std::filesystem::path shown = shown_path(path, context_.files, context_.sources);
    // A pipe would block until somebody writes to it.
    const bool is_device =
        std::filesystem::is_other(shown, error) || std::filesystem::is_fifo(shown, error) ||
        std::filesystem::is_character_file(shown, error) || std::filesystem::is_block_file(shown, error);
    auto file = is_device ? std::nullopt : context_.sources.read(shown);
    if (!file) {
      report_unreadable(declared, is_device
                                      ? fmt::format("`{}` is no file but a pipe or a device", declared.path)
                                      : fmt::format("there is no readable file `{}`", declared.path));
      return;
    }
    table.digest = sha256_hex(context_.sources.file(*file).text);
    add_source(context_, path, *file, table.digest);
    TableFile table_file{.declaration = &declaration, .table = &table, .id = declaration.id, .file = *file};
    std::size_t before = context_.diagnostics.error_count();
    if (!read_records(table_file)) return;
    table_file.is_complete = context_.diagnostics.error_count() == before;
    table_files_.push_back(std::move(table_file));
  }

  void report_unreadable(const ast::TableDecl& declared, std::string message) {
    context_.report(DiagnosticKind::TableUnreadable, declared.path_span, std::move(message));
  }

  bool read_records(TableFile& table_file) {
    const std::string& text = context_.sources.file(table_file.file).text;
    if (auto bad = find_invalid_utf8(text)) {
      auto at = static_cast<std::uint32_t>(*bad);
      context_.report(DiagnosticKind::InvalidUtf8, {table_file.file, at, at + 1},
                      fmt::format("byte {} of `{}` is not UTF-8", at, table_file.table->path));
      return false;
    }
    CsvReader reader(text);
    std::vector<CsvCell> record;
    bool has_header = reader.next(record);
    if (has_header && !read_header(table_file, record)) {
      context_.mistaken_tables.insert(table_file.id);
      return false;
    }
    if (!has_header && !reader.error()) {
      context_.report(DiagnosticKind::TableHeader, table_file.declaration->statement->table->path_span,
                      fmt::format("`{}` is empty; its first line names the columns", table_file.table->path));
      return false;
    }
    std::size_t width = record.size();
    while (reader.next(record) && table_file.rows.size() <= kMaxRows) add_record(table_file, record, width);
    if (reader.error()) {
      Span place{table_file.file, reader.error()->begin, reader.error()->end};
      context_.report(DiagnosticKind::TableCsv, place, reader.error()->message)
          .with_help("quotes stand around a whole cell, and a quote within is doubled: `\"a \"\"b\"\" c\"`");
    }
    if (table_file.rows.size() <= kMaxRows) return true;
    context_.report(DiagnosticKind::TooComplex, table_file.declaration->name.span,
                    fmt::format("the table `{}` has more than {} rows", table_file.table->name, kMaxRows));
    return false;
  }

  /// Reports a header that is one cell with semicolons, tabs or bars in it: the file has another separator.
  bool report_separator(TableFile& table_file, const std::vector<CsvCell>& record) {
    if (record.size() != 1 || table_file.table->columns.size() < 2) return false;
    for (auto [sign, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}}) {
      if (record[0].text.find(sign) == std::string_view::npos) continue;
      context_
          .report(DiagnosticKind::TableSeparator, {table_file.file, record[0].begin, record[0].end},
                  fmt::format("the columns of `{}` are separated by {}, not by commas",
                              table_file.table->path, name))
          .label(table_file.declaration->name.span, "declared here")
          .with_help(
              "save the file with commas between the cells (a `;` within a cell separates the members of a "
              "set)");
      return true;
    }
    return false;
  }

  /// Reports a file whose first line names no column.
  bool report_no_header(const TableFile& table_file, const std::vector<CsvCell>& record) {
    const auto& columns = table_file.table->columns;
    auto is_named = [&](const model::Field& column) {
      return std::ranges::any_of(record, [&](const CsvCell& cell) {
        return !nearest(column.name, {without_faults(cell.text)}).empty();
      });
    };
    if (columns.size() < 2 || std::ranges::any_of(columns, is_named)) return false;
    std::string names;
    for (const model::Field& column : columns) names += (names.empty() ? "" : ",") + column.name;
    context_
        .report(DiagnosticKind::TableHeader, {table_file.file, record.front().begin, record.back().end},
                fmt::format("the first line of `{}` names none of the columns", table_file.table->path))
        .label(table_file.declaration->name.span, "declared here")
        .with_help(is_row(table_file, record)
                       ? fmt::format("write `{}` above the rows", names)
                       : fmt::format("the first line of a table names its columns: `{}`", names));
    return true;
  }

  /// True where a cell is a value of a column that is no text: the record is then a row, not a header.
  bool is_row(const TableFile& table_file, const std::vector<CsvCell>& record) const {
    const auto& columns = table_file.table->columns;
    for (std::size_t i = 0; i < std::min(columns.size(), record.size()); ++i) {
      bool is_text = columns[i].type.is(TypeKind::Text) || columns[i].type.is(TypeKind::Error);
      if (!is_text && read_value(context_.model, context_.keys, columns[i].type, record[i].text)) return true;
    }
    return false;
  }

  bool read_header(TableFile& table_file, const std::vector<CsvCell>& record) {
    if (report_separator(table_file, record) || report_no_header(table_file, record)) return false;
    bool fits = true, is_doubled = false;
    std::vector<const model::Field*> missing;
    for (const model::Field& column : table_file.table->columns) {
      // Names are compared without blanks around them, as cells are.
      auto is_named = [&](const CsvCell& cell) { return without_faults(cell.text) == column.name; };
      auto found = std::ranges::find_if(record, is_named);
      table_file.cell_of.push_back(static_cast<std::size_t>(found - record.begin()));
      if (found != record.end())
        note_use({table_file.file, found->begin, found->end}, column.name, column.span);
      if (found == record.end()) {
        missing.push_back(&column);
      } else if (auto again = std::find_if(found + 1, record.end(), is_named); again != record.end()) {
        context_
            .report(DiagnosticKind::TableHeader, {table_file.file, again->begin, again->end},
                    fmt::format("two columns are named `{}`", text_for_message(column.name)))
            .label({table_file.file, found->begin, found->end}, "the first")
            .with_help("give one of the two the name of what it holds");
        fits = false;
        is_doubled = true;
      }
    }
    // One of the two may be the column that is missing.
    if (!missing.empty() && !is_doubled) report_missing_columns(table_file, record, missing);
    return fits && missing.empty();
  }

  /// Records the word of a cell as a use. Quotes and blanks around it do not belong to it.
  void note_use(Span cell, std::string_view word, Span declared) {
    std::size_t at = context_.sources.text(cell).find(word);
    if (at == std::string_view::npos) return;
    cell.begin += static_cast<std::uint32_t>(at);
    context_.note_use({cell.file, cell.begin, cell.begin + static_cast<std::uint32_t>(word.size())},
                      declared);
  }

  /// The cells of the header that name no declared column.
  static std::vector<const CsvCell*> other_cells(const TableFile& table_file,
                                                 const std::vector<CsvCell>& record) {
    std::vector<const CsvCell*> others;
    for (const CsvCell& cell : record) {
      if (!find_field(table_file.table->columns, without_faults(cell.text))) others.push_back(&cell);
    }
    return others;
  }

  /// Reports all missing columns in one message: they often have one cause.
  void report_missing_columns(const TableFile& table_file, const std::vector<CsvCell>& record,
                              const std::vector<const model::Field*>& missing) {
    std::vector<std::string_view> others, all;
    std::vector<const CsvCell*> cells = other_cells(table_file, record);
    std::deque<std::string> shown;
    for (const CsvCell* cell : cells) others.push_back(shown.emplace_back(without_faults(cell->text)));
    for (const CsvCell& cell : record) all.push_back(cell.text);
    std::vector<std::string> names, near;
    Span place{table_file.file, record.front().begin, record.back().end};
    for (const model::Field* column : missing) {
      names.push_back(fmt::format("`{}`", column->name));
      std::string meant = nearest(column->name, others);
      auto cell = std::ranges::find(others, meant);
      if (meant.empty() || cell == others.end()) continue;
      near.push_back(fmt::format("`{}` for `{}`", meant, column->name));
      const CsvCell& written = *cells[static_cast<std::size_t>(cell - others.begin())];
      if (missing.size() == 1) place = {table_file.file, written.begin, written.end};
    }
    auto& mistake = context_.report(DiagnosticKind::TableHeader, place,
                                    fmt::format("no column is named {}", in_a_row(names, "or")));
    mistake.label(missing.front()->span,
                  missing.size() == 1 ? "declared here" : "the first is declared here");
    if (!near.empty()) {
      mistake.with_help(fmt::format("the file has {}: let the two agree", in_a_row(near, "and")));
    } else {
      mistake.with_help(did_you_mean_or_list("", all, "the columns of the file"));
    }
  }

  static std::string in_a_row(const std::vector<std::string>& words, std::string_view last) {
    std::string row;
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string link = i == 0 ? "" : i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
      row += link + words[i];
    }
    return row;
  }

  void add_record(TableFile& table_file, const std::vector<CsvCell>& record, std::size_t width) {
    Span place{table_file.file, record.front().begin, record.back().end};
    if (record.size() != width) {
      context_
          .report(DiagnosticKind::TableRowWidth, place,
                  fmt::format("{} cell{} under a header of {}", record.size(), record.size() == 1 ? "" : "s",
                              width))
          .with_help(record.size() > width
                         ? "leave the last out; a cell with a comma in it stands in double quotes"
                     : context_.sources.text(place).find(';') != std::string_view::npos
                         ? "write `,` between cells"
                         : "write a `,` for each cell that is empty");
      return;
    }
    // Spreadsheets write an empty row as commas.
    if (width > 1 &&
        std::ranges::all_of(record, [](const CsvCell& cell) { return without_faults(cell.text).empty(); })) {
      context_.report(DiagnosticKind::TableCell, place, "this row has nothing in it")
          .with_help("leave the row out");
      return;
    }
    auto& row = table_file.rows.emplace_back();
    for (std::size_t cell : table_file.cell_of) {
      const Span place{table_file.file, record[cell].begin, record[cell].end};
      row.push_back({context_.text_as_read(record[cell].text, place), place});
    }
    table_file.table->lines.push_back(context_.sources.locate(table_file.file, place.begin).line);
    table_file.table->rows.emplace_back(table_file.table->columns.size(), Value::unknown());
  }

  // ---- keys -----------------------------------------------------------------------------------

  /// Orders the tables so that each comes after the tables whose keys its own key holds. Reports and leaves
  /// out a table on a circle.
  std::vector<std::size_t> key_order() {
    std::vector<std::size_t> order;
    std::vector<bool> done(context_.model.tables.size(), true);
    for (const TableFile& table_file : table_files_) done[table_file.id] = false;
    for (std::size_t round = 0; round < table_files_.size(); ++round) {
      for (std::size_t at = 0; at < table_files_.size(); ++at) {
        if (done[table_files_[at].id] || !keys_are_ready(table_files_[at], done)) continue;
        done[table_files_[at].id] = true;
        order.push_back(at);
        measure_key(table_files_[at]);
      }
    }
    for (const TableFile& table_file : table_files_) {
      if (done[table_file.id]) continue;
      context_.report(DiagnosticKind::RecursiveDefinition, table_file.declaration->name.span,
                      fmt::format("the key of the table `{}` is a key of itself", table_file.table->name));
    }
    return order;
  }

  /// Measures how deep keys of keys go.
  void measure_key(const TableFile& table_file) {
    std::uint64_t& depth = key_depths_[table_file.id];
    for (std::uint32_t column : table_file.table->key) {
      const Type& type = table_file.table->columns[column].type;
      if (type.is(TypeKind::Key)) depth = std::max(depth, key_depths_[type.id] + 1);
    }
    if (depth != limits::kKeyDepth + 1) return;
    context_.report(DiagnosticKind::TooComplex, table_file.declaration->name.span,
                    fmt::format("the key of `{}` is made of keys of keys, more than {} tables deep",
                                table_file.table->name, limits::kKeyDepth));
  }

  bool keys_are_ready(const TableFile& table_file, const std::vector<bool>& done) const {
    return std::ranges::all_of(table_file.table->key, [&](std::uint32_t column) {
      const Type& type = table_file.table->columns[column].type;
      return !type.is(TypeKind::Key) || done[type.id];
    });
  }

  void read_keys(TableFile& table_file) {
    model::Table& table = *table_file.table;
    for (std::uint32_t column : table.key) cells_.report_column_if_wrong(table_file, column);
    for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
      bool complete = true;
      for (std::uint32_t column : table.key) {
        table.rows[row][column] = cells_.read(table_file, row, column);
        complete = complete && table.rows[row][column].state == ValueState::Known;
      }
      if (complete) enter_key(table_file, row);
    }
    if (table.alternative) read_alternatives(table_file);
  }

  void enter_key(const TableFile& table_file, std::uint32_t row) {
    const model::Table& table = *table_file.table;
    std::vector<Value> key;
    for (std::uint32_t column : table.key) key.push_back(table.rows[row][column]);
    if (key.empty()) return;
    auto first = context_.keys.add(table_file.id, key, row);
    if (first) return report_duplicate(table_file, key_place(table_file, row), key_place(table_file, *first));
    check_alike(table_file, row);
  }

  /// Warns of two keys that differ by letter case alone (W4030).
  void check_alike(const TableFile& table_file, std::uint32_t row) {
    std::string key;
    for (std::uint32_t column : table_file.table->key) {
      key += case_folded(table_file.rows[row][column].text);
      key += '\n';
    }
    auto [first, is_new] = folded_keys_[table_file.id].emplace(std::move(key), row);
    if (is_new) return;
    context_
        .report(DiagnosticKind::NamesAlike, key_place(table_file, row),
                fmt::format("the key `{}` differs from another by letter case alone",
                            text_for_message(context_.sources.text(key_place(table_file, row)))))
        .label(key_place(table_file, first->second), "the other");
  }

  void read_alternatives(const TableFile& table_file) {
    model::Table& table = *table_file.table;
    std::uint32_t column = *table.alternative;
    for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
      Value value = cells_.read(table_file, row, column);
      table.rows[row][column] = value;
      if (value.state != ValueState::Known || value.text.empty()) continue;
      auto first = context_.keys.add(table_file.id, {value}, row);
      if (!first || *first == row) continue;
      bool is_key_there = table.rows[*first][table.key[0]].text == value.text;
      std::uint32_t first_column = is_key_there ? table.key[0] : column;
      report_duplicate(table_file, cell_place(table_file, row, column),
                       cell_place(table_file, *first, first_column));
    }
  }

  static Span cell_place(const TableFile& table_file, std::uint32_t row, std::uint32_t column) {
    return table_file.rows[row][column].span;
  }
  static Span key_place(const TableFile& table_file, std::uint32_t row) {
    Span place;
    for (std::uint32_t column : table_file.table->key)
      place = cover(place, cell_place(table_file, row, column));
    return place;
  }

  void report_duplicate(const TableFile& table_file, Span place, Span first) {
    context_
        .report(DiagnosticKind::TableDuplicateKey, place,
                fmt::format("the key `{}` stands for two rows of `{}`",
                            text_for_message(context_.sources.text(place)), table_file.table->name))
        .label(first, "the first")
        .with_help("leave one of the two rows out, or write the key that is meant");
  }

  // ---- cells ----------------------------------------------------------------------------------

  void read_other_columns(TableFile& table_file) {
    model::Table& table = *table_file.table;
    for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
      bool is_key = std::ranges::find(table.key, column) != table.key.end();
      if (is_key || table.alternative == column) continue;
      cells_.report_column_if_wrong(table_file, column);
      for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
        table.rows[row][column] = cells_.read(table_file, row, column);
      }
    }
  }

  Context& context_;
  TableCells cells_;
  std::vector<TableFile> table_files_;
  std::map<std::uint32_t, std::map<std::string, std::uint32_t>> folded_keys_;  ///< first rows, by table
  std::map<std::uint32_t, std::uint64_t> key_depths_;  ///< by table, see `measure_key`
};

}  // namespace

void read_tables(Context& context) {
  TableReader(context).run();
}

}  // namespace precept::checking
