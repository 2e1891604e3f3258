// Builds small programs and documents by hand, for tests of format, verifier and machine.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "runtime/machine/machine.h"
#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"
#include "runtime/program/program.h"
#include "runtime/program/table.h"

namespace precept::test {

template <class Container>
std::uint32_t size32(const Container& container) {
  return static_cast<std::uint32_t>(container.size());
}

/// The place of a program's digest, which covers all bytes behind it.
inline constexpr std::size_t kDigestBegin = 8, kDigestEnd = 40;

/// Corrects the digest of changed bytes, so that only the verifier can refuse them.
inline void seal(std::vector<std::byte>& bytes) {
  const std::string_view rest(reinterpret_cast<const char*>(bytes.data()) + kDigestEnd,
                              bytes.size() - kDigestEnd);
  const std::string digits = sha256_hex(rest);
  for (std::size_t at = kDigestBegin; at < kDigestEnd; ++at) {
    bytes[at] = static_cast<std::byte>(std::stoi(digits.substr(2 * (at - kDigestBegin), 2), nullptr, 16));
  }
}

/// Builds a program of one unit. Every column has a field that fills it, so the schema is always sound.
/// Instructions come in the order in which they are added; one with another root opens a new segment.
class ProgramBuilder {
 public:
  ProgramBuilder() {
    sections.heads.push_back({string("tests.machine"), string("Made by hand"), string("")});
    sections.sources.push_back({string("by_hand.precept"), string("00")});
    sections.levels.push_back({.form = program::LevelForm::Document, .path = string("")});
    fields_.emplace_back();
  }

  ProgramSections sections;

  program::String string(std::string_view text) {
    program::String result{size32(sections.strings), size32(text)};
    sections.strings.insert(sections.strings.end(), text.begin(), text.end());
    return result;
  }
  program::String numbered(const char* word, std::uint32_t number) {
    return string(word + std::to_string(number));
  }
  std::uint32_t text(std::string_view text) {
    sections.texts.push_back(string(text));
    return size32(sections.texts) - 1;
  }
  std::uint32_t enumeration(std::uint32_t members) {
    sections.enums.push_back(
        {numbered("Enum", size32(sections.enums)), {size32(sections.enum_members), members}});
    for (std::uint32_t i = 0; i < members; ++i) {
      auto name = string("m" + std::to_string(i));
      sections.enum_members.push_back({name, name});
    }
    return size32(sections.enums) - 1;
  }

  /// A column of a table with its cells; an Int has two, low and high.
  struct Cells {
    RegisterKind kind;
    ValueType type;
    std::uint8_t width;
    std::uint32_t id;
    std::vector<std::int64_t> cells;
  };
  std::uint32_t table(std::uint32_t row_count, std::uint32_t key_parts, const std::vector<Cells>& columns) {
    program::Table table{.name = numbered("Table", size32(sections.tables)), .row_count = row_count};
    table.columns = {size32(sections.table_columns), size32(columns)};
    for (const Cells& column : columns) {
      sections.table_columns.push_back({.name = numbered("column", size32(sections.table_columns)),
                                        .kind = column.kind,
                                        .type = column.type,
                                        .width = column.width,
                                        .type_id = column.id,
                                        .first_cell = size32(sections.cells)});
      sections.cells.insert(sections.cells.end(), column.cells.begin(), column.cells.end());
    }
    table.key = {size32(sections.indexes), key_parts};
    std::vector<std::int32_t> keys;
    for (std::uint32_t part = 0; part < key_parts; ++part) sections.indexes.push_back(part);
    for (std::uint32_t row = 0; row < row_count; ++row) {
      for (std::uint32_t part = 0; part < key_parts; ++part) {
        keys.push_back(static_cast<std::int32_t>(columns[part].cells[row]));
      }
    }
    auto slots = build_slots(keys, key_parts, row_count);
    table.slots = {size32(sections.indexes), size32(slots)};
    sections.indexes.insert(sections.indexes.end(), slots.begin(), slots.end());
    table.lines = {size32(sections.indexes), row_count};
    for (std::uint32_t row = 0; row < row_count; ++row) sections.indexes.push_back(row + 2);
    sections.tables.push_back(table);
    return size32(sections.tables) - 1;
  }

  // ---- schema ----

