#include "runtime/receipt/document_facts.h"

namespace precept::receipt {

using checker::PathStep;

namespace {

checker::Kind kind_of(program::Form form) {
  switch (form) {
    case program::Form::Object:
      return checker::Kind::Presence;
    case program::Form::List:
      return checker::Kind::List;
    case program::Form::Text:
      return checker::Kind::Text;
    case program::Form::Truth:
    case program::Form::Int:
    case program::Form::Number:
    case program::Form::Date:
    case program::Form::Duration:
    case program::Form::Months:
    case program::Form::Moment:
    case program::Form::Hours:
    case program::Form::Enum:
    case program::Form::Key:
    case program::Form::Set:
      break;
  }
  return checker::Kind::Flag;  // any single value that stands there
}

}  // namespace

const Fact* DocumentFacts::name_of(std::uint32_t level) const {
  return find([&](const Fact& fact) {
    return fact.level == level && fact.kind == checker::Kind::Text && fact.path.size() == 1 &&
           fact.path[0].field == "name";
  });
}

void DocumentFacts::walk(std::uint32_t object, std::uint32_t level, const std::vector<PathStep>& above) {
  for (const program::Field& field : Program::in(program_.fields, program_.objects[object].fields)) {
    std::vector<PathStep> path = above;
    path.push_back(step(field));
    if (field.form == program::Form::List) {
      facts_.push_back({level, path, checker::Kind::List, field.column, field.level});
      if (field.level == kAbsent) continue;
      if (field.element_column != kAbsent)
        facts_.push_back({field.level, {}, kind_of(field.element), field.element_column});
      if (field.element == program::Form::Object) walk(field.object, field.level, {});
    } else {
      facts_.push_back({level, path, kind_of(field.form), field.column, kAbsent, field.default_constant});
      if (field.form == program::Form::Object) walk(field.object, level, path);
    }
  }
}

PathStep DocumentFacts::step(const program::Field& field) const {
  using Missing = PathStep::Missing;
  const bool is_none = field.if_absent == program::IfAbsent::None;
  const bool is_null_none = is_none || field.or_none != 0;
  const Missing absent = field.if_absent == program::IfAbsent::Default ? Missing::Default
                         : is_none                                     ? Missing::None
                                                                       : Missing::Unknown;
  return {std::string(program_.text(field.name)), absent, is_null_none ? Missing::None : Missing::Unknown};
}

}  // namespace precept::receipt
