#include "runtime/difference/bases.h"

#include <fmt/format.h>

namespace precept::difference {

namespace {

template <class Map>
bool differs(const Map& before, const Map& after, const std::string& name) {
  const auto one = before.find(name), other = after.find(name);
  return one != before.end() && other != after.end() && one->second != other->second;
}

/// Of a reading the default alone decides; what its choices do stands in the norms.
bool has_other_default(const Outline& before, const Outline& after, const std::string& name) {
  const auto one = before.readings.find(name), other = after.readings.find(name);
  return one != before.readings.end() && other != after.readings.end() &&
         one->second.default_choice != other->second.default_choice;
}

bool is_changed(const Basis& basis, const std::string& kind, const Outline& before, const Outline& after) {
  switch (basis.kind) {
    case Basis::Kind::Definition:
      return differs(before.definitions, after.definitions, basis.name);
    case Basis::Kind::Field:
      return before.fields.contains(kind) && after.fields.contains(kind) &&
             differs(before.fields.at(kind), after.fields.at(kind), basis.name);
    case Basis::Kind::Table:
      return differs(before.tables, after.tables, basis.name);
    case Basis::Kind::Reading:
      return has_other_default(before, after, basis.name);
    case Basis::Kind::Judgement:
      return differs(before.judgements, after.judgements, basis.name);
    case Basis::Kind::Exception:
      return false;
  }
  return false;
}

}  // namespace

const char* to_string(Basis::Kind kind) {
  switch (kind) {
    case Basis::Kind::Definition:
      return "definition";
    case Basis::Kind::Field:
      return "field";
    case Basis::Kind::Table:
      return "table";
    case Basis::Kind::Reading:
      return "reading";
    case Basis::Kind::Judgement:
      return "judgement";
    case Basis::Kind::Exception:
      return "exception";
  }
  return "";
}

std::string in_words(const Basis& basis) {
  return fmt::format("the {} `{}`", to_string(basis.kind), basis.name);
}

std::vector<Basis> changed_bases(const std::set<Basis>& bases, const std::string& kind, const Outline& before,
                                 const Outline& after) {
  std::vector<Basis> changed;
  for (const Basis& basis : bases) {
    if (is_changed(basis, kind, before, after)) changed.push_back(basis);
  }
  return changed;
}

}  // namespace precept::difference
