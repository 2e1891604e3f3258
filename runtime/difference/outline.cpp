#include "runtime/difference/outline.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/difference/values.h"
#include "runtime/run/results.h"

namespace precept::difference {

namespace {

/// A message or a question; what its holes show is not looked at.
std::string text_of(const Program& program, program::Range parts) {
  std::string text;
  for (const program::TextPart& part : Program::in(program.text_parts, parts))
    text += part.hole == kAbsent ? std::string(program.text(part.text)) : "{…}";
  return text;
}

Place place_of(const Program& program, const program::SourcePlace& place) {
  if (place.source == kAbsent) return {};
  return {std::string(program.shown_source(place.source)), place.line, place.column, {}};
}

/// One kind of document.
class UnitOutline {
 public:
  UnitOutline(const Program& program, const program::Unit& unit, MeaningPool& pool, Outline& out)
      : program_(program), view_(program, unit), meanings_(view_, pool), out_(out) {
    kind_ = program.text(unit.kind);
  }

  void add() {
    out_.kinds.push_back(kind_);
    add_object(view_.unit.root, "");
    first_clause_ = out_.clauses.size();
    for (const program::Clause& clause : view_.clauses) add_clause(clause);
    for (const program::Section& section : view_.sections) {
      const auto norms = Program::in(program_.norms, section.norms);
      for (std::uint32_t i = 0; i < norms.size(); ++i) {
        if (norms[i].part_of == i) add_norm(section, norms, i);
      }
    }
    for (const program::Judgement& judgement : view_.judgements) add_judgement(judgement);
  }

 private:
  std::string text(program::String string) const { return std::string(program_.text(string)); }

  // ---- what documents hold

  void add_object(std::uint32_t object, const std::string& path) {
    for (const program::Field& field : Program::in(program_.fields, program_.objects[object].fields)) {
      const std::string at = fmt::format("{}/{}", path, text(field.name));
      out_.fields[kind_][at] = type_of(field) + absence_of(field);
      const bool is_list = field.form == program::Form::List;
      const program::Form form = is_list ? field.element : field.form;
      const std::string below = is_list ? at + "/*" : at;
      if (form == program::Form::Object) {
        add_object(field.object, below);
      } else if (is_list) {
        out_.fields[kind_][below] = out_.fields[kind_][at];
      }
    }
  }

  std::string type_of(const program::Field& field) const {
    const bool is_list = field.form == program::Form::List;
    std::string of = is_list ? "list of " : "";
    switch (is_list ? field.element : field.form) {
      case program::Form::Truth:
        return of + "truth";
      case program::Form::Int:
        return of + "int";
      case program::Form::Number:
        return of + "number";
      case program::Form::Date:
        return of + "date";
      case program::Form::Duration:
        return of + "duration";
      case program::Form::Months:
        return of + "months";
      case program::Form::Moment:
        return of + "datetime";
      case program::Form::Hours:
        return of + "hours";
      case program::Form::Text:
        return of + "text";
      case program::Form::Enum:
        return of + text(program_.enums[field.id].name);
      case program::Form::Set:
        return of + "set of " + text(program_.enums[field.id].name);
      case program::Form::Key:
        return of + text(program_.tables[field.id].name);
      case program::Form::Object:
        return of + text(program_.objects[field.object].record);
      case program::Form::List:
        break;
    }
    return of;
  }

  std::string absence_of(const program::Field& field) const {
    std::string words = field.or_none != 0 || field.if_absent == program::IfAbsent::None ? " or none" : "";
    if (field.if_absent == program::IfAbsent::Default) words += " default " + default_of(field);
    if (field.is_fixed != 0) words += " fixed";
    return words;
  }

  std::string default_of(const program::Field& field) const {
    if (field.default_constant == kAbsent) return "[]";
    const program::Constant& constant = program_.constants[field.default_constant];
    const program::Register as{.kind = constant.kind, .type = constant.type, .type_id = constant.type_id};
    return constant_in_words(program_, constant.value, as);
  }

  void add_judgement(const program::Judgement& judgement) {
    std::string words = text_of(program_, judgement.asks);
    if (judgement.from.count > 0) words += fmt::format(" (from {})", text_of(program_, judgement.from));
    if (judgement.by.count > 0) words += fmt::format(" (by {})", text(judgement.by));
    out_.judgements[text(judgement.name)] = words;
  }

  // ---- clauses

  void add_clause(const program::Clause& clause) {
    out_.clauses.push_back({.kind = kind_,
                            .label = text(clause.label),
                            .quote = text(clause.quote),
                            .gist = text(clause.gist),
                            .reason = text(clause.reason),
                            .form = clause.form,
                            .norms = {},
                            .at = place_of(program_, clause.place)});
  }

  void add_norm(const program::Section& section, std::span<const program::Norm> norms, std::uint32_t index) {
    const program::Norm& norm = norms[index];
    NormOutline out{.kind = kind_,
                    .clause = text(view_.clauses[norm.clause].label),
                    .name = text(norm.name),
                    .modality = norm.modality,
                    .subjects = meanings_.rows_of(section.level),
                    .otherwise = section.otherwise};
    out.quote = text(norm.quote);
    out.gist = text(norm.gist);
    out.message = text_of(program_, norm.message);
    out.at = place_of(program_, norm.place);
    if (is_act_norm(norm.modality)) add_acts(section, norms, index, out);
    if (norm.parts.count == 0) add_whole_conditions(norm, out);
    for (const program::NormPart& part : Program::in(program_.norm_parts, norm.parts))
      add_part(section, norms, part, out);
    out_.clauses[first_clause_ + norm.clause].norms.push_back(out_.norms.size());
    out_.norms.push_back(std::move(out));
  }

