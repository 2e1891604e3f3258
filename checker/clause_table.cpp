#include "checker/clause_table.h"

#include <algorithm>

#include "checker/clause_table_reader.h"
#include "checker/facts.h"

namespace precept::checker {

namespace {

/// The most levels of a table, far above any policy.
constexpr std::size_t kMostLevels = 1000;
constexpr std::size_t kDeepestLevel = 64;
constexpr std::size_t kMostKeyParts = 3;

}  // namespace

bool Norm::is_about(std::size_t act) const {
  return std::ranges::binary_search(acts, act);
}

bool ClauseTable::is_above(std::size_t above, std::size_t level) const {
  while (level != above && level != 0) level = levels[level].parent;
  return level == above;
}

bool ClauseTable::are_pairs(std::size_t level) const {
  const Level &pairs = levels[level], &elements = levels[pairs.parent];
  const bool are_crosses = pairs.form == Level::Form::Cross && elements.form == Level::Form::Cross;
  return are_crosses && pairs.list == elements.list && pairs.via == elements.via;
}

ClauseTable read_clause_table(const Json& json) {
  return ClauseTableReader(json).read();
}

ClauseTable ClauseTableReader::read() {
  table_.kind = json_.at("kind").get<std::string>();
  read_enums();
  read_tables();
  table_.schema = read_schema(json_, table_.value_names);
  require_within(json_.at("levels").size() <= kMostLevels, "the clause table has too many levels");
  for (const Json& level : json_.at("levels")) read_level(level);
  require(!table_.levels.empty(), "the clause table has no level");
  for (const Json& expression : json_.at("expressions")) read_expression(expression);
  check_levels();
  for (const Json& clause : json_.at("clauses")) {
    table_.clauses.push_back(clause.at("label").get<std::string>());
  }
  for (const Json& section : json_.at("sections")) read_section(section);
  return std::move(table_);
}

std::size_t ClauseTableReader::index(const Json& json, std::size_t end, const char* what) {
  const std::int64_t number = integer(json);
  require(number >= 0 && static_cast<std::size_t>(number) < end,
          [&] { return "there is no " + std::string(what) + " " + json.dump() + " to refer to here"; });
  return static_cast<std::size_t>(number);
}

void ClauseTableReader::read_enums() {
  for (const auto& [name, members] : json_.at("enums").items()) {
    table_.value_names.add_enum(name, members.get<std::vector<std::string>>());
  }
}

void ClauseTableReader::read_tables() {
  // First the numbers of rows, because a column of one table may hold rows of another.
  for (const auto& [name, table] : json_.at("tables").items()) {
    const std::int64_t rows = integer(table.at("rows"));
    require(rows >= 0, "the table `" + name + "` has no number of rows");
    table_.value_names.rows[name] = rows;
  }
  for (const auto& [name, table] : json_.at("tables").items()) read_table(name, table);
}

void ClauseTableReader::read_table(const std::string& name, const Json& json) {
  Table& table = table_.tables[name];
  const auto rows = static_cast<std::size_t>(table_.value_names.rows[name]);
  for (const auto& [column_name, column] : json.at("columns").items()) {
    TableColumn& read = table.columns[column_name];
    read.type = table_.value_names.type(column.at("type"));
    require(column.at("cells").size() == rows, "a column of the table `" + name + "` has not its rows");
    for (const Json& cell : column.at("cells"))
      read.cells.push_back(table_.value_names.value(cell, read.type));
  }
  table.is_numeric = json.contains("numeric") && json.at("numeric").get<bool>();
  read_spellings(table, json, rows);
  if (json.contains("key")) read_keys(table, json.at("key"), rows);
}

/// Enters the keys first, then the second spellings. Of two rows with the same spelling the first counts.
void ClauseTableReader::read_spellings(Table& table, const Json& json, std::size_t rows) {
  for (const char* spelling : {"spelled", "also_spelled"}) {
    if (!json.contains(spelling)) continue;
    require(json.at(spelling).size() == rows, "the keys of a table are not one a row");
    for (std::size_t row = 0; row < rows; ++row) {
      const auto word = json.at(spelling).at(row).get<std::string>();
      if (!word.empty()) table.spelled.try_emplace(word, static_cast<std::int64_t>(row));
      if (table.keys_as_written.size() < rows) table.keys_as_written.push_back(word);
    }
  }
}

void ClauseTableReader::read_keys(Table& table, const Json& columns, std::size_t rows) {
  require(columns.is_array() && !columns.empty() && columns.size() <= kMostKeyParts, "a table has no key");
  std::vector<const TableColumn*> parts;
  for (const Json& column : columns) {
    parts.push_back(&table.columns.at(column.get<std::string>()));
    table.key.push_back(parts.back()->type);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::int64_t> key;
    for (const TableColumn* part : parts) {
      if (part->cells[row].is_known()) key.push_back(part->cells[row].low);
    }
    if (key.size() == parts.size()) table.keys.try_emplace(key, static_cast<std::int64_t>(row));
  }
}

void ClauseTableReader::read_level(const Json& json) {
  Level level;
  const auto form = json.at("form").get<std::string>();
  const std::size_t here = table_.levels.size();
  require((form == "document") == (here == 0), "the first level, and no other, is the document");
  if (here > 0) level.parent = index(json.at("parent"), here, "level");
  if (form == "list") {
    level.form = Level::Form::List;
    level.list = index(json.at("list"), json_.at("expressions").size(), "expression");
  } else if (form == "cross") {
    level.form = Level::Form::Cross;
    level.list = index(json.at("list"), here, "level");
    level.via = index(json.at("via"), here, "level");
  } else {
    require(form == "document", "`" + form + "` is no form of a level");
  }
  if (json.contains("name"))
    level.name = index(json.at("name"), json_.at("expressions").size(), "expression");
  table_.levels.push_back(level);
  std::size_t depth = 0;
  for (std::size_t above = here; above != 0; above = table_.levels[above].parent) ++depth;
  require_within(depth <= kDeepestLevel, "the clause table's levels are nested too deeply");
}

void ClauseTableReader::check_levels() const {
  std::vector<std::size_t> places(table_.levels.size());  // bytes of the pointers to their elements
  for (std::size_t i = 0; i < table_.levels.size(); ++i) {
    const Level& level = table_.levels[i];
    const bool is_list = level.form == Level::Form::List;
    require(!level.name || is_fact(*level.name, i, Kind::Text), "an element's name is no text of it");
    if (i == 0) continue;
    places[i] = places[level.parent];
    if (is_list) {
      require(is_fact(level.list, level.parent, Kind::List), "a level's list is no list above it");
      require(table_.levels[level.parent].form != Level::Form::Cross, "a list lies below a pair");
      places[i] += pointer_below("", table_.expressions[level.list].path).size();
      require_within(places[i] <= kMostPlace, "a place in a document is too long");
    } else {
      require(table_.levels[level.list].form == Level::Form::List, "a level repeats what is no list");
      require(table_.is_above(level.via, level.parent), "a level does not lie below that of its lists");
      require(table_.list_level_of(level.via) == table_.levels[level.list].parent,
              "a level's lists do not belong to the rows that they are said to belong to");
    }
  }
}

bool ClauseTableReader::is_fact(std::size_t expression, std::size_t level, Kind kind) const {
  const Expression& fact = table_.expressions.at(expression);
  return fact.op == "fact" && fact.level == level && fact.type.kind == kind;
}

}  // namespace precept::checker
