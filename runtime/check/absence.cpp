#include "runtime/check/absence.h"

#include <fmt/format.h>

#include <set>

#include "runtime/machine/machine.h"
#include "runtime/read/columns.h"

namespace precept {

namespace {

using program::Field;
using program::Form;
using program::IfAbsent;

/// Marks every list as present.
void give_lists(const Program& program, std::uint32_t object, Document& document, DocumentWriter& writer) {
  for (const Field& field : Program::in(program.fields, program.objects[object].fields)) {
    if (field.form == Form::List && field.column != kAbsent) {
      auto columns = Program::in(program.columns, program.units[document.unit].columns);
      for (std::uint32_t row = 0; row < document.rows(columns[field.column].level); ++row)
        writer.column(field.column)->code(row, 0);
    }
    const bool is_kept = field.form != Form::List || field.level != kAbsent;
    if (field.object != kAbsent && is_kept) give_lists(program, field.object, document, writer);
  }
}

/// A document of which nothing is known but its lists. In each level the first list has two elements, so that
/// a field can be absent in one and not in the other. The other lists have one element, or the number of rows
/// would double with each level.
std::unique_ptr<Document> nothing_known(const Program& program, std::uint32_t unit) {
  auto document = std::make_unique<Document>(program);
  document->unit = unit;
  DocumentWriter writer(program, *document);
  const auto& described = program.units[unit];
  auto levels = Program::in(program.levels, described.levels);
  for (std::uint32_t level = 1; level < levels.size(); ++level) {
    if (levels[level].form != program::LevelForm::List) continue;
    for (std::uint32_t parent = 0; parent < document->rows(levels[level].parent); ++parent) {
      if (parent == 0) writer.level(level)->add_row(0);
      writer.level(level)->add_row(0);
      writer.level(level)->end_parent();
    }
  }
  auto columns = Program::in(program.columns, described.columns);
  for (std::uint32_t column = 0; column < columns.size(); ++column) {
    for (std::uint32_t row = 0; row < document->rows(columns[column].level); ++row)
      writer.column(column)->unknown(row);
  }
  give_lists(program, described.root, *document, writer);
  writer.finish();
  return document;
}

/// Collects the outcomes of demands that are decided, by norm and row.
class DecidedOutcomes : public Observer {
 public:
  DecidedOutcomes(const Program& program, const Document& document) : program_(program), document_(document) {
    Machine machine(program, document, {.slice_rows = MachineOptions::kWhole});
    machine.run(*this);
    gather(machine.registers());
  }
  void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}

  std::set<std::tuple<std::uint32_t, std::uint32_t, Outcome>> all;  ///< norm of the program, row, outcome

 private:
  void gather(const Registers& registers) {
    const auto& unit = program_.units[document_.unit];
    for (const auto& section : Program::in(program_.sections, unit.sections)) {
      for (std::uint32_t i = 0; i < section.norms.count; ++i) {
        const program::Norm& norm = program_.norms[section.norms.first + i];
        if (norm.modality != Modality::Shall || norm.outcome == kAbsent) continue;
        for (std::uint32_t row = 0; row < registers.rows(section.level); ++row) {
          auto outcome = static_cast<Outcome>(registers.result(norm.outcome, row));
          if (outcome != Outcome::Undetermined) all.insert({section.norms.first + i, row, outcome});
        }
      }
    }
  }

  const Program& program_;
  const Document& document_;
};

class Absences {
 public:
  Absences(const Program& program, std::uint32_t unit)
      : program_(program), unit_(unit), base_(nothing_known(program, unit)), settled_(program, *base_) {}

  std::vector<FieldAbsence> run() {
    object(program_.units[unit_].root, "", true);
    return std::move(result_);
  }

 private:
  /// `is_kept`: the program keeps the rows that the object's fields belong to.
  void object(std::uint32_t index, const std::string& path, bool is_kept) {
    for (const Field& field : Program::in(program_.fields, program_.objects[index].fields)) {
      FieldAbsence& one = result_.emplace_back();
      one.pointer = path + "/" + std::string(program_.text(field.name));
      one.type = type(field);
      one.left_out = left_out(field);
      one.null = field.if_absent == IfAbsent::None || field.or_none != 0 ? "none" : "unknown";
      if (is_kept && field.if_absent != IfAbsent::Unknown) one.decides = effects(field);
      const std::string below = one.pointer;
      if (field.form == Form::Object) object(field.object, below, is_kept);
      const bool is_list = field.form == Form::List && field.element == Form::Object;
      if (is_list) object(field.object, below + "/*", is_kept && field.level != kAbsent);
    }
  }

