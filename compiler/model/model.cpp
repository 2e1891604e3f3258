#include "compiler/model/model.h"

#include <algorithm>

namespace precept::model {

bool same_value_type(const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::Error:
    case TypeKind::Truth:
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Text:
      return true;
    case TypeKind::Enum:
    case TypeKind::Key:
    case TypeKind::Set:
    case TypeKind::Record:
    case TypeKind::Row:
      return a.id == b.id;
    case TypeKind::List:
      return same_value_type(*a.element, *b.element);
  }
  return false;
}

bool fits(const Type& what, const Type& where) {
  return same_value_type(what, where) || (what.is(TypeKind::Int) && where.is(TypeKind::Number));
}

Type joint_type(const Type& a, const Type& b) {
  return fits(a, b) ? b : a;
}

bool has_fields_of(const Model& model, std::uint32_t record, std::uint32_t of) {
  const auto& with = model.records[record].with;
  return record == of || std::ranges::find(with, of) != with.end();
}

bool serves_as(const Model& model, const Type& given, const Type& wanted) {
  if (given.is(TypeKind::List) && wanted.is(TypeKind::List))
    return serves_as(model, *given.element, *wanted.element);
  if (given.is(TypeKind::Record) && wanted.is(TypeKind::Record))
    return has_fields_of(model, given.id, wanted.id);
  return same_value_type(given, wanted);
}

}  // namespace precept::model
