#include "checker/facts.h"

#include <algorithm>

namespace precept::checker {

namespace {

std::int64_t row_of(const Json& key, const std::string& name, const Table& table) {
  const std::string word = key.is_number_integer() ? std::to_string(integer(key)) : key.get<std::string>();
  const auto found = table.spelled.find(word);
  require(found != table.spelled.end(), "`" + word + "` is no key of `" + name + "`");
  return found->second;
}

Value of_missing(PathStep::Missing how, const Expression& expression) {
  switch (how) {
    case PathStep::Missing::None:
      return kNone;
    case PathStep::Missing::Default:
      return expression.type.kind == Kind::List ? known(0) : expression.constant;
    case PathStep::Missing::Unknown:
      break;
  }
  return kUnknown;
}

/// A value that stands in the document.
Value of_given(const Json& given, const Type& type, ClauseTable& table) {
  switch (type.kind) {
    case Kind::Presence:
      require(given.is_object(), "an object is wanted");
      return known(0);
    case Kind::List:
      require(given.is_array(), "a list is wanted");
      return known(static_cast<std::int64_t>(given.size()));
    case Kind::Row:
      return known(row_of(given, type.of, table.tables.at(type.of)));
    case Kind::Set: {
      // In any order, and as often as one likes.
      require(given.is_array(), "a set is a list of its members");
      std::int64_t mask = 0;
      for (const Json& member : given) {
        mask |= std::int64_t{1} << table.words.value(member, {Kind::Enum, type.of}).low;
      }
      return known(mask);
    }
    default:  // every other kind stands in a document as it stands in a receipt, if it is a single value
      require(given.is_primitive(), "a single value is wanted");
      return table.words.value(given, type);
  }
}

}  // namespace

std::string pointer_below(const std::string& pointer, std::span<const PathStep> path) {
  std::string result = pointer;
  for (const PathStep& step : path) result += "/" + step.field;
  return result;
}

Value stated(const Json& fact, const Type& type, ClauseTable& table) {
  if (type.kind != Kind::Row || fact.is_object()) return table.words.value(fact, type);
  const Table& rows = table.tables.at(type.of);
  const std::int64_t row = row_of(fact, type.of, rows);
  require(fact == rows.keys_as_written.at(static_cast<std::size_t>(row)),
          fact.dump() + " is not the key itself");
  return known(row);
}

Value read_off(const Json& element, const Expression& expression, ClauseTable& table) {
  const Json* at = &element;
  for (std::size_t i = 0; i < expression.path.size(); ++i) {
    const PathStep& step = expression.path[i];
    require(at->is_object(), "what holds `" + step.field + "` is no object");
    const auto found = at->find(step.field);
    if (found == at->end()) {
      require(step.absent != PathStep::Missing::Default || i + 1 == expression.path.size(),
              "`" + step.field + "` has no default");
      return of_missing(step.absent, expression);
    }
    if (found->is_null()) return of_missing(step.null, expression);
    at = &*found;
  }
  return of_given(*at, expression.type, table);
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