  std::string type(const Field& field) const {
    const bool is_list = field.form == Form::List;
    std::string words = (is_list ? "list of " : "") + form(field, is_list ? field.element : field.form);
    return field.if_absent == IfAbsent::None || field.or_none != 0 ? words + " or none" : words;
  }
  std::string form(const Field& field, Form form) const {
    switch (form) {
      case Form::Truth:
        return "truth";
      case Form::Int:
        return "int";
      case Form::Number:
        return "number";
      case Form::Date:
        return "date";
      case Form::Duration:
        return "duration";
      case Form::Months:
        return "months";
      case Form::Moment:
        return "datetime";
      case Form::Hours:
        return "hours";
      case Form::Text:
        return "text";
      case Form::Enum:
        return std::string(program_.text(program_.enums[field.id].name));
      case Form::Set:
        return "set of " + std::string(program_.text(program_.enums[field.id].name));
      case Form::Key:
        return std::string(program_.text(program_.tables[field.id].name));
      case Form::Object:
        return std::string(program_.text(program_.objects[field.object].record));
      case Form::List:
        break;
    }
    return "list";
  }

  std::string left_out(const Field& field) const {
    switch (field.if_absent) {
      case IfAbsent::Unknown:
        return "unknown";
      case IfAbsent::None:
        return "none";
      case IfAbsent::Default:
        break;
    }
    return field.form == Form::List ? "empty" : "its default";
  }

  /// What the absence of the field decides that was open before.
  std::vector<AbsenceEffect> effects(const Field& field) {
    auto document = nothing_known(program_, unit_);
    if (!leave_out(field, *document)) return {};
    std::vector<AbsenceEffect> result;
    std::set<std::pair<std::string, Outcome>> told;
    const DecidedOutcomes decided(program_, *document);
    for (const auto& one : decided.all) {
      if (settled_.all.contains(one)) continue;
      const auto& [norm, row, outcome] = one;
      const auto& clauses = program_.units[unit_].clauses;
      std::string label(program_.text(program_.clauses[clauses.first + program_.norms[norm].clause].label));
      if (told.emplace(label, outcome).second) result.push_back({std::move(label), outcome});
    }
    return result;
  }

  /// Makes the field absent in the first row. False where no instruction reads it.
  bool leave_out(const Field& field, Document& document) {
    if (field.column == kAbsent && field.form != Form::Object) return false;
    auto columns = Program::in(program_.columns, program_.units[unit_].columns);
    bool is_read = false;
    auto put = [&](std::uint32_t column, bool is_none, std::int64_t value) {
      ColumnWriter writer(document.columns[column], columns[column]);
      if (is_none) {
        writer.none(0);
      } else if (!writer.raw()) {
        writer.constant(0, value);
      }
      is_read = true;
    };
    const bool is_none = field.if_absent == IfAbsent::None;
    if (field.column != kAbsent) {
      const bool has_value = field.form != Form::List && field.default_constant != kAbsent;
      if (!is_none && field.form != Form::List && !has_value) return false;
      put(field.column, is_none, has_value ? program_.constants[field.default_constant].value : 0);
    }
    if (is_none && field.form == Form::Object) none_below(field.object, put);
    if (field.form == Form::List && field.level != kAbsent) empty_list(document, field.level);
    return is_read;
  }
  template <class Put>
  void none_below(std::uint32_t object, const Put& put) {
    for (const Field& inner : Program::in(program_.fields, program_.objects[object].fields)) {
      if (inner.column != kAbsent) put(inner.column, true, 0);
      if (inner.form == Form::Object) none_below(inner.object, put);
    }
  }
  /// Empties the first row's list. Its elements pass to the next row's list, where there is one.
  void empty_list(Document& document, std::uint32_t level) {
    auto& offsets = document.levels[level].offsets;
    offsets[1] = 0;
    if (offsets.size() == 2) document.levels[level].count = 0;
    if (document.levels[level].count == 0) drop_below(document, level);
  }
  void drop_below(Document& document, std::uint32_t level) {
    auto levels = Program::in(program_.levels, program_.units[unit_].levels);
    for (std::uint32_t below = level + 1; below < levels.size(); ++below) {
      if (levels[below].form != program::LevelForm::List || levels[below].parent != level) continue;
      document.levels[below].count = 0;
      document.levels[below].offsets = {0};
      drop_below(document, below);
    }
  }

  const Program& program_;
  std::uint32_t unit_;
  std::unique_ptr<Document> base_;
  DecidedOutcomes settled_;
  std::vector<FieldAbsence> result_;
};

}  // namespace

std::vector<FieldAbsence> absences(const Program& program, std::uint32_t unit) {
  return Absences(program, unit).run();
}

}  // namespace precept
