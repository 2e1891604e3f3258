// Builds programs that are only a schema, for the tests of the readers.
#pragma once

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/program/program.h"

namespace precept::test {

/// Builds the sections of a program with one unit. Functions return the index of what they add.
class SchemaBuilder {
 public:
  program::String string(std::string_view text) {
    auto first = static_cast<std::uint32_t>(sections.strings.size());
    sections.strings.insert(sections.strings.end(), text.begin(), text.end());
    return {first, static_cast<std::uint32_t>(text.size())};
  }

  std::uint32_t text(std::string_view text) {
    sections.texts.push_back(string(text));
    return static_cast<std::uint32_t>(sections.texts.size() - 1);
  }

  std::uint32_t enumeration(std::string_view name,
                            std::initializer_list<std::pair<const char*, const char*>> members) {
    program::Enum result{string(name), {size(sections.enum_members), size(members)}};
    for (auto [member, label] : members) sections.enum_members.push_back({string(member), string(label)});
    sections.enums.push_back(result);
    return size(sections.enums) - 1;
  }

  /// A table of texts; the key is the first column, its second spelling the second column.
  std::uint32_t table(std::string_view name, const std::vector<std::string_view>& columns,
                      const std::vector<std::vector<std::string_view>>& rows) {
    program::Table table{.name = string(name), .row_count = size(rows)};
    table.columns = {size(sections.table_columns), size(columns)};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sections.table_columns.push_back({.name = string(columns[i]),
                                        .kind = RegisterKind::Code,
                                        .type = ValueType::Text,
                                        .width = 4,
                                        .first_cell = size(sections.cells)});
      for (const auto& row : rows) sections.cells.push_back(text(row[i]));
    }
    table.key = {size(sections.indexes), 1};
    sections.indexes.push_back(0);
    if (columns.size() > 1) table.alternative = 1;
    sections.tables.push_back(table);
    return size(sections.tables) - 1;
  }

  std::uint32_t level(std::uint32_t parent, std::string_view path) {
    auto form = parent == kAbsent ? program::LevelForm::Document : program::LevelForm::List;
    sections.levels.push_back({.form = form, .parent = parent, .path = string(path)});
    return size(sections.levels) - 1;
  }

  std::uint32_t column(std::uint32_t level, RegisterKind kind, ValueType type, std::uint8_t width = 4,
                       std::uint32_t id = kAbsent) {
    sections.columns.push_back({.level = level, .kind = kind, .type = type, .width = width, .type_id = id});
    return size(sections.columns) - 1;
  }
  std::uint32_t presence(std::uint32_t level) {
    return column(level, RegisterKind::Code, ValueType::Presence, 1);
  }

  std::uint32_t constant(RegisterKind kind, std::int64_t value) {
    sections.constants.push_back({.kind = kind, .value = value});
    return size(sections.constants) - 1;
  }

  std::uint32_t object(std::string_view record, const std::vector<program::Field>& fields) {
    program::Object object{string(record), {size(sections.fields), size(fields)}};
    sections.fields.insert(sections.fields.end(), fields.begin(), fields.end());
    sections.objects.push_back(object);
    return size(sections.objects) - 1;
  }

  program::Field field(std::string_view name, program::Form form, std::uint32_t column,
                       program::IfAbsent if_absent = program::IfAbsent::Unknown, std::uint32_t id = kAbsent) {
    program::Field field{
        .name = string(name), .form = form, .if_absent = if_absent, .id = id, .column = column};
    field.or_none = if_absent == program::IfAbsent::None;
    return field;
  }
  program::Field record(std::string_view name, std::uint32_t presence, std::uint32_t object,
                        program::IfAbsent if_absent = program::IfAbsent::Unknown) {
    program::Field result = field(name, program::Form::Object, presence, if_absent);
    result.object = object;
    return result;
  }
  program::Field list_of_records(std::string_view name, std::uint32_t presence, std::uint32_t level,
                                 std::uint32_t object,
                                 program::IfAbsent if_absent = program::IfAbsent::Unknown) {
    program::Field result = field(name, program::Form::List, presence, if_absent);
    result.level = level;
    result.object = object;
    return result;
  }
  program::Field list(std::string_view name, std::uint32_t presence, std::uint32_t level,
                      program::Form element, std::uint32_t elements,
                      program::IfAbsent if_absent = program::IfAbsent::Unknown, std::uint32_t id = kAbsent) {
    program::Field result = field(name, program::Form::List, presence, if_absent, id);
    result.level = level;
    result.element = element;
    result.element_column = elements;
    return result;
  }

  void judgement(std::string_view name, std::uint32_t level, std::uint32_t about_column) {
    sections.judgements.push_back({.name = string(name), .level = level, .about_column = about_column});
  }

  /// Adds the unit over everything that was added, and completes `program`.
  void unit(std::string_view kind, std::uint32_t root) {
    program::Unit unit{.kind = string(kind), .root = root};
    unit.levels = {0, size(sections.levels)};
    unit.columns = {0, size(sections.columns)};
    unit.judgements = {0, size(sections.judgements)};
    sections.units.push_back(unit);
#define SECTION(type, member) program.member = sections.member;
    PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  }

  ProgramSections sections;
  Program program;  ///< a view of `sections`

 private:
  template <class Container>
  static std::uint32_t size(const Container& container) {
    return static_cast<std::uint32_t>(container.size());
  }
};

}  // namespace precept::test
