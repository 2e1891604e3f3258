#include "checker/facts.h"

#include "checker/text.h"

namespace precept::checker {

namespace {

std::int64_t row_of(const std::string& word, const std::string& name, const Table& table) {
  const auto found = table.spelled.find(word);
  require(found != table.spelled.end(), "`" + word + "` is no key of `" + name + "`");
  return found->second;
}

/// The word as written if `is_one` accepts it, else as a reader sees it.
template <class Is>
std::string word_of(const std::string& written, Is is_one) {
  return is_one(written) ? written : text_of(written);
}

std::int64_t member_of(const Json& json, const std::string& of, const ValueNames& value_names) {
  require(json.is_string(), "it is no word");
  return value_names.member(of, word_of(json.get<std::string>(), [&](const std::string& word) {
                              return value_names.is_member(of, word);
                            }));
}

/// A key of a document as text. It may be a number where the table's keys are numbers.
std::string key_of(const Json& given, const Table& table) {
  if (given.is_string())
    return word_of(given.get<std::string>(),
                   [&](const std::string& word) { return table.spelled.contains(word); });
  require(table.is_numeric && given.is_number_integer(), "it is no key");
  require(given.is_number_unsigned() || given != 0, "-0 is no key");
  return std::to_string(integer(given));
}

Value of_missing(PathStep::Missing how, const Expression& fact) {
  switch (how) {
    case PathStep::Missing::None:
      return kNone;
    case PathStep::Missing::Default:
      return fact.type.kind == Kind::List ? known(0) : fact.constant;
    case PathStep::Missing::Unknown:
      break;
  }
  return kUnknown;
}

/// Reads a set. Members may come in any order, and repeatedly.
Value set_of(const Json& given, const std::string& of, const ValueNames& value_names) {
  require(given.is_array(), "a set is a list of its members");
  std::uint64_t mask = 0;
  for (const Json& member : given) {
    mask |= std::uint64_t{1} << member_of(member, of, value_names);
  }
  return known(static_cast<std::int64_t>(mask));
}

}  // namespace

std::string pointer_below(const std::string& pointer, std::span<const PathStep> path) {
  std::string result = pointer;
  for (const PathStep& step : path) result += "/" + step.field;
  return result;
}

Value proof_fact(const Json& fact, const Type& type, ClauseTable& table) {
  if (type.kind != Kind::Row || fact.is_object()) return table.value_names.value(fact, type);
  const Table& rows = table.tables.at(type.of);
  require(fact.is_string(), fact.dump() + " is no key");
  const std::int64_t row = row_of(fact.get<std::string>(), type.of, rows);
  require(fact == rows.keys_as_written.at(static_cast<std::size_t>(row)),
          fact.dump() + " is not the key itself");
  return known(row);
}

DocumentValue document_value(const Json& json, const Type& type, const ClauseTable& table) {
  switch (type.kind) {
    case Kind::Flag:
      require(json.is_boolean(), "it is neither yes nor no");
      return {truth(json.get<bool>()), {}};
    case Kind::Number:
      return {known(integer(json)), {}};
    case Kind::Decimal:
      return {known(millionths(json)), {}};
    case Kind::Moment:
      require(json.is_string(), "it is no date and time");
      return {known(moment_number(json.get<std::string>())), {}};
    case Kind::Hours:
      require(json.is_string(), "it is no length of time");
      return {known(seconds_of(json.get<std::string>())), {}};
    case Kind::Date:
      require(json.is_string(), "it is no date");
      return {known(day_number(json.get<std::string>())), {}};
    case Kind::Text: {
      require(json.is_string(), "it is no text");
      std::string text = text_of(json.get<std::string>());
      const bool is_blank = text.empty() || text == kToBeFilledIn;
      return {is_blank ? kUnknown : known(0), std::move(text)};
    }
    case Kind::Enum:
      return {known(member_of(json, type.of, table.value_names)), {}};
    case Kind::Set:
      return {set_of(json, type.of, table.value_names), {}};
    case Kind::Row: {
      const Table& rows = table.tables.at(type.of);
      return {known(row_of(key_of(json, rows), type.of, rows)), {}};
    }
    default:
      throw Refused("it is of a type that no document has");
  }
}

const Json* field_of(const Json* json, const std::string& name) {
  if (!json || !json->is_object()) return nullptr;
  const auto field = json->find(name);
  return field == json->end() ? nullptr : &*field;
}

const Json* follow_path(const Json& element, const Expression& fact, Value& missing) {
  const Json* at = &element;
  for (std::size_t i = 0; i < fact.path.size(); ++i) {
    const PathStep& step = fact.path[i];
    require(at->is_object(), "what holds `" + step.field + "` is no object");
    const auto found = at->find(step.field);
    if (found == at->end()) {
      require(step.absent != PathStep::Missing::Default || i + 1 == fact.path.size(),
              "`" + step.field + "` has no default");
      missing = of_missing(step.absent, fact);
      return nullptr;
    }
    if (found->is_null()) {
      missing = of_missing(step.null, fact);
      return nullptr;
    }
    at = &*found;
  }
  return at;
}

Value fact_in_document(const Json& element, const Expression& fact, ClauseTable& table) {
  Value missing;
  const Json* given = follow_path(element, fact, missing);
  if (!given) return missing;
  if (fact.type.kind == Kind::Presence) {
    require(given->is_object(), "an object is wanted");
    return known(0);
  }
  if (fact.type.kind == Kind::List) {
    require(given->is_array(), "a list is wanted");
    return known(static_cast<std::int64_t>(given->size()));
  }
  const Type written = fact.written ? Type{*fact.written, ""} : fact.type;
  const DocumentValue read = document_value(*given, written, table);
  return fact.type.kind == Kind::Text && read.value.is_known() ? known(table.value_names.text(read.text))
                                                               : read.value;
}

}  // namespace precept::checker
