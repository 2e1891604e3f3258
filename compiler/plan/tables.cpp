#include <map>
#include <set>

#include "compiler/plan/shared_sections.h"
#include "compiler/translation/texts.h"
#include "runtime/program/table.h"

namespace precept::plan {
namespace {

std::uint32_t size32(std::size_t n) {
  return static_cast<std::uint32_t>(n);
}

std::vector<std::uint32_t> hash_rows(const model::Table& table, SharedSections& shared) {
  std::vector<std::int32_t> keys;
  for (const auto& row : table.rows) {
    for (auto column : table.key) {
      keys.push_back(static_cast<std::int32_t>(shared.encode(row[column], table.columns[column].type)));
    }
  }
  return build_slots(keys, table.key.size(), size32(table.rows.size()));
}

void add_cells(const model::Table& table, std::size_t column, SharedSections& shared) {
  const model::Type& type = table.columns[column].type;
  auto& cells = shared.sections().cells;
  for (const auto& row : table.rows) {
    const model::Value& value = row[column];
    if (representation_of(type, shared.policy()).kind != RegisterKind::Int) {
      cells.push_back(shared.encode(value, type));
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

void plan_enums(SharedSections& shared) {
  auto& to = shared.sections();
  for (const auto& from : shared.policy().enums) {
    program::Range members{size32(to.enum_members.size()), size32(from.members.size())};
    for (const auto& member : from.members) {
      to.enum_members.push_back({shared.string(member.name), shared.string(member.label)});
    }
    to.enums.push_back({shared.string(from.name), members});
  }
}

void plan_readings(SharedSections& shared) {
  for (const auto& from : shared.policy().readings) {
    shared.sections().readings.push_back(
        {shared.string(from.name), from.enum_id, from.default_choice, shared.place(from.span)});
  }
}

void plan_tables(SharedSections& shared) {
  auto& to = shared.sections();
  for (const auto& from : shared.policy().tables) {
    program::Table table;
    table.name = shared.string(from.name);
    table.path = shared.string(from.path);
    table.digest = shared.string(from.digest);
    table.row_count = size32(from.rows.size());
    table.columns = {size32(to.table_columns.size()), size32(from.columns.size())};
    table.doubts.first = size32(to.doubts.size());
    for (std::size_t column = 0; column < from.columns.size(); ++column) {
      Representation how = representation_of(from.columns[column].type, shared.policy());
      to.table_columns.push_back({shared.string(from.columns[column].name), how.kind, how.type, how.width, 0,
                                  how.id, size32(to.cells.size())});
      add_cells(from, column, shared);
      for (std::size_t row = 0; row < from.rows.size(); ++row) {
        const model::Value& value = from.rows[row][column];
        if (value.state == model::ValueState::Unknown) {
          to.doubts.push_back({size32(row), size32(column), shared.string(value.text)});
        }
      }
    }
    table.doubts.count = size32(to.doubts.size()) - table.doubts.first;
    table.key = shared.indexes(from.key);
    if (from.alternative) table.alternative = *from.alternative;
    table.slots = shared.indexes(hash_rows(from, shared));
    table.lines = shared.indexes(from.lines);
    to.tables.push_back(table);
  }
}

void plan_translations(SharedSections& shared) {
  std::map<std::string_view, std::vector<const model::Translation*>> by_text;
  for (const auto& one : shared.policy().translations) by_text[one.text].push_back(&one);
  std::set<std::pair<Language, std::string>> done;
  for (const translation::TranslatableText& place : translation::texts_of(shared.policy())) {
    if (place.has_holes) continue;
    for (const model::Translation* one : by_text[place.key]) {
      if (!done.emplace(one->language, place.text).second) continue;
      std::string translated;
      for (const translation::WrittenPart& piece : translation::split(one->translated))
        translated += piece.text;
      shared.sections().translations.push_back(
          {static_cast<std::uint32_t>(one->language), shared.string(place.text), shared.string(translated)});
    }
  }
}

}  // namespace precept::plan
