#include "runtime/read/vocabulary.h"

#include <algorithm>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

/// A message lists no more words than this.
constexpr std::size_t kMostListed = 12;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_but_for_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

/// The spellings in a cell: of `aliases` several, with `;` between them; else one.
std::vector<std::string_view> spellings(std::string_view cell, bool are_many) {
  std::vector<std::string_view> result;
  while (!cell.empty()) {
    std::size_t end = are_many ? std::min(cell.find(';'), cell.size()) : cell.size();
    result.push_back(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return result;
}

}  // namespace

std::string enumerated(const std::vector<std::string_view>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " and " : ", ";
    result += in_backticks(words[i]);
  }
  return result;
}

const NameTable& Vocabulary::members(std::uint32_t enum_id) const {
  return names_.members(enum_id, [&](ProgramNames::Names& names) {
    std::int32_t code = 0;
    for (const program::EnumMember& member :
         Program::in(program_.enum_members, program_.enums[enum_id].members))
      names.table.add(program_.text(member.name), code++);
  });
}

std::optional<std::string> Vocabulary::member_but_for_case(std::uint32_t enum_id,
                                                           std::string_view word) const {
  for (const program::EnumMember& member :
       Program::in(program_.enum_members, program_.enums[enum_id].members)) {
    if (same_but_for_case(word, program_.text(member.name))) return std::string(program_.text(member.name));
  }
  return std::nullopt;
}

std::optional<std::string> Vocabulary::key_but_for_case(std::uint32_t table_id, std::string_view word) const {
  const program::Table& table = program_.tables[table_id];
  std::vector<const program::TableColumn*> columns;
  if (const program::TableColumn* key = key_column(table)) columns.push_back(key);
  if (table.alternative != kAbsent)
    columns.push_back(&Program::in(program_.table_columns, table.columns)[table.alternative]);
  std::deque<std::string> owned;
  for (const program::TableColumn* column : columns) {
    for (std::uint32_t row = 0; row < table.row_count; ++row) {
      const std::string_view text = cell(*column, row, owned);
      if (!text.empty() && same_but_for_case(word, text)) return std::string(text);
    }
  }
  return std::nullopt;
}

std::string_view Vocabulary::enum_name(std::uint32_t enum_id) const {
  return program_.text(program_.enums[enum_id].name);
}

std::string_view Vocabulary::table_name(std::uint32_t table_id) const {
  return program_.text(program_.tables[table_id].name);
}

/// The column of a table's key; null for a key of several columns, which no field can hold.
const program::TableColumn* Vocabulary::key_column(const program::Table& table) const {
  if (table.key.count != 1) return nullptr;
  return &Program::in(program_.table_columns, table.columns)[program_.indexes[table.key.first]];
}

bool Vocabulary::has_numeric_keys(std::uint32_t table_id) const {
  const program::TableColumn* key = key_column(program_.tables[table_id]);
  return key != nullptr && key->kind == RegisterKind::Int;
}

const NameTable& Vocabulary::keys(std::uint32_t table_id) const {
  return names_.keys(table_id, [&](ProgramNames::Names& names) {
    const program::Table& table = program_.tables[table_id];
    if (const program::TableColumn* key = key_column(table)) add_column(names, table, *key);
    if (table.alternative != kAbsent)
      add_column(names, table, Program::in(program_.table_columns, table.columns)[table.alternative]);
  });
}

void Vocabulary::add_column(ProgramNames::Names& keys, const program::Table& table,
                            const program::TableColumn& column) const {
  for (std::uint32_t row = 0; row < table.row_count; ++row) {
    std::string_view text = cell(column, row, keys.owned);
    if (!text.empty()) keys.table.add(text, static_cast<std::int32_t>(row));
  }
}

/// A cell as a document spells it; empty where it is none, unknown or a set.
std::string_view Vocabulary::cell(const program::TableColumn& column, std::uint32_t row,
                                  std::deque<std::string>& owned, unsigned depth) const {
  if (column.kind == RegisterKind::Int) {
    std::int64_t low = program_.cells[column.first_cell + 2 * row];
    std::int64_t high = program_.cells[column.first_cell + 2 * row + 1];
    return low == high ? owned.emplace_back(std::to_string(low)) : std::string_view{};
  }
  std::int64_t code = program_.cells[column.first_cell + row];
  if (column.kind == RegisterKind::Set || code < 0) return {};
  auto index = static_cast<std::uint32_t>(code);
  switch (column.type) {
    case ValueType::Text:
      return program_.text(program_.texts[index]);
    case ValueType::Enum:
      return program_.text(
          Program::in(program_.enum_members, program_.enums[column.type_id].members)[index].name);
    case ValueType::Key: {
      const program::TableColumn* key = key_column(program_.tables[column.type_id]);
      return key != nullptr && depth < limits::kKeyDepth ? cell(*key, index, owned, depth + 1)
                                                         : std::string_view{};
    }
    case ValueType::Date:
      return owned.emplace_back(format_date(static_cast<Day>(code)));
    case ValueType::Truth:
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
    case ValueType::Set:
    case ValueType::Row:
    case ValueType::Presence:
      return {};
  }
  return {};
}