  std::uint32_t list(std::uint32_t parent) {
    sections.levels.push_back({.form = program::LevelForm::List, .parent = parent});
    const std::uint32_t level = size32(sections.levels) - 1;
    const std::string path = (parent == 0 ? "" : paths_[parent] + "/*") + "/list" + std::to_string(level);
    sections.levels[level].path = string(path);
    paths_[level] = path;
    fields_.emplace_back();
    return level;
  }
  std::uint32_t cross(std::uint32_t parent, std::uint32_t list, std::uint32_t via) {
    sections.levels.push_back(
        {.form = program::LevelForm::Cross, .parent = parent, .list = list, .via = via, .path = string("")});
    fields_.emplace_back();
    return size32(sections.levels) - 1;
  }
  std::uint32_t column(std::uint32_t level, program::Form form, std::uint32_t id = kAbsent,
                       std::uint8_t width = 4, std::string name = "") {
    using enum program::Form;
    program::Column column{
        .level = level, .kind = RegisterKind::Code, .type = ValueType::Text, .width = width};
    column.type_id = id;
    if (form == Int || form == Duration || form == Months || form == Moment || form == Hours)
      column.kind = RegisterKind::Int;
    if (form == Set) column.kind = RegisterKind::Set;
    if (form == Truth) column.type = ValueType::Truth;
    if (form == Int) column.type = ValueType::Int;
    if (form == Duration) column.type = ValueType::Duration;
    if (form == Months) column.type = ValueType::Months;
    if (form == Moment) column.type = ValueType::Moment;
    if (form == Hours) column.type = ValueType::Hours;
    if (form == Date) column.type = ValueType::Date;
    if (form == Enum) column.type = ValueType::Enum;
    if (form == Key) column.type = ValueType::Key;
    if (form == Set) column.type = ValueType::Set;
    if (name.empty()) name = "field" + std::to_string(sections.columns.size());
    column.path = string("/" + name);
    sections.columns.push_back(column);
    program::Field field{.name = string(name), .form = form, .if_absent = program::IfAbsent::Unknown};
    field.id = id;
    field.column = size32(sections.columns) - 1;
    fields_[level].push_back(field);
    return field.column;
  }
  /// Adds the presence of a list: a column at the level of its parent.
  std::uint32_t presence(std::uint32_t list) {
    sections.columns.push_back({.level = sections.levels[list].parent,
                                .kind = RegisterKind::Code,
                                .type = ValueType::Presence,
                                .width = 1,
                                .path = string("/list" + std::to_string(list))});
    presences_.push_back({list, size32(sections.columns) - 1});
    return presences_.back().second;
  }
  std::uint32_t constant(RegisterKind kind, ValueType type, std::int64_t value, std::uint32_t id = kAbsent,
                         std::uint8_t width = 4) {
    sections.constants.push_back({.kind = kind, .type = type, .width = width, .type_id = id, .value = value});
    return size32(sections.constants) - 1;
  }

  // ---- code ----

  /// Adds an instruction and its register; returns the register.
  std::uint32_t emit(Opcode opcode, program::Register result, std::initializer_list<std::uint32_t> operands) {
    program::Instruction instruction{.opcode = opcode, .result = size32(sections.registers)};
    std::copy(operands.begin(), operands.end(), instruction.operands.begin());
    sections.registers.push_back(result);
    sections.instructions.push_back(instruction);
    run(size32(sections.instructions) - 1);
    return instruction.result;
  }
  /// Runs an instruction, possibly again in another segment.
  void run(std::uint32_t instruction) {
    const auto& code = sections.instructions[instruction];
    const auto& shape = is_fold(code.opcode) ? sections.registers[code.operands[0] & ~kNegated]
                                             : sections.registers[code.result];
    const std::uint32_t root = segment_root_of(sections.levels, shape.level);
    if (orders_.empty() || orders_.back().first != root || split_) orders_.push_back({root, {}});
    split_ = false;
    orders_.back().second.push_back(instruction);
    ++cost_[shape.level];
  }
  /// Begins a new segment.
  void split() { split_ = true; }

  std::uint32_t field(std::uint32_t column) {
    return emit(Opcode::Field, like(sections.columns[column], sections.columns[column].level), {column});
  }
  std::uint32_t gather(std::uint32_t cross, std::uint32_t column) {
    return emit(Opcode::Gather, like(sections.columns[column], cross), {column});
  }
  std::uint32_t load(std::uint32_t constant) {
    return emit(Opcode::Constant, like(sections.constants[constant], 0), {constant});
  }
  /// The register of a reading's choice; the enum has its choices.
  std::uint32_t reading(std::uint32_t enumeration, std::uint32_t default_choice) {
    sections.readings.push_back({.name = numbered("reading", size32(sections.readings)),
                                 .enumeration = enumeration,
                                 .default_choice = default_choice});
    return emit(Opcode::Reading,
                {.kind = RegisterKind::Code, .type = ValueType::Enum, .width = 1, .type_id = enumeration},
                {size32(sections.readings) - 1});
  }
  std::uint32_t spread(std::uint32_t reg, std::uint32_t level) {
    program::Register result = sections.registers[reg];
    result.level = level;
    return emit(Opcode::Spread, result, {reg});
  }
  std::uint32_t truth(Opcode opcode, std::uint32_t level, std::initializer_list<std::uint32_t> operands) {
    return emit(opcode, {.kind = RegisterKind::Truth, .type = ValueType::Truth, .level = level}, operands);
  }
  std::uint32_t number(Opcode opcode, std::uint32_t level, std::initializer_list<std::uint32_t> operands) {
    return emit(opcode, {.kind = RegisterKind::Int, .type = ValueType::Int, .level = level}, operands);
  }
  std::uint32_t result(Opcode opcode, std::uint32_t level, std::initializer_list<std::uint32_t> operands) {
    return emit(opcode, {.kind = RegisterKind::Result, .type = ValueType::Enum, .level = level}, operands);
  }
  /// A result register of the same kind as operand `from`.
  std::uint32_t same(Opcode opcode, std::uint32_t from, std::initializer_list<std::uint32_t> operands) {
    return emit(opcode, sections.registers[from], operands);
  }

