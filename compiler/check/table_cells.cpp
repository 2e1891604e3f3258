#include "compiler/check/table_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/moment.h"
#include "base/suggest.h"
#include "base/text.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::Value;
using model::ValueState;

namespace {

std::string date_help(std::string_view spelling) {
  std::string meant = date_as_written(spelling);
  return meant.empty() ? "write a day of the calendar as `2022-03-09`"
                       : fmt::format("write year, month and day: `{}`", meant);
}

/// True for words that spreadsheets and other languages write for an empty cell.
bool says_nothing_is_there(std::string_view spelling) {
  constexpr std::string_view kWords[] = {"none", "null", "nil", "n/a", "na",       "nan",
                                         "-",    "--",   "—",   "–",   "undefined"};
  return std::ranges::find(kWords, case_folded(spelling)) != std::end(kWords);
}

}  // namespace

/// True where the cell is not of the column's type, not even by its likely value (`24?`). An empty cell is
/// false.
bool TableCells::is_of_other_type(const TableFile& table_file, std::uint32_t row,
                                  std::uint32_t column) const {
  const Type& type = table_file.table->columns[column].type;
  std::string_view spelling = table_file.rows[row][column].text;
  if (spelling.ends_with('?')) spelling.remove_suffix(1);
  return !spelling.empty() && !read_value(context_.model, context_.keys, type, spelling);
}

/// Reports a column that is empty in all rows although it is not `or none`.
bool TableCells::report_if_empty(TableFile& table_file, std::uint32_t column) {
  model::Field& field = table_file.table->columns[column];
  bool is_empty =
      std::ranges::all_of(table_file.rows, [&](const auto& row) { return row[column].text.empty(); });
  if (!is_empty || field.type.or_none || table_file.rows.size() < 2) return false;
  report_empty(table_file, table_file.rows.front()[column], column)
      .note(fmt::format("so are all {} cells of the column", table_file.rows.size()));
  field.type = {};
  return true;
}

void TableCells::report_column_if_wrong(TableFile& table_file, std::uint32_t column) {
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

Value TableCells::read(const TableFile& table_file, std::uint32_t row, std::uint32_t column) {
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
    report_cell(cell, fmt::format("`{}` is in doubt; a key is certain", text_for_message(cell.text)));
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
void TableCells::note_members(std::uint32_t id, Span cell) {
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

Diagnostic& TableCells::report_cell(const TableFile::Cell& cell, std::string message) {
  return context_.report(DiagnosticKind::TableCell, cell.span, std::move(message));
}

Diagnostic& TableCells::report_empty(const TableFile& table_file, const TableFile::Cell& cell,
                                     std::uint32_t column) {
  const model::Field& field = table_file.table->columns[column];
  if (std::ranges::find(table_file.table->key, column) != table_file.table->key.end()) {
    return report_cell(cell, fmt::format("the cell of `{}` is empty; it is the key of its row", field.name))
        .label(field.span, "declared here")
        .with_help("write the key, or leave the row out");
  }
  return report_cell(cell, fmt::format("the cell of `{}` is empty; the column is {}, never none", field.name,
                                       describe(context_.model, field.type)))
      .label(field.span, "declared here")
      .with_help(field.type.is(TypeKind::Set) ? "write `{}` for the empty set"
                                              : "write `?` where the value is not known");
}

Diagnostic& TableCells::report_no_value(const TableFile& table_file, const TableFile::Cell& cell,
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
  return report_cell(cell, fmt::format("`{}` is no value of type {}", text_for_message(spelling),
                                       describe(context_.model, type)))
      .label(field.span, "declared here")
      .with_help(std::move(help));
}

/// The help for a cell that is a value but for the blanks around it; else empty.
std::string TableCells::trimmed_help(const Type& type, std::string_view spelling) {
  std::size_t begin = spelling.find_first_not_of(" \t"), end = spelling.find_last_not_of(" \t");
  if (begin == std::string_view::npos || end - begin + 1 == spelling.size()) return {};
  std::string_view bare = spelling.substr(begin, end - begin + 1);
  bool is_value = read_value(context_.model, context_.keys, type, bare).has_value();
  return is_value ? fmt::format("write `{}`, without blanks around it", bare) : std::string();
}

std::string TableCells::help_for(const Type& type, std::string_view spelling) {
  if (std::string help = trimmed_help(type, spelling); !help.empty()) return help;
  switch (type.kind) {
    case TypeKind::Truth:
      return "write `yes` or `no`";
    case TypeKind::Int:
      return "write a whole number of 64 bits";
    case TypeKind::Number:
      return "write a number such as `2.5`, with at most six digits behind the point";
    case TypeKind::Duration:
      return "write a number of days";
    case TypeKind::Months:
      return "write a number of months, such as `6`, `6 months` or `1 year`";
    case TypeKind::Moment: {
      const auto moment = parse_moment(spelling);
      if (moment) return {};
      const std::string meant = moment_as_written(spelling);
      return meant.empty() ? std::string(precept::help_for(moment.error()))
                           : fmt::format("write `{}`", meant);
    }
    case TypeKind::Hours:
      return "write a length of time, such as `24 hours`, `90 minutes` or `PT1H30M`";
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

std::string TableCells::help_for_member(std::uint32_t id, std::string_view spelling) {
  const model::Enum& of = context_.model.enums[id];
  for (const auto& member : of.members) {
    if (member.label == spelling) return fmt::format("did you mean `{}`?", member.name);
  }
  return did_you_mean_or_list(spelling, names_of(of), fmt::format("the members of `{}`", of.name));
}

std::string TableCells::help_for_set(std::uint32_t id, std::string_view spelling) {
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

}  // namespace precept::checking
