#include "runtime/receipt/clause_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>

#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"
#include "runtime/program/ratio.h"
#include "runtime/program/unit_view.h"
#include "runtime/receipt/document_facts.h"
#include "runtime/receipt/encode.h"
#include "runtime/run/results.h"

namespace precept::receipt {

namespace {

using checker::PathStep;
using program::Instruction;
using program::LevelForm;

/// The name of a file without its folder, so that moving the policy does not change the table.
std::string file_name(const Program& program, const program::Source& source) {
  const std::string_view name = program.text(source.name);
  const std::size_t slash = name.rfind('/');
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

class Exporter {
 public:
  Exporter(const Program& program, std::uint32_t unit)
      : view_(program, program.units[unit]), facts_(program, view_.unit) {}

  ClauseTable run() {
    find_needed();
    number();
    write();
    return std::move(out_);
  }

 private:
  // ---- expressions that the results rest on

  void find_needed() {
    need_level(0);
    for (const program::Section& section : view_.sections) {
      need_level(section.level);
      named_levels_.insert(section.level);
      for (const program::Act& act : Program::in(view_.program.acts, section.acts)) {
        need(act.right);
        need(act.exercised);
      }
      for (const program::Norm& norm : Program::in(view_.program.norms, section.norms)) {
        need(is_act_norm(norm.modality) ? norm.condition : norm.outcome);
      }
    }
    while (!open_.empty()) {
      const Instruction& made = view_.instructions[open_.back()];
      open_.pop_back();
      const std::string_view letters = info(made.opcode).operands;
      for (std::size_t slot = 0; slot < letters.size(); ++slot) {
        if (is_register_operand(letters[slot])) need(made.operands[slot]);
        if (letters[slot] == 'F') need_column(made.operands[slot]);
        if (letters[slot] == 'L') need_level(made.operands[slot]);
      }
    }
  }

  void need(std::uint32_t operand) {
    if (operand == kAbsent) return;
    const std::uint32_t reg = operand & ~kNegated;
    if (!needed_.insert(view_.producer_index(reg)).second) return;
    need_level(view_.register_kinds[reg].level);
    open_.push_back(view_.producer_index(reg));
  }
  void need_column(std::uint32_t column) {
    needed_columns_.insert(column);
    need_level(view_.columns[column].level);
  }
  /// Adds a level to `levels`, after the levels that it refers to.
  void need_level(std::uint32_t level) {
    if (level_numbers_.contains(level)) return;
    const program::Level& shape = view_.levels[level];
    if (shape.parent != kAbsent) need_level(shape.parent);
    if (shape.form == LevelForm::Cross) {
      need_level(shape.list);
      need_level(shape.via);
    }
    level_numbers_[level] = static_cast<std::uint32_t>(out_.levels.size());
    out_.levels.push_back(level);
  }

  // ---- numbers

  void number() {
    for (std::uint32_t level : out_.levels) {
      if (view_.levels[level].form == LevelForm::List)
        out_.fact_of_list[level] = add_fact(*facts_.of_list(level));
      const Fact* name = facts_.name_of(level);
      // Where no instruction reads the document's own name, it is only shown, and is not part of the proof.
      const bool is_proven = name && name->column != kAbsent &&
                             (level != 0 || name->path[0].absent != PathStep::Missing::Default);
      if (is_proven && named_levels_.contains(level)) out_.fact_of_name[level] = add_fact(*name);
    }
    for (std::uint32_t column : needed_columns_)
      out_.fact_of_column[column] = add_fact(*facts_.of_column(column));
    // In the order of the segments, operands come first. A list's last pass may run an instruction again.
    for (const auto& segment : Program::in(view_.program.segments, view_.unit.segments)) {
      for (std::uint32_t index : Program::in(view_.program.indexes, segment.order)) number_instruction(index);
    }
  }

  std::uint32_t add_fact(const Fact& fact) {
    const auto found = std::ranges::find_if(out_.facts, [&](const Fact& other) {
      return other.level == fact.level &&
             std::ranges::equal(other.path, fact.path, {}, &PathStep::field, &PathStep::field);
    });
    const auto place = static_cast<std::uint32_t>(found - out_.facts.begin());
    if (found == out_.facts.end()) out_.facts.push_back(fact);
    return place;
  }

  void number_instruction(std::uint32_t index) {
    if (!needed_.contains(index) || out_.of_instruction.contains(index)) return;
    const Instruction& made = view_.instructions[index];
    std::uint32_t expression = 0;
    if (made.opcode == Opcode::Field) {
      expression = out_.fact_of_column.at(made.operands[0]);
    } else {
      expression = static_cast<std::uint32_t>(out_.facts.size() + out_.instructions.size());
      out_.instructions.push_back(index);
    }
    out_.of_instruction[index] = expression;
    out_.of_register[made.result] = expression;
  }

  // ---- the table

  void write() {
    Json expressions = Json::array(), levels = Json::array(), clauses = Json::array(),
         sections = Json::array();
    for (const Fact& fact : out_.facts) expressions.push_back(fact_json(fact));
    for (std::uint32_t index : out_.instructions)
      expressions.push_back(instruction_json(view_.instructions[index]));
    for (std::uint32_t level : out_.levels) levels.push_back(level_json(level));
    for (const program::Clause& clause : view_.clauses) clauses.push_back(clause_json(clause));
    for (const program::Section& section : view_.sections) sections.push_back(section_json(section));
    Json records = records_json();
    Json tables = tables_json();
    out_.json = {{"kind", view_.program.text(view_.unit.kind)},
                 {"levels", std::move(levels)},
                 {"expressions", std::move(expressions)},
                 {"clauses", std::move(clauses)},
                 {"sections", std::move(sections)},
                 {"tables", std::move(tables)},
                 {"records", std::move(records)},
                 {"judgements", judgements_json()}};
    if (view_.unit.date_column != kAbsent)
      out_.json["date"] = view_.program.text(view_.columns[view_.unit.date_column].path);
    out_.json["enums"] = enums_json();
  }

  // ---- the schema

  /// The document's record, then the records within it, each once.
  Json records_json() {
    std::vector<std::uint32_t> objects = {view_.unit.root};
    Json records = Json::array();
    for (std::size_t i = 0; i < objects.size(); ++i) {
      const program::Object& object = view_.program.objects[objects[i]];
      Json fields = Json::object();
      for (const program::Field& field : Program::in(view_.program.fields, object.fields)) {
        const bool is_list = field.form == program::Form::List;
        fields[std::string(view_.program.text(field.name))] =
            (is_list ? "list of " : "") + field_type(is_list ? field.element : field.form, field, objects);
      }
      records.push_back({{"name", view_.program.text(object.record)}, {"fields", std::move(fields)}});
    }
    return records;
  }

  std::string field_type(program::Form form, const program::Field& field,
                         std::vector<std::uint32_t>& objects) {
    switch (form) {
      case program::Form::Truth:
        return "truth or none";
      case program::Form::Int:
      case program::Form::Duration:
      case program::Form::Months:
        return "number";
      case program::Form::Number:
        return "decimal";
      case program::Form::Date:
        return "date";
      case program::Form::Moment:
        return "datetime";
      case program::Form::Hours:
        return "hours";
      case program::Form::Text:
        return "text";
      case program::Form::Enum:
        return type(RegisterKind::Code, ValueType::Enum, field.id);
      case program::Form::Set:
        return type(RegisterKind::Set, ValueType::Set, field.id);
      case program::Form::Key:
        tables_[field.id].is_spelled = true;
        return type(RegisterKind::Code, ValueType::Key, field.id);
      case program::Form::Object:
      case program::Form::List:
        break;
    }
    auto found = std::ranges::find(objects, field.object);
    const auto number = found - objects.begin();
    if (found == objects.end()) objects.push_back(field.object);
    return fmt::format("record {}", number);
  }

  /// For each judgement the paths of the names of those whom it may be about, and who answers it.
  Json judgements_json() const {
    Json judgements = Json::object();
    for (const program::Judgement& judgement : view_.judgements) {
      Json& json = judgements[std::string(view_.program.text(judgement.name))];
      if (judgement.by.count > 0) json["by"] = view_.program.text(judgement.by);
      Json& places = json["about"];
      if (places.is_null()) places = Json::array();
      if (judgement.level == kAbsent || judgement.about_column == kAbsent) continue;
      const std::string_view list = view_.program.text(view_.levels[judgement.level].path);
      places.push_back(fmt::format("{}{}{}", list, judgement.level == 0 ? "" : "/*",
                                   view_.program.text(view_.columns[judgement.about_column].path)));
    }
    return judgements;
  }

  std::string type(RegisterKind kind, ValueType type, std::uint32_t id) {
    if (kind == RegisterKind::Set || (kind == RegisterKind::Code && type == ValueType::Enum))
      enums_.insert(id);
    if (kind == RegisterKind::Code && (type == ValueType::Key || type == ValueType::Row)) tables_[id];
    return type_name(view_.program, kind, type, id);
  }

  Json fact_json(const Fact& fact) {
    static constexpr const char* kMissing[] = {"unknown", "none", "default"};
    Json path = Json::array();
    for (const PathStep& step : fact.path) {
      path.push_back({{"field", step.field},
                      {"absent", kMissing[static_cast<int>(step.absent)]},
                      {"null", kMissing[static_cast<int>(step.null)]}});
    }
    Json json = {{"op", "fact"}, {"level", level_numbers_.at(fact.level)}};
    json["type"] = fact.kind == checker::Kind::List ? "list"
                   : fact.column == kAbsent         ? "text"
                                                    : column_type(fact);
    if (fact.column != kAbsent && view_.columns[fact.column].type == ValueType::Number)
      json["parts"] = ratio::kMillion;
    if (fact.column != kAbsent && view_.columns[fact.column].type == ValueType::Moment)
      json["written"] = "datetime";
    if (fact.column != kAbsent && view_.columns[fact.column].type == ValueType::Hours)
      json["written"] = "hours";
    if (!fact.path.empty() && fact.path.back().absent == PathStep::Missing::Default)
      set_default(fact, json, path);
    json["path"] = std::move(path);
    return json;
  }
  std::string column_type(const Fact& fact) {
    const program::Column& column = view_.columns[fact.column];
    if (column.type == ValueType::Key) tables_[column.type_id].is_spelled = true;
    return type(column.kind, column.type, column.type_id);
  }
  void set_default(const Fact& fact, Json& json, Json& path) {
    if (fact.kind == checker::Kind::List) return;  // its default is the empty list
    if (view_.columns[fact.column].raw != 0 || fact.default_constant == kAbsent) {
      path.back()["absent"] = "unknown";
      return;
    }
    const program::Column& column = view_.columns[fact.column];
    json["default"] = encode_constant(view_.program, view_.program.constants[fact.default_constant].value,
                                      {.kind = column.kind, .type = column.type, .type_id = column.type_id});
  }
  Json operand(std::uint32_t operand) const {
    const std::uint32_t expression = out_.expression(operand);
    return (operand & kNegated) != 0 ? Json{{"not", expression}} : Json(expression);
  }

  Json instruction_json(const Instruction& made) {
    const OpcodeInfo& opcode = info(made.opcode);
    const program::Register& result = view_.register_kinds[made.result];
    Json json = {{"op", opcode.mnemonic}, {"level", level_numbers_.at(result.level)}};
    json["type"] = made.opcode == Opcode::RightOf     ? "right"
                   : made.opcode == Opcode::OutcomeOf ? "outcome"
                                                      : type(result.kind, result.type, result.type_id);
    Json of = Json::array();
    for (std::size_t slot = 0; slot < opcode.operands.size(); ++slot) {
      const std::uint32_t value = made.operands[slot];
      const char letter = opcode.operands[slot];
      if (letter == 'o') {
        if (value != kAbsent) json["presence"] = operand(value);
      } else if (is_register_operand(letter)) {
        if (value != kAbsent) of.push_back(operand(value));
      } else {
        particular(letter, value, made, json);
      }
    }
    if (!of.empty()) json["of"] = std::move(of);
    if (made.place.source != kAbsent) json["at"] = place(made.place);
    return json;
  }

  /// Writes an operand that is no register, by its letter in opcodes.def.
  void particular(char letter, std::uint32_t value, const Instruction& made, Json& json) {
    switch (letter) {
      case 'F':
        json["elements"] = out_.fact_of_column.at(value);
        return;
      case 'K':
        json["value"] = encode_constant(view_.program, view_.program.constants[value].value, compared(made));
        return;
      case 'M':
        json["values"] =
            members(static_cast<std::uint64_t>(view_.program.constants[value].value), compared(made));
        return;
      case 'T':
        json["table"] = view_.program.text(view_.program.tables[value].name);
        tables_[value].is_searched = true;
        return;
      case 'U': {
        const std::uint32_t table = table_of(value);
        json["table"] = view_.program.text(view_.program.tables[table].name);
        json["cell"] = view_.program.text(view_.program.table_columns[value].name);
        tables_[table].columns.insert(value);
        return;
      }
      case 'L':
        if (made.opcode == Opcode::PairOf) {
          json["ends"].push_back(level_numbers_.at(value));
        } else {
          json["via"] = level_numbers_.at(value);
        }
        return;
      case 'J':
        json["name"] = view_.program.text(view_.judgements[value].name);
        if (view_.judgements[value].about_column != kAbsent) {
          const std::string_view path =
              view_.program.text(view_.columns[view_.judgements[value].about_column].path);
          json["about"] = path.substr(0, path.rfind('/'));
        }
        return;
      case 'N':
        json["name"] = view_.program.text(view_.program.readings[value].name);
        return;
      case 'R':
        json["otherwise"] = to_string(static_cast<Right>(value));
        return;
      default:  // a register, which is no particular
        return;
    }
  }
  /// The register that a constant is compared with.
  const program::Register& compared(const Instruction& made) const {
    const bool is_compared = made.opcode == Opcode::Is || made.opcode == Opcode::IsIn;
    return view_.register_kinds[is_compared ? made.operands[0] & ~kNegated : made.result];
  }
  Json members(std::uint64_t mask, const program::Register& of) const {
    Json values = Json::array();
    for (std::uint32_t code = 0; code < kMaxSetMembers; ++code) {
      if ((mask >> code & 1) != 0) values.push_back(encode_code(view_.program, code, of.type, of.type_id));
    }
    return values;
  }
  std::uint32_t table_of(std::uint32_t column) const {
    const auto found = std::ranges::find_if(view_.program.tables, [&](const program::Table& table) {
      return column >= table.columns.first && column - table.columns.first < table.columns.count;
    });
    return static_cast<std::uint32_t>(found - view_.program.tables.begin());
  }
  std::string place(const program::SourcePlace& place) const {
    return fmt::format("{}:{}:{}", file_name(view_.program, view_.program.sources[place.source]), place.line,
                       place.column);
  }

  Json level_json(std::uint32_t level) const {
    const program::Level& shape = view_.levels[level];
    Json json;
    switch (shape.form) {
      case LevelForm::Document:
        json = {{"form", "document"}};
        break;
      case LevelForm::List:
        json = {{"form", "list"}, {"list", out_.fact_of_list.at(level)}};
        break;
      case LevelForm::Cross:
        json = {{"form", "cross"},
                {"list", level_numbers_.at(shape.list)},
                {"via", level_numbers_.at(shape.via)}};
        break;
    }
    if (level != 0) json["parent"] = level_numbers_.at(shape.parent);
    if (out_.fact_of_name.contains(level)) json["name"] = out_.fact_of_name.at(level);
    return json;
  }

  Json clause_json(const program::Clause& clause) const {
    Json json = {{"label", view_.program.text(clause.label)}};
    for (const auto& [key, text] :
         {std::pair{"quote", clause.quote}, {"gist", clause.gist}, {"reason", clause.reason}}) {
      if (text.count > 0) json[key] = view_.program.text(text);
    }
    return json;
  }

  Json section_json(const program::Section& section) const {
    Json acts = Json::array(), norms = Json::array();
    for (const program::Act& act : Program::in(view_.program.acts, section.acts)) {
      Json json = {{"act", view_.program.text(act.name)}, {"right", operand(act.right)}};
      if (act.exercised != kAbsent) json["exercised"] = operand(act.exercised);
      acts.push_back(std::move(json));
    }
    for (const program::Norm& norm : Program::in(view_.program.norms, section.norms))
      norms.push_back(norm_json(norm));
    return {
        {"level", level_numbers_.at(section.level)}, {"acts", std::move(acts)}, {"norms", std::move(norms)}};
  }

  Json norm_json(const program::Norm& norm) const {
    Json json = {{"clause", norm.clause}, {"modality", to_string(norm.modality)}, {"part_of", norm.part_of}};
    if (norm.place.source != kAbsent) json["at"] = place(norm.place);
    for (const auto& [key, text] :
         {std::pair{"name", norm.name}, {"quote", norm.quote}, {"gist", norm.gist}}) {
      if (text.count > 0) json[key] = view_.program.text(text);
    }
    if (!is_act_norm(norm.modality)) {
      json["outcome"] = operand(norm.outcome);
      return json;
    }
    json["condition"] = operand(norm.condition);
    Json acts = Json::array();
    for (std::uint32_t act = 0; act < 64; ++act) {
      if ((norm.acts >> act & 1) != 0) acts.push_back(act);
    }
    json["acts"] = std::move(acts);
    return json;
  }
  // ---- tables and enums

  struct TableUse {
    std::set<std::uint32_t> columns;  ///< of the program's table columns
    bool is_spelled = false;          ///< documents write its keys
    bool is_searched = false;
  };

  Json tables_json() {
    Json result = Json::object();
    // A column may hold rows of another table, whose number of rows is then needed, too.
    for (bool is_more = true; is_more;) {
      is_more = false;
      for (auto& [index, use] : tables_) {
        const std::string name(view_.program.text(view_.program.tables[index].name));
        if (result.contains(name)) continue;
        result[name] = table_json(view_.program.tables[index], use);
        is_more = true;
      }
    }
    return result;
  }

  Json table_json(const program::Table& table, TableUse use) {
    const auto columns = Program::in(view_.program.table_columns, table.columns);
    Json json = {{"rows", table.row_count}, {"columns", Json::object()}};
    if (use.is_searched) {
      json["key"] = Json::array();
      for (std::uint32_t column : Program::in(view_.program.indexes, table.key)) {
        use.columns.insert(table.columns.first + column);
        json["key"].push_back(view_.program.text(columns[column].name));
      }
    }
    for (std::uint32_t index : use.columns) {
      const program::TableColumn& column = view_.program.table_columns[index];
      Json cells = Json::array();
      for (std::uint32_t row = 0; row < table.row_count; ++row)
        cells.push_back(encode_cell(view_.program, column, row));
      json["columns"][std::string(view_.program.text(column.name))] = {
          {"type", type(column.kind, column.type, column.type_id)}, {"cells", std::move(cells)}};
    }
    if (!use.is_spelled || table.key.count == 0) return json;
    if (table.key.count == 1 && columns[view_.program.indexes[table.key.first]].kind == RegisterKind::Int)
      json["numeric"] = true;
    json["spelled"] = spellings(table, view_.program.indexes[table.key.first]);
    if (table.alternative != kAbsent) json["also_spelled"] = spellings(table, table.alternative);
    return json;
  }

  Json spellings(const program::Table& table, std::uint32_t column) const {
    Json words = Json::array();
    for (std::uint32_t row = 0; row < table.row_count; ++row) words.push_back(spelling(table, column, row));
    return words;
  }
  /// A cell as a document writes it; empty where it is none or unknown.
  std::string spelling(const program::Table& table, std::uint32_t index, std::uint32_t row) const {
    const program::TableColumn& column = view_.program.table_columns[table.columns.first + index];
    if (column.kind == RegisterKind::Code && column.type == ValueType::Key) {
      const std::int64_t other = view_.program.cells[column.first_cell + row];
      const program::Table& keyed = view_.program.tables[column.type_id];
      return other < 0
                 ? ""
                 : spelling(keyed, view_.program.indexes[keyed.key.first], static_cast<std::uint32_t>(other));
    }
    const Json cell = encode_cell(view_.program, column, row);
    return cell.is_string() ? cell.get<std::string>() : cell.is_number() ? cell.dump() : "";
  }

  Json enums_json() const {
    Json result = Json::object();
    for (std::uint32_t index : enums_) {
      Json members = Json::array();
      for (const auto& member : Program::in(view_.program.enum_members, view_.program.enums[index].members)) {
        members.push_back(view_.program.text(member.name));
      }
      result[std::string(view_.program.text(view_.program.enums[index].name))] = std::move(members);
    }
    return result;
  }

  const UnitView view_;
  const DocumentFacts facts_;

  std::set<std::uint32_t> needed_;  ///< instructions of the unit
  std::vector<std::uint32_t> open_;
  std::set<std::uint32_t> needed_columns_, named_levels_;
  std::map<std::uint32_t, std::uint32_t> level_numbers_;
  std::set<std::uint32_t> enums_;
  std::map<std::uint32_t, TableUse> tables_;
  ClauseTable out_;
};

}  // namespace

ClauseTable export_clause_table(const Program& program, std::uint32_t unit) {
  return Exporter(program, unit).run();
}

Json files_of(const Program& program) {
  Json json = {{"sources", Json::array()}, {"tables", Json::array()}};
  for (const program::Source& source : program.sources) {
    json["sources"].push_back(
        {{"name", file_name(program, source)}, {"sha256", program.text(source.digest)}});
  }
  for (const program::Table& table : program.tables) {
    json["tables"].push_back({{"name", program.text(table.name)},
                              {"path", program.text(table.path)},
                              {"sha256", program.text(table.digest)}});
  }
  return json;
}

}  // namespace precept::receipt
