#include "compiler/model/model.h"

namespace precept::model {

bool same_value_type(const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::Error:
    case TypeKind::Truth:
    case TypeKind::Int:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
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

}  // namespace precept::model
