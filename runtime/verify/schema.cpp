// Checks levels and columns of a unit, and the tree of fields that fills them. Every column and every list is
// filled exactly once, at its own level, with values of its own kind. So whatever document is read, each
// column has a value for each row of its level.
#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

using program::Form;
using program::LevelForm;

/// The deepest nesting of records and lists in a document's type. The reader recurses as deep.
constexpr std::uint32_t kDeepestObject = 64;

bool check_level_links(Verification& verification, Levels levels, std::uint32_t index) {
  const auto& level = levels[index];
  if (!verification.require(level.form <= LevelForm::Cross, "level {} has no known form", index) ||
      !verification.require((level.form == LevelForm::Document) == (index == 0),
                            "level {} is a second document, or level 0 is none", index)) {
    return false;
  }
  if (index == 0) return verification.require(level.parent == kAbsent, "the document has a parent level");
  return verification.require(level.parent < levels.size(), "level {} has no parent", index);
}

bool check_depth(Verification& verification, Levels levels, std::uint32_t index) {
  std::uint32_t depth = 0;
  for (std::uint32_t level = index; level != 0 && depth <= kMaxLevelDepth; ++depth)
    level = levels[level].parent;
  return verification.require(depth <= kMaxLevelDepth, "level {} hangs below itself, or too deep", index);
}

/// Checks one level. Parent links have been checked: they lead to the document.
bool check_level(Verification& verification, Levels levels, std::uint32_t index) {
  const auto& level = levels[index];
  if (level.form != LevelForm::Cross) {
    return verification.require(index == 0 || levels[level.parent].form != LevelForm::Cross,
                                "the list of level {} hangs below a cross", index);
  }
  return verification.require(level.list < levels.size() && levels[level.list].form == LevelForm::List,
                              "the cross of level {} is of no list", index) &&
         verification.require(level.name_column == kAbsent && level.path.count == 0,
                              "the cross of level {} has a name or a place of its own", index) &&
         verification.require(level.via < levels.size() && is_at_or_above(levels, level.via, level.parent),
                              "the cross of level {} goes via a level that it does not hang below", index) &&
         verification.require(list_level_of(levels, level.via) == levels[level.list].parent,
                              "the cross of level {} goes via rows that have no such list", index);
}

bool check_levels(Verification& verification, Levels levels) {
  if (!verification.require(!levels.empty(), "a unit has no levels")) return false;
  for (std::uint32_t index = 0; index < levels.size(); ++index) {
    if (!check_level_links(verification, levels, index)) return false;
  }
  for (std::uint32_t index = 0; index < levels.size(); ++index) {
    if (!check_depth(verification, levels, index)) return false;
  }
  for (std::uint32_t index = 0; index < levels.size(); ++index) {
    if (!check_level(verification, levels, index) ||
        !verification.string(levels[index].path, "path of a level"))
      return false;
  }
  return true;
}

/// Walks the fields from the document's record down.
class SchemaWalk {
 public:
  SchemaWalk(Verification& verification, UnitAnalysis& analysis)
      : verification_(verification),
        levels_(analysis.levels),
        columns_(analysis.columns),
        presences_(analysis.presence_columns),
        filled_(columns_.size()),
        listed_(levels_.size()) {
    presences_.assign(levels_.size(), kAbsent);
  }

  /// `level` is kAbsent where the object is only validated; `path` leads from the level's row to the object.
  bool object(std::uint32_t index, std::uint32_t level, const std::string& path, std::uint32_t depth) {
    const Program& program = verification_.program;
    if (!verification_.require(index < program.objects.size(), "object {} is out of range", index) ||
        !verification_.require(depth <= kDeepestObject, "object {} holds itself, or nests too deep", index)) {
      return false;
    }
    const auto& object = program.objects[index];
    if (!verification_.string(object.record, "name of a record") ||
        !verification_.range(object.fields, program.fields.size(), "fields of a record")) {
      return false;
    }
    const auto fields = Program::in(program.fields, object.fields);
    for (const auto& field : fields) {
      if (!verification_.field_name(field.name)) return false;
      const std::string below = path + "/" + std::string(program.text(field.name));
      if (!this->field(field, level, below, depth)) return false;
    }
    return verification_.unique(
        fields, [](const program::Field& field) { return field.name; }, "fields");
  }

