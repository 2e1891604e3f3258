#include <map>
#include <set>

#include "compiler/plan/pool.h"
#include "compiler/translation/texts.h"
#include "runtime/program/table.h"

namespace precept::plan {
namespace {

std::uint32_t size32(std::size_t n) {
  return static_cast<std::uint32_t>(n);
}

std::vector<std::uint32_t> hash_rows(const model::Table& table, Pool& pool) {
  std::vector<std::int32_t> keys;
  for (const auto& row : table.rows) {
    for (auto column : table.key) {
      keys.push_back(static_cast<std::int32_t>(pool.encode(row[column], table.columns[column].type)));
    }
  }
  return build_slots(keys, table.key.size(), size32(table.rows.size()));
}

void add_cells(const model::Table& table, std::size_t column, Pool& pool) {
  const model::Type& type = table.columns[column].type;
  auto& cells = pool.sections().cells;
  for (const auto& row : table.rows) {
    const model::Value& value = row[column];
    if (representation_of(type, pool.policy()).kind != Kind::Int) {
      cells.push_back(pool.encode(value, type));
      continue;
    }
    Interval interval = Interval::exactly(value.number);
    if (value.state == model::ValueState::None) interval = Interval::none();
    if (value.state == model::ValueState::Unknown) interval = Interval::unknown();
    cells.push_back(interval.low);
    cells.push_back(interval.high);
  }
}

}  // namespace

void plan_enums(Pool& pool) {
  auto& to = pool.sections();
  for (const auto& from : pool.policy().enums) {
    program::Range members{size32(to.enum_members.size()), size32(from.members.size())};
    for (const auto& member : from.members) {
      to.enum_members.push_back({pool.string(member.name), pool.string(member.label)});
    }
    to.enums.push_back({pool.string(from.name), members});
  }
}

void plan_readings(Pool& pool) {
  for (const auto& from : pool.policy().readings) {
    pool.sections().readings.push_back(
        {pool.string(from.name), from.enum_id, from.default_choice, pool.place(from.span)});
  }
}

void plan_tables(Pool& pool) {
  auto& to = pool.sections();
  for (const auto& from : pool.policy().tables) {
    program::Table table;
    table.name = pool.string(from.name);
    table.path = pool.string(from.path);
    table.digest = pool.string(from.digest);
    table.row_count = size32(from.rows.size());
    table.columns = {size32(to.table_columns.size()), size32(from.columns.size())};
    table.doubts.first = size32(to.doubts.size());
    for (std::size_t column = 0; column < from.columns.size(); ++column) {
      Representation how = representation_of(from.columns[column].type, pool.policy());
      to.table_columns.push_back({pool.string(from.columns[column].name), how.kind, how.meaning, how.width, 0,
                                  how.id, size32(to.cells.size())});
      add_cells(from, column, pool);
      for (std::size_t row = 0; row < from.rows.size(); ++row) {
        const model::Value& value = from.rows[row][column];
        if (value.state == model::ValueState::Unknown) {
          to.doubts.push_back({size32(row), size32(column), pool.string(value.text)});
        }
      }
    }
    table.doubts.count = size32(to.doubts.size()) - table.doubts.first;
    table.key = pool.indexes(from.key);
    if (from.alternative) table.alternative = *from.alternative;
    table.slots = pool.indexes(hash_rows(from, pool));
    table.lines = pool.indexes(from.lines);
    to.tables.push_back(table);
  }
}

void plan_translations(Pool& pool) {
  std::map<std::string_view, std::vector<const model::Translation*>> by_text;
  for (const auto& one : pool.policy().translations) by_text[one.text].push_back(&one);
  std::set<std::pair<Language, std::string>> done;
  for (const translation::Place& place : translation::texts_of(pool.policy())) {
    if (place.has_holes) continue;
    for (const model::Translation* one : by_text[place.key]) {
      if (!done.emplace(one->language, place.text).second) continue;
      std::string translated;
      for (const translation::Piece& piece : translation::split(one->translated)) translated += piece.text;
      pool.sections().translations.push_back(
          {static_cast<std::uint32_t>(one->language), pool.string(place.text), pool.string(translated)});
    }
  }
}

}  // namespace precept::plan
