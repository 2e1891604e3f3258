#include "checker/schema.h"

#include <charconv>

namespace precept::checker {

namespace {

constexpr std::string_view kListOf = "list of ", kRecord = "record ";

/// The parts of a place such as "/attendance/*/name".
FieldPath parts_of(const std::string& pointer) {
  require(pointer.starts_with('/'), "`" + pointer + "` is no place in a document");
  FieldPath parts;
  for (std::size_t at = 1; at <= pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at), pointer.size());
    parts.push_back(pointer.substr(at, end - at));
    at = end + 1;
  }
  require_within(parts.size() <= kMostDepth && pointer.size() <= kMostPlace,
                 "a place in a document is too deep or too long");
  return parts;
}

std::size_t record_number(std::string_view word, std::size_t records) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  require(error == std::errc() && end == word.data() + word.size() && number < records,
          "there is no record " + std::string(word));
  return number;
}

/// Reads a field's type: "list of record 2", "enum Category", "number".
Field read_field(const Json& json, std::size_t records, const ValueNames& value_names) {
  std::string word = json.get<std::string>();
  Field field;
  field.is_list = word.starts_with(kListOf);
  if (field.is_list) word = word.substr(kListOf.size());
  if (word.starts_with(kRecord)) {
    field.record = record_number(std::string_view(word).substr(kRecord.size()), records);
    return field;
  }
  field.type = value_names.type(word);
  const Kind kind = field.type.kind;
  require(kind != Kind::Truth && kind != Kind::List && kind != Kind::Presence && kind != Kind::Outcome &&
              kind != Kind::Right,
          "`" + word + "` is no type of a field");
  return field;
}

}  // namespace

Schema read_schema(const Json& clauses, const ValueNames& value_names) {
  Schema schema;
  const Json& records = clauses.at("records");
  require(records.is_array() && !records.empty(), "the clause table does not say what a document holds");
  for (const Json& json : records) {
    Record record{json.at("name").get<std::string>(), {}};
    for (const auto& [name, type] : json.at("fields").items()) {
      record.fields[name] = read_field(type, records.size(), value_names);
    }
    schema.records.push_back(std::move(record));
  }
  if (clauses.contains("date")) schema.date = parts_of(clauses.at("date").get<std::string>());
  std::size_t places = 0;
  for (const auto& [name, json] : clauses.at("judgements").items()) {
    Judgement& judgement = schema.judgements[name];
    for (const Json& place : json.at("about")) judgement.about.push_back(parts_of(place.get<std::string>()));
    places += judgement.about.size();
    require_within(places <= kMostPlaces, "there are too many places that judgements are about");
    judgement.by = json.value("by", "");
  }
  return schema;
}

}  // namespace precept::checker
