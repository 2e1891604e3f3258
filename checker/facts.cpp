#include "checker/facts.h"

#include <algorithm>

namespace precept::checker {

namespace {

Value value_of_missing(const Json& fact, bool is_null, const std::string& pointer,
                       const Expression& expression) {
  const auto where = fact.begin()->get<std::string>();
  std::string way = pointer;
  for (std::size_t i = 0; i < expression.path.size(); ++i) {
    way += "/" + expression.path[i].field;
    if (way != where) continue;
    switch (is_null ? expression.path[i].null : expression.path[i].absent) {
      case PathStep::Missing::Unknown:
        return kUnknown;
      case PathStep::Missing::None:
        return kNone;
      case PathStep::Missing::Default:
        require(i + 1 == expression.path.size(), "`" + where + "` has no default");
        return expression.type.kind == Kind::List ? known(0) : expression.constant;
    }
  }
  throw Refused("`" + where + "` is not on the way to the value");
}

/// A value as it stands in the document.
Value value_of_given(const Json& given, const Type& type, ClauseTable& table) {
  require(!given.is_object(), "an object is no value");
  if (type.kind == Kind::Row) {
    const bool is_number = given.is_number_integer();
    const std::string word = is_number ? std::to_string(integer(given)) : given.get<std::string>();
    const auto& rows = table.tables.at(type.of).spelled;
    const auto found = rows.find(word);
    require(found != rows.end(), "`" + word + "` is no key of `" + type.of + "`");
    return known(found->second);
  }
  if (type.kind == Kind::Set) {
    // In a document the members stand in any order, and as often as one likes.
    std::int64_t mask = 0;
    for (const Json& member : given) {
      mask |= std::int64_t{1} << table.words.value(member, {Kind::Enum, type.of}).low;
    }
    require(given.is_array(), "a set is a list of its members");
    return known(mask);
  }
  require(type.kind == Kind::Set || !given.is_array(), "a list is no value");
  return table.words.value(given, type);
}

}  // namespace

std::string pointer_below(const std::string& pointer, std::span<const PathStep> path) {
  std::string result = pointer;
  for (const PathStep& step : path) result += "/" + step.field;
  return result;
}

Json fact_of(const Json& element, const std::string& pointer, std::span<const PathStep> path, Kind kind) {
  const Json* at = &element;
  std::string way = pointer;
  for (const PathStep& step : path) {
    way += "/" + step.field;
    require(at->is_object(), "`" + way + "` does not lie in an object");
    const auto found = at->find(step.field);
    if (found == at->end()) return {{"absent", way}};
    if (found->is_null()) return {{"null", way}};
    at = &*found;
  }
  if (kind == Kind::List) {
    require(at->is_array(), "`" + way + "` is no list");
    return {{"length", at->size()}};
  }
  require(at->is_object() == (kind == Kind::Presence), "`" + way + "` is not what the policy reads there");
  return kind == Kind::Presence ? Json{{"object", true}} : Json{{"value", *at}};
}

Value value_of_fact(const Json& fact, const std::string& pointer, const Expression& expression,
                    ClauseTable& table) {
  require(fact.is_object() && fact.size() == 1, fact.dump() + " is no fact");
  const std::string& form = fact.begin().key();
  if (form == "absent" || form == "null") {
    return value_of_missing(fact, form == "null", pointer, expression);
  }
  switch (expression.type.kind) {
    case Kind::List:
      require(form == "length", fact.dump() + " is no fact about a list");
      return table.words.value(fact.at(form), expression.type);
    case Kind::Presence:
      require(form == "object" && fact.at(form) == true, fact.dump() + " is no fact about an object");
      return known(0);
    default:  // every other kind is a value that stands in the document
      require(form == "value", fact.dump() + " is no fact about a value");
      return value_of_given(fact.at(form), expression.type, table);
  }
}

std::map<std::pair<Json, Json>, Json> attestations_in(const Json& document) {
  std::map<std::pair<Json, Json>, Json> result;
  const auto all = document.find("attestations");
  if (all == document.end() || !all->is_array()) return result;
  for (const Json& entry : *all) {
    if (!entry.is_object() || !entry.contains("value") || !entry.contains("judgement")) continue;
    const Json about = entry.contains("about") ? entry.at("about") : Json();
    result.try_emplace({entry.at("judgement"), about}, entry.at("value"));
  }
  return result;
}

}  // namespace precept::checker
