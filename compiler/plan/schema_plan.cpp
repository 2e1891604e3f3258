#include "compiler/plan/schema_plan.h"

namespace precept::plan {
namespace {

program::Form form_of(const model::Type& type) {
  switch (type.kind) {
    case model::TypeKind::Truth:
      return program::Form::Truth;
    case model::TypeKind::Int:
      return program::Form::Int;
    case model::TypeKind::Number:
      return program::Form::Number;
    case model::TypeKind::Date:
      return program::Form::Date;
    case model::TypeKind::Duration:
      return program::Form::Duration;
    case model::TypeKind::Months:
      return program::Form::Months;
    case model::TypeKind::Moment:
      return program::Form::Moment;
    case model::TypeKind::Hours:
      return program::Form::Hours;
    case model::TypeKind::Text:
      return program::Form::Text;
    case model::TypeKind::Enum:
      return program::Form::Enum;
    case model::TypeKind::Key:
      return program::Form::Key;
    case model::TypeKind::Set:
      return program::Form::Set;
    case model::TypeKind::Record:
      return program::Form::Object;
    case model::TypeKind::List:
      return program::Form::List;
    case model::TypeKind::Row:
    case model::TypeKind::Error:
      break;
  }
  return program::Form::Text;
}

bool has_id(program::Form form) {
  return form == program::Form::Enum || form == program::Form::Key || form == program::Form::Set;
}

}  // namespace

SchemaPlan::SchemaPlan(std::uint32_t record, PlannedUnit& unit, SharedSections& shared)
    : unit_(unit), shared_(shared) {
  program::Level document{};
  document.form = program::LevelForm::Document;
  document.path = shared.string("");
  unit_.levels.push_back(document);
  lists_.push_back(nullptr);
  std::uint32_t index = 0;
  root_ = lay_out(record, 0, "", index);
}

std::unique_ptr<ObjectPlan> SchemaPlan::lay_out(std::uint32_t record, LevelId level, std::string path,
                                                std::uint32_t& index) {
  const model::Record& declared = shared_.policy().records[record];
  auto object = std::make_unique<ObjectPlan>(ObjectPlan{&declared, level, std::move(path), {}});
  index = static_cast<std::uint32_t>(unit_.objects.size());
  program::Range range{static_cast<std::uint32_t>(unit_.fields.size()),
                       static_cast<std::uint32_t>(declared.fields.size())};
  unit_.objects.push_back({shared_.string(declared.name), range});
  unit_.fields.resize(unit_.fields.size() + declared.fields.size());
  object->fields.resize(declared.fields.size());
  for (std::uint32_t i = 0; i < declared.fields.size(); ++i) {
    FieldPlan& field = object->fields[i];
    field.declared = &declared.fields[i];
    field.owner = object.get();
    field.index = range.first + i;
    lay_out_field(field);
  }
  return object;
}

void SchemaPlan::lay_out_field(FieldPlan& field) {
  const model::Type& type = field.declared->type;
  program::Field out{};
  out.name = shared_.string(field.declared->name);
  out.form = form_of(type);
  out.or_none = type.or_none ? 1 : 0;
  out.is_fixed = field.declared->is_fixed ? 1 : 0;
  out.if_absent = type.or_none ? program::IfAbsent::None : program::IfAbsent::Unknown;
  if (field.declared->default_value) {
    out.if_absent = program::IfAbsent::Default;
    if (!field.declared->default_value->empty_list) {
      Representation how = representation_of(type, shared_.policy());
      out.default_constant = shared_.constant(
          {how.kind, how.type, how.width, 0, how.id, shared_.encode(*field.declared->default_value, type)});
    }
  }
  if (has_id(out.form)) out.id = type.id;
  std::string path = field.owner->path + "/" + field.declared->name;
  if (out.form == program::Form::Object) {
    field.object = lay_out(type.id, field.owner->level, path, out.object);
  } else if (out.form == program::Form::List) {
    const model::Type& element = *type.element;
    field.elements = static_cast<LevelId>(unit_.levels.size());
    out.level = field.elements;
    out.element = form_of(element);
    if (has_id(out.element)) out.id = element.id;
    program::Level level{};
    level.form = program::LevelForm::List;
    level.parent = field.owner->level;
    std::string above(shared_.sections().strings.data() + unit_.levels[level.parent].path.first,
                      unit_.levels[level.parent].path.count);
    level.path = shared_.string((level.parent == 0 ? "" : above + "/*") + path);
    unit_.levels.push_back(level);
    lists_.push_back(&field);
    if (out.element == program::Form::Object)
      field.object = lay_out(element.id, field.elements, "", out.object);
  }
  unit_.fields[field.index] = out;
  if (!field.object || out.form != program::Form::List) return;
  for (auto& inner : field.object->fields) {
    if (inner.declared->name == "name" && inner.declared->type.is(model::TypeKind::Text)) {
      unit_.levels[field.elements].name_column = column(inner);
    }
  }
}

std::uint32_t SchemaPlan::add_column(LevelId level, const model::Type& type, std::string_view path,
                                     bool interned) {
  Representation how = representation_of(type, shared_.policy());
  program::Column column{};
  column.level = level;
  column.kind = how.kind;
  column.type = how.type;
  column.width = how.width;
  column.raw = how.type == ValueType::Text && !interned ? 1 : 0;
  column.type_id = how.id;
  column.path = shared_.string(path);
  unit_.columns.push_back(column);
  return static_cast<std::uint32_t>(unit_.columns.size() - 1);
}

std::uint32_t SchemaPlan::column(FieldPlan& field) {
  program::Field& out = unit_.fields[field.index];
  if (out.column == kAbsent) {
    // A default text has no place in the document, so this column cannot hold byte offsets.
    bool interned = field.declared->default_value.has_value();
    std::uint32_t added = add_column(field.owner->level, field.declared->type,
                                     field.owner->path + "/" + field.declared->name, interned);
    unit_.fields[field.index].column = added;
  }
  return unit_.fields[field.index].column;
}

void SchemaPlan::need_presence(LevelId level) {
  for (; level != 0; level = unit_.levels[level].parent) column(*lists_[level]);
}

std::uint32_t SchemaPlan::element_column(FieldPlan& list) {
  if (unit_.fields[list.index].element_column == kAbsent) {
    std::uint32_t added = add_column(list.elements, *list.declared->type.element, "", false);
    unit_.fields[list.index].element_column = added;
  }
  return unit_.fields[list.index].element_column;
}

}  // namespace precept::plan