  /// Completes objects, segments, unit and cost.
  ProgramSections finish() {
    for (std::uint32_t level = 1; level < sections.levels.size(); ++level) {
      const bool has_presence = std::ranges::find(presences_, level, &Presence::first) != presences_.end();
      if (sections.levels[level].form == program::LevelForm::List && !has_presence) presence(level);
    }
    ProgramSections done = sections;
    // From the deepest level up, because the field of a list needs the object of its elements.
    auto fields = fields_;
    std::uint32_t object = 0;
    for (std::uint32_t level = size32(done.levels); level-- > 0;) {
      if (done.levels[level].form == program::LevelForm::Cross) continue;
      object = size32(done.objects);
      done.objects.push_back({done.heads[0].name, {size32(done.fields), size32(fields[level])}});
      done.fields.insert(done.fields.end(), fields[level].begin(), fields[level].end());
      if (level == 0) break;
      program::Field list{.name = done.levels[level].path, .form = program::Form::List};
      const auto begin = paths_[level].rfind('/') + 1;
      list.name.first += static_cast<std::uint32_t>(begin);
      list.name.count -= static_cast<std::uint32_t>(begin);
      list.if_absent = program::IfAbsent::None;
      list.object = object;
      list.level = level;
      for (auto [of, column] : presences_) {
        if (of == level) list.column = column;
      }
      fields[done.levels[level].parent].push_back(list);
    }
    program::Unit unit{.kind = done.heads[0].name, .root = object};
    for (std::size_t index = 0; index < orders_.size(); ++index) {
      const auto& [root, order] = orders_[index];
      bool last = true;
      for (std::size_t later = index + 1; later < orders_.size(); ++later)
        last = last && orders_[later].first != root;
      done.segments.push_back({.root = root, .final = last, .order = {size32(done.indexes), size32(order)}});
      done.indexes.insert(done.indexes.end(), order.begin(), order.end());
    }
    unit.levels = {0, size32(done.levels)};
    unit.columns = {0, size32(done.columns)};
    unit.registers = {0, size32(done.registers)};
    unit.instructions = {0, size32(done.instructions)};
    unit.segments = {0, size32(done.segments)};
    unit.sections = {0, size32(done.sections)};
    unit.clauses = {0, size32(done.clauses)};
    unit.judgements = {0, size32(done.judgements)};
    unit.probes = {0, size32(done.probes)};
    unit.cost_constant = cost_[0];
    for (std::uint32_t level = 1; level < done.levels.size(); ++level) {
      if (cost_[level] > 0) done.costs.push_back({0, level, cost_[level]});
    }
    done.units.push_back(unit);
    return done;
  }

 private:
  template <class Shape>
  static program::Register like(const Shape& shape, std::uint32_t level) {
    return {.kind = shape.kind,
            .type = shape.type,
            .width = shape.width,
            .level = level,
            .type_id = shape.type_id};
  }

  std::vector<std::vector<program::Field>> fields_;          ///< by level
  using Presence = std::pair<std::uint32_t, std::uint32_t>;  ///< list, column
  std::vector<Presence> presences_;
  std::map<std::uint32_t, std::string> paths_;  ///< of lists, by level
  std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> orders_;
  std::array<std::uint64_t, 64> cost_{};
  bool split_ = false;
};

/// A document without its text.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const Program& program) : document(program), program_(program) {
    document.columns.resize(program.units[0].columns.count);
    document.levels.resize(program.units[0].levels.count);
    for (std::uint32_t level = 1; level < document.levels.size(); ++level) {
      if (program.levels[level].form == program::LevelForm::List) list(level, {0});
    }
  }

  Document document;

  void codes(std::uint32_t column, const std::vector<std::int32_t>& values) {
    auto& bytes = document.columns[column].codes;
    const std::uint8_t width = program_.columns[column].width;
    bytes.resize(values.size() * width);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (width == 1) {
        bytes[i] = static_cast<std::byte>(values[i]);
      } else {
        std::memcpy(&bytes[i * 4], &values[i], 4);
      }
    }
  }
  void numbers(std::uint32_t column, const std::vector<Interval>& values) {
    auto& data = document.columns[column];
    bool exact = true;
    for (Interval value : values) {
      data.low.push_back(value.low);
      data.high.push_back(value.high);
      exact = exact && value.is_exact();
    }
    if (exact) data.high.clear();
  }
  void masks(std::uint32_t column, const std::vector<std::uint64_t>& values) {
    document.columns[column].masks = values;
  }
  /// The length of the list of each parent row.
  void list(std::uint32_t level, const std::vector<std::uint32_t>& lengths) {
    auto& rows = document.levels[level];
    rows.offsets.assign(1, 0);
    for (std::uint32_t length : lengths) rows.offsets.push_back(rows.offsets.back() + length);
    rows.count = rows.offsets.back();
    rows.places.assign(rows.count, 0);
  }

 private:
  const Program& program_;
};

}  // namespace precept::test