  bool all_filled() {
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      if (!verification_.require(filled_[index], "no field fills column {}", index)) return false;
    }
    for (std::size_t index = 1; index < levels_.size(); ++index) {
      if (!verification_.require(listed_[index] || levels_[index].form == LevelForm::Cross,
                                 "no field has the elements of level {}", index)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool field(const program::Field& field, std::uint32_t level, const std::string& path, std::uint32_t depth) {
    using program::IfAbsent;
    if (!verification_.require(
            field.form <= Form::Hours && field.element <= Form::Hours && field.if_absent <= IfAbsent::Default,
            "a field has no known form") ||
        !verification_.require(field.or_none <= 1, "a field is neither required nor not") ||
        !verification_.require(field.is_fixed <= 1, "a field is neither fixed nor not") ||
        !nothing_else(field) || !scalar_id(field.form, field.id) ||
        !fill(field.column, field.form, field.id, level, path)) {
      return false;
    }
    if (field.form == Form::Object) {
      return verification_.require(field.if_absent != IfAbsent::Default, "a record has a default") &&
             object(field.object, level, path, depth + 1);
    }
    if (field.form == Form::List) return list(field, level, path, depth);
    return field.if_absent != IfAbsent::Default || default_value(field);
  }

  /// Checks that a field sets nothing that its form has no use for, so that walks over fields need not look
  /// at the form.
  bool nothing_else(const program::Field& field) {
    const bool is_list = field.form == Form::List;
    const bool has_object = field.form == Form::Object || (is_list && field.element == Form::Object);
    const bool has_default = field.if_absent == program::IfAbsent::Default && !is_list;
    return verification_.require((has_object || field.object == kAbsent) &&
                                     (is_list || field.level == kAbsent) &&
                                     (is_list || field.element_column == kAbsent) &&
                                     (has_default || field.default_constant == kAbsent),
                                 "a field says more than its form needs");
  }

  bool list(const program::Field& field, std::uint32_t level, const std::string& path, std::uint32_t depth) {
    const std::uint32_t inner = field.level;
    if (inner != kAbsent) {
      if (!verification_.require(level != kAbsent && inner < levels_.size() &&
                                     levels_[inner].form == LevelForm::List &&
                                     levels_[inner].parent == level && !listed_[inner],
                                 "a list field has elements at the wrong level") ||
          !verification_.require(is_path_of_list(inner, path), "level {} lies elsewhere than its field",
                                 inner)) {
        return false;
      }
      listed_[inner] = true;
      presences_[inner] = field.column;
    }
    if (field.element == Form::Object) {
      return verification_.require(field.element_column == kAbsent, "elements are both records and values") &&
             object(field.object, inner, "", depth + 1);
    }
    return verification_.require(field.element != Form::List, "a list has lists as elements") &&
           scalar_id(field.element, field.id) &&
           fill(field.element_column, field.element, field.id, inner, "");
  }

  /// Whether the level has the path of its field: "/attendance"; in a nested list "/attendance/*/topics".
  bool is_path_of_list(std::uint32_t level, const std::string& path) const {
    const Program& program = verification_.program;
    const std::uint32_t parent = levels_[level].parent;
    std::string whole = parent == 0 ? "" : std::string(program.text(levels_[parent].path)) + "/*";
    return program.text(levels_[level].path) == whole + path;
  }

  /// Checks the enum or table in which the reader looks up a value of that form.
  bool scalar_id(Form form, std::uint32_t id) {
    const Program& program = verification_.program;
    if (form == Form::Enum) return verification_.require(id < program.enums.size(), "a field is of no enum");
    if (form == Form::Set) {
      return verification_.require(
          id < program.enums.size() && program.enums[id].members.count <= kMaxSetMembers,
          "a field is a set of no enum that fits");
    }
    return form != Form::Key || spelled_key(id);
  }

  /// Checks that documents can spell a key of the table: it has one part, which is a text, an enum, or a key
  /// of another table that can be spelled.
  bool spelled_key(std::uint32_t id) {
    const Program& program = verification_.program;
    for (std::size_t steps = 0; steps <= program.tables.size(); ++steps) {
      if (!verification_.require(id < program.tables.size(), "a field is of no table")) return false;
      const auto& table = program.tables[id];
      if (!verification_.require(table.key.count == 1, "a field is a key of several parts")) return false;
      const std::uint32_t key = program.indexes[table.key.first];
      const auto& column = program.table_columns[table.columns.first + key];
      if (column.type == ValueType::Text || column.type == ValueType::Enum) return true;
      if (!verification_.require(column.type == ValueType::Key,
                                 "a field is a key of a table whose key no document can spell")) {
        return false;
      }
      id = column.type_id;
    }
    return verification_.require(false, "a table's key is a key of itself");
  }

  bool fill(std::uint32_t index, Form form, std::uint32_t id, std::uint32_t level, const std::string& path) {
    if (index == kAbsent) return true;
    if (!verification_.require(index < columns_.size() && columns_[index].level == level && !filled_[index],
                               "a field fills column {}, which is at another level or filled already",
                               index)) {
      return false;
    }
    filled_[index] = true;
    const auto& column = columns_[index];
    return verification_.require(column.type == value_type_of(form) && fits(column, form, id),
                                 "column {} holds other values than its field", index) &&
           verification_.require(verification_.program.text(column.path) == path,
                                 "column {} lies elsewhere than its field", index);
  }

  static ValueType value_type_of(Form form) {
    switch (form) {
      case Form::Truth:
        return ValueType::Truth;
      case Form::Int:
        return ValueType::Int;
      case Form::Number:
        return ValueType::Number;
      case Form::Date:
        return ValueType::Date;
      case Form::Duration:
        return ValueType::Duration;
      case Form::Months:
        return ValueType::Months;
      case Form::Moment:
        return ValueType::Moment;
      case Form::Hours:
        return ValueType::Hours;
      case Form::Text:
        return ValueType::Text;
      case Form::Enum:
        return ValueType::Enum;
      case Form::Key:
        return ValueType::Key;
      case Form::Set:
        return ValueType::Set;
      case Form::Object:
      case Form::List:
        return ValueType::Presence;
    }
    return ValueType::Presence;
  }

  static bool fits(const program::Column& column, Form form, std::uint32_t id) {
    switch (form) {
      case Form::Enum:
      case Form::Key:
      case Form::Set:
        return column.type_id == id;
      case Form::Object:
      case Form::List:
        return column.width == 1;
      case Form::Truth:
      case Form::Int:
      case Form::Number:
      case Form::Date:
      case Form::Duration:
      case Form::Months:
      case Form::Moment:
      case Form::Hours:
      case Form::Text:
        return true;
    }
    return true;
  }

  bool default_value(const program::Field& field) {
    const Program& program = verification_.program;
    if (!verification_.require(field.default_constant < program.constants.size(),
                               "a default is out of range")) {
      return false;
    }
    const auto& constant = program.constants[field.default_constant];
    const bool has_id = field.form == Form::Enum || field.form == Form::Key || field.form == Form::Set;
    return verification_.require(
        constant.type == value_type_of(field.form) && (!has_id || constant.type_id == field.id),
        "a default is a value of another type than its field");
  }

  Verification& verification_;
  Levels levels_;
  std::span<const program::Column> columns_;
  std::vector<std::uint32_t>& presences_;
  std::vector<bool> filled_, listed_;
};

bool check_columns(Verification& verification, Levels levels, std::span<const program::Column> columns) {
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const auto& column = columns[index];
    const bool cell_kind = column.kind == RegisterKind::Code || column.kind == RegisterKind::Int ||
                           column.kind == RegisterKind::Set;
    if (!verification.require(column.level < levels.size() && levels[column.level].form != LevelForm::Cross,
                              "column {} is at no level of the document", index) ||
        !verification.require(cell_kind, "column {} has a kind that no column has", index) ||
        !verification.value_type(column.kind, column.type, column.width, column.type_id, "a column") ||
        !verification.require(column.raw == 0 || (column.raw == 1 && column.type == ValueType::Text),
                              "column {} is raw and no text", index) ||
        !verification.string(column.path, "path of a column")) {
      return false;
    }
  }
  return true;
}

/// Checks `name_column` and the column of the document's date.
bool check_known_columns(Verification& verification, const program::Unit& unit, Levels levels,
                         std::span<const program::Column> columns) {
  auto is_column = [&](std::uint32_t index, std::uint32_t level, ValueType type) {
    return index == kAbsent ||
           (index < columns.size() && columns[index].level == level && columns[index].type == type);
  };
  auto is_at = [&](std::uint32_t index, std::string_view path) {
    return index == kAbsent || verification.program.text(columns[index].path) == path;
  };
  for (std::uint32_t index = 0; index < levels.size(); ++index) {
    const std::uint32_t name = levels[index].name_column;
    if (!verification.require(is_column(name, index, ValueType::Text) && is_at(name, "/name"),
                              "level {} has no such name column", index) ||
        !verification.require(levels[index].form != LevelForm::Document || levels[index].path.count == 0,
                              "the document lies somewhere")) {
      return false;
    }
  }
  return verification.require(
      is_column(unit.date_column, 0, ValueType::Date) && is_at(unit.date_column, "/date"),
      "the date column is no date of the document");
}

}  // namespace

bool check_schema(Verification& verification, const program::Unit& unit, UnitAnalysis& analysis) {
  const auto levels = analysis.levels;
  const auto columns = analysis.columns;
  if (!check_levels(verification, levels) || !check_columns(verification, levels, columns) ||
      !check_known_columns(verification, unit, levels, columns)) {
    return false;
  }
  SchemaWalk walk(verification, analysis);
  return walk.object(unit.root, 0, "", 0) && walk.all_filled();
}

}  // namespace precept::verifier