std::optional<std::vector<std::pair<std::string, std::string>>> Vocabulary::called(
    std::uint32_t table_id, std::string_view column) const {
  const program::Table& table = program_.tables[table_id];
  const program::TableColumn* key = key_column(table);
  if (key == nullptr) return std::nullopt;
  for (const program::TableColumn& each : Program::in(program_.table_columns, table.columns)) {
    if (each.type != ValueType::Text || program_.text(each.name) != column) continue;
    std::vector<std::pair<std::string, std::string>> words;
    std::deque<std::string> owned;
    for (std::uint32_t row = 0; row < table.row_count; ++row) {
      for (std::string_view word : spellings(cell(each, row, owned), column == "aliases"))
        words.emplace_back(word, cell(*key, row, owned));
    }
    return words;
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, std::uint32_t>> Vocabulary::key_spellings(std::uint32_t table_id) const {
  const program::Table& table = program_.tables[table_id];
  std::vector<const program::TableColumn*> columns;
  if (const program::TableColumn* key = key_column(table)) columns.push_back(key);
  if (table.alternative != kAbsent)
    columns.push_back(&Program::in(program_.table_columns, table.columns)[table.alternative]);
  std::vector<std::pair<std::string, std::uint32_t>> words;
  std::deque<std::string> owned;
  for (const program::TableColumn* column : columns) {
    for (std::uint32_t row = 0; row < table.row_count; ++row) {
      const std::string_view text = cell(*column, row, owned);
      if (!text.empty()) words.emplace_back(text, row);
    }
  }
  return words;
}

std::vector<std::string_view> Vocabulary::text_columns(std::uint32_t table_id) const {
  std::vector<std::string_view> names;
  for (const program::TableColumn& column :
       Program::in(program_.table_columns, program_.tables[table_id].columns)) {
    if (column.type == ValueType::Text) names.push_back(program_.text(column.name));
  }
  return names;
}

std::string Vocabulary::member_help(std::uint32_t enum_id, std::string_view word) const {
  std::vector<std::string_view> names;
  for (const program::EnumMember& member :
       Program::in(program_.enum_members, program_.enums[enum_id].members)) {
    std::string_view name = program_.text(member.name);
    if (same_but_for_case(word, name)) return "letter case matters: write " + in_backticks(name);
    if (same_but_for_case(word, program_.text(member.label)))
      return "did you mean " + in_backticks(name) + "?";
    names.push_back(name);
  }
  return did_you_mean_or_list(word, names, "the members of `" + std::string(enum_name(enum_id)) + "`");
}

std::string Vocabulary::key_help(std::uint32_t table_id, std::string_view word) const {
  const program::Table& table = program_.tables[table_id];
  const program::TableColumn* key = key_column(table);
  if (key == nullptr) return {};
  std::deque<std::string> owned;
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> rows;
  auto columns = Program::in(program_.table_columns, table.columns);
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    std::string_view name = program_.text(columns[i].name);
    bool is_text = columns[i].type == ValueType::Text;
    bool is_aliases = is_text && name == "aliases";
    bool spells = &columns[i] == key || i == table.alternative || is_aliases || (is_text && name == "name");
    for (std::uint32_t row = 0; spells && row < table.row_count; ++row) {
      for (std::string_view each : spellings(cell(columns[i], row, owned), is_aliases)) {
        words.push_back(each);
        rows.push_back(row);
      }
    }
  }
  std::string near = nearest_key(word, words);
  if (near.empty()) return where_keys_are(table, *key, owned);
  auto found = std::ranges::find(words, near);
  std::string_view meant = cell(*key, rows[static_cast<std::size_t>(found - words.begin())], owned);
  // What the table knows under another name is no guess; nor is it ours to say what it is elsewhere.
  return near == meant ? "did you mean " + in_backticks(meant) + "?"
                       : in_backticks(near) + " is known here as " + in_backticks(meant);
}

/// Lists the keys where they are few; else names the file that has them.
std::string Vocabulary::where_keys_are(const program::Table& table, const program::TableColumn& key,
                                       std::deque<std::string>& owned) const {
  std::string name = "`" + std::string(program_.text(table.name)) + "`";
  if (table.row_count > kMostListed) {
    return "the keys of " + name + " are in `" + std::string(program_.text(table.path)) + "`, " +
           std::to_string(table.row_count) + " rows";
  }
  std::vector<std::string_view> keys;
  for (std::uint32_t row = 0; row < table.row_count; ++row) keys.push_back(cell(key, row, owned));
  return keys.empty() ? name + " has no rows" : "the keys of " + name + " are " + enumerated(keys);
}

}  // namespace precept