  void add_acts(const program::Section& section, std::span<const program::Norm> norms, std::uint32_t index,
                NormOutline& out) {
    const auto acts = Program::in(program_.acts, section.acts);
    std::uint64_t mask = 0;
    for (const program::Norm& row : norms) mask |= row.part_of == index ? row.acts : 0;
    for (std::uint32_t act = 0; act < acts.size(); ++act) {
      if ((mask >> act & 1) == 0) continue;
      const std::string name = text(acts[act].name);
      out.acts.insert(name);
      if (acts[act].exercised == kAbsent) continue;
      out.exercised.insert(fmt::format("{} {}", name, meanings_.of(acts[act].exercised)));
      meanings_.add_bases(acts[act].exercised, out.bases);
    }
  }

  /// Of a program without reasons, exceptions and conditions are one.
  void add_whole_conditions(const program::Norm& norm, NormOutline& out) {
    meanings_.add_conjuncts(norm.condition, out.applies);
    meanings_.add_bases(norm.condition, out.bases);
    if (norm.holds == kAbsent) return;
    meanings_.add_conjuncts(norm.holds, out.demands);
    meanings_.add_bases(norm.holds, out.bases);
    out.demand.meaning = meanings_.of(norm.holds);
  }

  void add_part(const program::Section& section, std::span<const program::Norm> norms,
                const program::NormPart& part, NormOutline& out) {
    if (part.role == PartRole::Defeater) {
      const std::string act =
          part.act == kAbsent ? std::string() : text(Program::in(program_.acts, section.acts)[part.act].name);
      const std::string clause = text(view_.clauses[norms[part.norm].clause].label);
      add_exception(clause, act, meanings_.of(part.operand), out);
      return;
    }
    meanings_.add_bases(part.operand, out.bases);
    ConditionOutline condition{part.role, text(part.words), meanings_.of(part.operand)};
    if (part.role == PartRole::Ensures) {
      meanings_.add_conjuncts(part.operand, out.demands);
      out.demand = std::move(condition);
      return;
    }
    const std::uint32_t negation = part.role == PartRole::Unless ? kNegated : 0;
    meanings_.add_conjuncts(part.operand ^ negation, out.applies);
    out.conditions.push_back(std::move(condition));
  }

  /// Exceptions of one clause are one.
  static void add_exception(const std::string& clause, const std::string& act, std::uint32_t meaning,
                            NormOutline& out) {
    auto found = std::ranges::find(out.exceptions, clause, &ExceptionOutline::clause);
    if (found == out.exceptions.end()) found = out.exceptions.insert(found, ExceptionOutline{clause, {}});
    found->meanings.emplace(act, meaning);
  }

  const Program& program_;
  const UnitView view_;
  Meanings meanings_;
  Outline& out_;
  std::string kind_;
  std::size_t first_clause_ = 0;
};

// ---- what belongs to no kind of document

std::string day_in_words(Day day) {
  return day == kNoDay ? std::string() : format_date(day);
}

TableOutline outline_of(const Program& program, const program::Table& table) {
  TableOutline out;
  const auto columns = Program::in(program.table_columns, table.columns);
  const auto doubts = Program::in(program.doubts, table.doubts);
  for (const program::TableColumn& column : columns) out.columns.emplace_back(program.text(column.name));
  for (std::uint32_t row = 0; row < table.row_count; ++row) {
    std::vector<std::string> cells;
    for (const program::TableColumn& column : columns) cells.push_back(cell_in_words(program, column, row));
    for (const program::Doubt& doubt : doubts) {
      if (doubt.row == row) cells[doubt.column] = fmt::format("{}?", program.text(doubt.likely));
    }
    out.rows.emplace(key_in_words(program, table, row), std::move(cells));
  }
  return out;
}

ReadingOutline outline_of(const Program& program, const program::Reading& reading) {
  ReadingOutline out;
  const auto choices = Program::in(program.enum_members, program.enums[reading.enumeration].members);
  out.default_choice = program.text(choices[reading.default_choice].name);
  for (const program::EnumMember& choice : choices)
    out.choices.emplace(program.text(choice.name), program.text(choice.label));
  return out;
}

void add_enums(const Program& program, Outline& out) {
  for (std::uint32_t i = 0; i < program.enums.size(); ++i) {
    const bool is_of_reading =
        std::ranges::find(program.readings, i, &program::Reading::enumeration) != program.readings.end();
    if (is_of_reading) continue;
    std::vector<std::string>& members = out.enums[std::string(program.text(program.enums[i].name))];
    for (const program::EnumMember& member : Program::in(program.enum_members, program.enums[i].members))
      members.emplace_back(program.text(member.name));
  }
}

}  // namespace

Outline outline_of(const Program& program, MeaningPool& pool) {
  const program::Head& head = program.head();
  Outline out;
  out.name = program.text(head.name);
  out.title = program.text(head.title);
  out.source_lock = program.text(head.source_lock);
  out.from = day_in_words(head.from);
  out.until = day_in_words(head.until);
  out.successor = program.text(head.successor);
  for (const program::Unit& unit : program.units) UnitOutline(program, unit, pool, out).add();
  for (const program::Table& table : program.tables)
    out.tables.emplace(program.text(table.name), outline_of(program, table));
  for (const program::Reading& reading : program.readings)
    out.readings.emplace(program.text(reading.name), outline_of(program, reading));
  add_enums(program, out);
  return out;
}

}  // namespace precept::difference
