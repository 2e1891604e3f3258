// Tables: reads their files into rows of typed values, and indexes the keys.
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

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::Value;
using model::ValueState;

namespace {

constexpr std::size_t kMaxRows = limits::kTableRows;

/// The state of one table while its file is read.
struct TableFile {
  const Declaration* declaration = nullptr;
  model::Table* table = nullptr;
  std::uint32_t id = 0;
  FileId file = kNoFile;
  bool is_complete = false;          ///< every record of the file became a row
  std::vector<std::size_t> cell_of;  ///< by column of the table: its position in a record of the file
  struct Cell {
    std::string text;
    Span span;
  };
  std::vector<std::vector<Cell>> rows;  ///< by column of the table
};

class TableReader {
 public:
  explicit TableReader(Context& context) : context_(context) {}

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
      context_.report(DiagnosticKind::TableCsv, place, reader.error()->message);
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
    bool fits = true;
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
        fits = false;
        context_
            .report(DiagnosticKind::TableHeader, {table_file.file, again->begin, again->end},
                    fmt::format("two columns are named `{}`", column.name))
            .label({table_file.file, found->begin, found->end}, "the first");
      }
    }
    if (!missing.empty()) report_missing_columns(table_file, record, missing);
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
      context_.report(
          DiagnosticKind::TableRowWidth, place,
          fmt::format("{} cell{} under a header of {}", record.size(), record.size() == 1 ? "" : "s", width));
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
    for (std::uint32_t column : table.key) report_column_if_wrong(table_file, column);
    for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
      bool complete = true;
      for (std::uint32_t column : table.key) {
        table.rows[row][column] = read_cell(table_file, row, column);
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
                            context_.sources.text(key_place(table_file, row))))
        .label(key_place(table_file, first->second), "the other");
  }

  void read_alternatives(const TableFile& table_file) {
    model::Table& table = *table_file.table;
    std::uint32_t column = *table.alternative;
    for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
      Value value = read_cell(table_file, row, column);
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
                fmt::format("the key `{}` stands for two rows of `{}`", context_.sources.text(place),
                            table_file.table->name))
        .label(first, "the first");
  }

  // ---- cells ----------------------------------------------------------------------------------

  void read_other_columns(TableFile& table_file) {
    model::Table& table = *table_file.table;
    for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
      bool is_key = std::ranges::find(table.key, column) != table.key.end();
      if (is_key || table.alternative == column) continue;
      report_column_if_wrong(table_file, column);
      for (std::uint32_t row = 0; row < table_file.rows.size() && !context_.diagnostics.is_full(); ++row) {
        table.rows[row][column] = read_cell(table_file, row, column);
      }
    }
  }

  // ---- columns that are wrong as a whole

  /// True where the cell is not of the column's type, not even by its likely value (`24?`). An empty cell is
  /// false.
  bool is_of_other_type(const TableFile& table_file, std::uint32_t row, std::uint32_t column) const {
    const Type& type = table_file.table->columns[column].type;
    std::string_view spelling = table_file.rows[row][column].text;
    if (spelling.ends_with('?')) spelling.remove_suffix(1);
    return !spelling.empty() && !read_value(context_.model, context_.keys, type, spelling);
  }

  /// Reports a column that is empty in all rows although it is not `or none`.
  bool report_if_empty(TableFile& table_file, std::uint32_t column) {
    model::Field& field = table_file.table->columns[column];
    bool is_empty =
        std::ranges::all_of(table_file.rows, [&](const auto& row) { return row[column].text.empty(); });
    if (!is_empty || field.type.or_none || table_file.rows.size() < 2) return false;
    report_empty(table_file, table_file.rows.front()[column], column)
        .note(fmt::format("so are all {} cells of the column", table_file.rows.size()));
    field.type = {};
    return true;
  }

  /// Reports a column of which no cell is of its type, once, at the first cell. Its uses are not reported.
  void report_column_if_wrong(TableFile& table_file, std::uint32_t column) {
    model::Field& field = table_file.table->columns[column];
    if (field.type.is(TypeKind::Error)) return;
    if (field.type.is(TypeKind::Key) && !context_.keys.is_complete(field.type.id)) return;
    if (report_if_empty(table_file, column)) return;
    std::size_t wrong = 0;
    std::uint32_t first = 0;
    for (std::uint32_t row = 0; row < table_file.rows.size(); ++row) {
      std::string_view text = table_file.rows[row][column].text;
      if (text.empty() || text == "?") continue;
      if (!is_of_other_type(table_file, row, column)) return;
      if (wrong++ == 0) first = row;
    }
    if (wrong == 0) return;
    auto& mistake = report_no_value(table_file, table_file.rows[first][column], column);
    if (wrong > 1) mistake.note(fmt::format("none of the {} cells of `{}` is one", wrong, field.name));
    field.type = {};
  }

  Value read_cell(const TableFile& table_file, std::uint32_t row, std::uint32_t column) {
    const Type& type = table_file.table->columns[column].type;
    const TableFile::Cell& cell = table_file.rows[row][column];
    if (type.is(TypeKind::Error)) return Value::unknown();
    if (cell.text.empty()) {
      if (!type.or_none) report_empty(table_file, cell, column);
      return Value::none();
    }
    std::string_view spelling = cell.text;
    bool is_doubtful = spelling.ends_with('?');
    if (is_doubtful) spelling.remove_suffix(1);
    if (is_doubtful && std::ranges::find(table_file.table->key, column) != table_file.table->key.end()) {
      report_cell(cell, fmt::format("`{}` is in doubt; a key is certain", cell.text));
      return Value::unknown();
    }
    if (is_doubtful && spelling.empty()) return Value::unknown();
    auto value = read_value(context_.model, context_.keys, type, spelling);
    if (!value) {
      // The row may be missing because of a mistake in the other table, which was reported there.
      if (type.is(TypeKind::Key) && !context_.keys.is_complete(type.id)) return Value::unknown();
      report_no_value(table_file, cell, column);
      return Value::unknown();
    }
    if (type.is(TypeKind::Enum) || type.is(TypeKind::Set)) note_members(type.id, cell.span);
    return is_doubtful ? Value::unknown(std::string(spelling)) : *value;
  }

  /// Records the members that a cell names: one, or those of a set with `;` between them.
  void note_members(std::uint32_t id, Span cell) {
    const model::Enum& of = context_.model.enums[id];
    const std::string_view text = context_.sources.text(cell);
    constexpr std::string_view kBetween = "; \t\"?{}";
    for (std::size_t end = 0, begin = text.find_first_not_of(kBetween); begin != std::string_view::npos;
         begin = text.find_first_not_of(kBetween, end)) {
      end = std::min(text.find_first_of(kBetween, begin), text.size());
      auto member = find_member(of, text.substr(begin, end - begin));
      if (!member) continue;
      const auto from = static_cast<std::uint32_t>(begin), to = static_cast<std::uint32_t>(end);
      context_.note_use({cell.file, cell.begin + from, cell.begin + to}, of.members[*member].span);
    }
  }

  Diagnostic& report_cell(const TableFile::Cell& cell, std::string message) {
    return context_.report(DiagnosticKind::TableCell, cell.span, std::move(message));
  }

  Diagnostic& report_empty(const TableFile& table_file, const TableFile::Cell& cell, std::uint32_t column) {
    const model::Field& field = table_file.table->columns[column];
    if (std::ranges::find(table_file.table->key, column) != table_file.table->key.end()) {
      return report_cell(cell, fmt::format("the cell of `{}` is empty; it is the key of its row", field.name))
          .label(field.span, "declared here")
          .with_help("write the key, or leave the row out");
    }
    return report_cell(cell, fmt::format("the cell of `{}` is empty; the column is {}, never none",
                                         field.name, describe(context_.model, field.type)))
        .label(field.span, "declared here")
        .with_help(field.type.is(TypeKind::Set) ? "write `{}` for the empty set"
                                                : "write `?` where the value is not known");
  }

  Diagnostic& report_no_value(const TableFile& table_file, const TableFile::Cell& cell,
                              std::uint32_t column) {
    std::string_view spelling = cell.text;
    if (spelling.ends_with('?')) spelling.remove_suffix(1);
    const model::Field& field = table_file.table->columns[column];
    Type type = field.type;
    type.or_none = false;
    bool says_none = says_nothing_is_there(spelling);
    std::string help = says_none && field.type.or_none ? "leave the cell empty where there is none"
                       : says_none                     ? "write `?` where the value is not known"
                                                       : help_for(type, spelling);
    return report_cell(cell,
                       fmt::format("`{}` is no value of type {}", spelling, describe(context_.model, type)))
        .label(field.span, "declared here")
        .with_help(std::move(help));
  }

  /// True for words that spreadsheets and other languages write for an empty cell.
  static bool says_nothing_is_there(std::string_view spelling) {
    constexpr std::string_view kWords[] = {"none", "null", "nil", "n/a", "na",       "nan",
                                           "-",    "--",   "—",   "–",   "undefined"};
    return std::ranges::find(kWords, case_folded(spelling)) != std::end(kWords);
  }

  /// The help for a cell that is a value but for the blanks around it; else empty.
  std::string trimmed_help(const Type& type, std::string_view spelling) {
    std::size_t begin = spelling.find_first_not_of(" \t"), end = spelling.find_last_not_of(" \t");
    if (begin == std::string_view::npos || end - begin + 1 == spelling.size()) return {};
    std::string_view bare = spelling.substr(begin, end - begin + 1);
    bool is_value = read_value(context_.model, context_.keys, type, bare).has_value();
    return is_value ? fmt::format("write `{}`, without blanks around it", bare) : std::string();
  }

  static std::string date_help(std::string_view spelling) {
    std::string meant = date_as_written(spelling);
    return meant.empty() ? "write a day of the calendar as `2022-03-09`"
                         : fmt::format("write year, month and day: `{}`", meant);
  }

  std::string help_for(const Type& type, std::string_view spelling) {
    if (std::string help = trimmed_help(type, spelling); !help.empty()) return help;
    switch (type.kind) {
      case TypeKind::Truth:
        return "write `yes` or `no`";
      case TypeKind::Int:
        return "write a whole number of 64 bits";
      case TypeKind::Duration:
        return "write a number of days";
      case TypeKind::Date:
        return date_help(spelling);
      case TypeKind::Enum:
        return help_for_member(type.id, spelling);
      case TypeKind::Set:
        return help_for_set(type.id, spelling);
      case TypeKind::Key:
        return suggest_key(context_.model, type.id, spelling);
      case TypeKind::Text:
      case TypeKind::Error:
      case TypeKind::Record:
      case TypeKind::Row:
      case TypeKind::List:
        return {};
    }
    return {};
  }

  std::string help_for_member(std::uint32_t id, std::string_view spelling) {
    const model::Enum& of = context_.model.enums[id];
    for (const auto& member : of.members) {
      if (member.label == spelling) return fmt::format("did you mean `{}`?", member.name);
    }
    return did_you_mean_or_list(spelling, names_of(of), fmt::format("the members of `{}`", of.name));
  }

  std::string help_for_set(std::uint32_t id, std::string_view spelling) {
    const model::Enum& of = context_.model.enums[id];
    std::set<std::string_view> before;
    while (!spelling.empty()) {
      std::size_t end = std::min(spelling.find(';'), spelling.size());
      std::string_view member = spelling.substr(0, end);
      if (!before.insert(member).second) return fmt::format("`{}` stands in it twice; leave one out", member);
      if (!find_member(of, member)) {
        std::string help = help_for_member(id, member);
        if (!help.empty()) return help;
      }
      spelling.remove_prefix(std::min(end + 1, spelling.size()));
    }
    return fmt::format("write members of {} with `;` between them, without blanks", of.name);
  }

  Context& context_;
  std::vector<TableFile> table_files_;
  std::map<std::uint32_t, std::map<std::string, std::uint32_t>> folded_keys_;  ///< first rows, by table
  std::map<std::uint32_t, std::uint64_t> key_depths_;  ///< by table, see `measure_key`
};

}  // namespace

void read_tables(Context& context) {
  TableReader(context).run();
}

}  // namespace precept::checking
