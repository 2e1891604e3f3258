#include "tools/schema/document_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "base/version.h"
#include "runtime/read/mistakes.h"
#include "tools/schema/text_patterns.h"

namespace precept::tools {

namespace {

/// A number is held in millionths, of which a word has so many.
constexpr double kMostNumber = 9223372036854.775;

using program::Form;
using OrderedJson = nlohmann::ordered_json;

/// A table with more keys is not written out.
constexpr std::size_t kMostKeys = 10'000;

// The names of definitions that every policy has; no name of a policy has a hyphen.
constexpr const char* kDate = "calendar-date";
constexpr const char* kMoment = "date-and-time";
constexpr const char* kHours = "length-of-time";
constexpr const char* kText = "visible-text";
constexpr const char* kName = "not-blank-text";

OrderedJson or_null(OrderedJson schema) {
  if (schema.contains("type") && schema["type"].is_string()) {
    schema["type"] = OrderedJson::array({schema["type"], "null"});
    return schema;
  }
  return {{"anyOf", OrderedJson::array({std::move(schema), OrderedJson{{"type", "null"}}})}};
}

/// "`Sector Member`, …": the words with what people call them.
std::string labels(const std::vector<KnownWord>& words) {
  std::string text;
  for (const KnownWord& word : words) {
    if (!word.label.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", word.word, word.label);
  }
  return text;
}

// ---- one policy ----------------------------------------------------------------------------------------

/// The definitions of a policy, each written when it is first needed.
class PolicySchema {
 public:
  /// `place` is where the definitions will stand: "#/$defs/".
  PolicySchema(const Program& program, std::string place) : program_(program), place_(std::move(place)) {}

  OrderedJson definitions() && { return std::move(definitions_); }

  OrderedJson document(std::uint32_t unit) {
    const std::string kind(program_.text(program_.units[unit].kind));
    const program::Head& head = program_.head();
    OrderedJson schema = {
        {"title", kind},
        {"description",
         fmt::format("{}, as the policy {} reads it{}", with_article(kind), program_.text(head.name),
                     head.title.count == 0 ? std::string() : fmt::format(": {}", program_.text(head.title)))},
        {"type", "object"},
        {"properties", OrderedJson::object()},
        {"required", OrderedJson::array({"kind"})},
        {"additionalProperties", false}};
    OrderedJson& properties = schema["properties"];
    properties["kind"] = {{"const", kind}, {"description", "what kind of document this is"}};
    for (const FieldShape& field : shape_of(program_, unit)) properties[field.name] = this->field(field);
    properties["attestations"] = attestations(judgements_of(program_, unit));
    return schema;
  }

 private:
  OrderedJson ref(const std::string& name) const { return {{"$ref", place_ + name}}; }

  /// Defines what `make` makes, once.
  template <class Make>
  OrderedJson defined(const std::string& name, const Make& make) {
    if (!definitions_.contains(name)) {
      definitions_[name] = true;  // it is being made
      OrderedJson made = make();
      definitions_[name] = std::move(made);
    }
    return ref(name);
  }

  // ---- fields

  OrderedJson field(const FieldShape& shape) {
    OrderedJson schema =
        shape.is_list() ? OrderedJson{{"type", "array"}, {"items", value(shape)}} : value(shape);
    schema = or_null(std::move(schema));
    OrderedJson described = {{"description", description(shape)}};
    described.update(schema);
    return described;
  }

  static std::string description(const FieldShape& shape) {
    std::string text = shape.type + "; where it is left out: " + shape.left_out;
    for (const std::string& clause : shape.violated_by)
      text += fmt::format("; without it {} is violated", clause);
    return text;
  }

  /// The value of a field, or of each element of its list; not null.
  OrderedJson value(const FieldShape& shape) {
    switch (shape.form()) {
      case Form::Truth:
        return {{"type", "boolean"}};
      case Form::Int:
      case Form::Duration:
      case Form::Months:
        return {{"type", "integer"},
                {"minimum", std::numeric_limits<std::int64_t>::min()},
                {"maximum", std::numeric_limits<std::int64_t>::max()}};
      case Form::Number:
        // Six digits behind the point cannot be asked for: validators compute with binary fractions, of which
        // 0.3 is no multiple of 0.1. The reader reports a seventh.
        return {{"type", "number"}, {"minimum", -kMostNumber}, {"maximum", kMostNumber}};
      case Form::Moment:
        return moment();
      case Form::Hours:
        return hours();
      case Form::Date:
        return date();
      case Form::Text:
        return shape.is_list() || shape.name == "name" ? name() : text();
      case Form::Enum:
        return members(shape.field->id);
      case Form::Set:
        return {{"type", "array"}, {"items", members(shape.field->id)}};
      case Form::Key:
        return keys(shape.field->id);
      case Form::Object:
        return record(shape);
      case Form::List:
        break;
    }
    return true;
  }

  OrderedJson record(const FieldShape& shape) {
    const std::string name(program_.text(program_.objects[shape.field->object].record));
    return defined(name, [&] {
      OrderedJson schema = {
          {"type", "object"}, {"properties", OrderedJson::object()}, {"additionalProperties", false}};
      for (const FieldShape& inner : shape.fields) schema["properties"][inner.name] = field(inner);
      return schema;
    });
  }

  // ---- words

  OrderedJson members(std::uint32_t enum_id) {
    return defined(std::string(program_.text(program_.enums[enum_id].name)), [&] {
      const std::vector<KnownWord> words = members_of(program_, enum_id);
      OrderedJson schema = {{"enum", OrderedJson::array()}};
      if (const std::string known = labels(words); !known.empty()) schema["description"] = known;
      for (const KnownWord& word : words) schema["enum"].push_back(word.word);
      return schema;
    });
  }

  OrderedJson keys(std::uint32_t table_id) {
    const program::Table& table = program_.tables[table_id];
    return defined(std::string(program_.text(table.name)), [&] {
      const std::vector<KnownWord> words = keys_of(program_, table_id);
      const bool are_numbers = has_numeric_keys(program_, table_id);
      OrderedJson schema = {{"description", fmt::format("a key of {}", program_.text(table.path))}};
      if (words.empty() || words.size() > kMostKeys) {
        are_numbers ? schema["type"] = OrderedJson::array({"integer", "string"}) : schema["type"] = "string";
        return words.empty() ? OrderedJson(false) : schema;
      }
      schema["enum"] = OrderedJson::array();
      std::set<std::string> known;
      for (const KnownWord& word : words) {
        if (!known.insert(word.word).second) continue;
        schema["enum"].push_back(word.word);
        if (are_numbers && is_number(word.word)) schema["enum"].push_back(OrderedJson::parse(word.word));
      }
      return schema;
    });
  }

  static bool is_number(const std::string& word) {
    const OrderedJson parsed = OrderedJson::parse(word, nullptr, false);
    return parsed.is_number_integer();
  }

  OrderedJson text() {
    return defined(kText, [] {
      return OrderedJson{{"type", "string"}, {"pattern", visible_text_pattern()}};
    });
  }

  OrderedJson name() {
    text();
    return defined(kName, [&] {
      return OrderedJson{{"allOf", OrderedJson::array({ref(kText)})},
                         {"type", "string"},
                         {"pattern", not_blank_pattern()},
                         {"not", {{"type", "string"}, {"pattern", to_be_filled_in_pattern()}}}};
    });
  }

  OrderedJson date() {
    return defined(kDate, [] {
      return OrderedJson{{"type", "string"},
                         {"format", "date"},
                         {"pattern", date_pattern()},
                         {"description", "a day: year, month, day, as 2022-03-09"}};
    });
  }

  /// `date-time` knows neither a time without seconds nor 24:00, which the reader takes.
  OrderedJson moment() {
    return defined(kMoment, [] {
      return OrderedJson{
          {"type", "string"},
          {"pattern", moment_pattern()},
          {"anyOf", OrderedJson::array({OrderedJson{{"format", "date-time"}},
                                        OrderedJson{{"pattern", "[Tt ](24|[0-9]{2}:[0-9]{2}[^:])"}}})},
          {"description", "a date and time with its offset from UTC, as 2024-05-01T14:30:00+02:00"}};
    });
  }

  OrderedJson hours() {
    return defined(kHours, [] {
      return OrderedJson{{"type", "string"},
                         {"pattern", hours_pattern()},
                         {"description", "a length of time in hours, minutes and seconds, as PT1H30M"}};
    });
  }

  // ---- attestations

  OrderedJson attestations(const std::vector<JudgementShape>& judgements) {
    OrderedJson schema = {{"description", "what somebody answers for; where it is left out: nothing"},
                          {"type", OrderedJson::array({"array", "null"})}};
    if (judgements.empty()) {
      schema["maxItems"] = 0;
      return schema;
    }
    schema["items"] = attestation(judgements);
    return schema;
  }

  OrderedJson attestation(const std::vector<JudgementShape>& judgements) {
    OrderedJson names = OrderedJson::array(), of_document = OrderedJson::array();
    for (const JudgementShape& judgement : judgements) {
      names.push_back(judgement.name);
      if (!judgement.is_about_somebody) of_document.push_back(judgement.name);
    }
    OrderedJson schema = {{"type", "object"},
                          {"properties",
                           {{"judgement", {{"enum", names}}},
                            {"about", or_null(name())},
                            {"value", {{"type", "boolean"}}},
                            {"by", name()},
                            {"date", date()},
                            {"reason", or_null(text())},
                            {"signature", or_null(text())}}},
                          {"required", OrderedJson::array({"judgement", "value", "by", "date"})},
                          {"additionalProperties", false}};
    const OrderedJson without = {{"properties", {{"about", {{"type", "null"}}}}}};
    const OrderedJson with = {{"required", OrderedJson::array({"about"})},
                              {"properties", {{"about", {{"not", {{"type", "null"}}}}}}}};
    if (of_document.size() == names.size()) {
      schema["properties"]["about"] = {{"type", "null"}};
    } else if (of_document.empty()) {
      schema["properties"]["about"] = name();
      schema["required"].push_back("about");
    } else {
      schema["if"] = {{"properties", {{"judgement", {{"enum", of_document}}}}}};
      schema["then"] = without;
      schema["else"] = with;
    }
    return schema;
  }

  const Program& program_;
  std::string place_;
  OrderedJson definitions_ = OrderedJson::object();
};

// ---- several -------------------------------------------------------------------------------------------

/// Names for the policies, each its own; versions of one policy are numbered.
std::vector<std::pair<const Program*, std::string>> named(std::span<const KindShape> kinds) {
  std::vector<std::pair<const Program*, std::string>> policies;
  std::map<std::string, int> seen;
  for (const KindShape& kind : kinds) {
    auto is_this = [&](const auto& known) { return known.first == kind.program; };
    if (std::ranges::any_of(policies, is_this)) continue;
    std::string name(kind.program->text(kind.program->head().name));
    if (const int number = ++seen[name]; number > 1) name += fmt::format("-{}", number);
    policies.emplace_back(kind.program, std::move(name));
  }
  return policies;
}

/// A document of one of several kinds, each by one policy or more: by kind the places of the schemas.
OrderedJson one_of(const std::map<std::string, OrderedJson>& places, const std::vector<std::string>& order) {
  OrderedJson alternatives = OrderedJson::array(), names = OrderedJson::array();
  for (const std::string& kind : order) {
    names.push_back(kind);
    const OrderedJson& of_kind = places.at(kind);
    alternatives.push_back(of_kind.size() == 1 ? of_kind[0] : OrderedJson{{"anyOf", of_kind}});
  }
  OrderedJson schema = {
      {"type", "object"}, {"properties", {{"kind", {{"enum", names}}}}}, {"required", {"kind"}}};
  if (alternatives.size() > 1) {
    schema["oneOf"] = alternatives;
  } else {
    schema.update(alternatives[0]);
  }
  return schema;
}

}  // namespace

OrderedJson document_schema(std::span<const KindShape> kinds) {
  OrderedJson schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"$comment", fmt::format("written by {}: precept schema", kEngine)}};
  const auto policies = named(kinds);
  if (kinds.size() == 1) {
    PolicySchema policy(*kinds[0].program, "#/$defs/");
    schema.update(policy.document(kinds[0].unit));
    schema["$defs"] = std::move(policy).definitions();
    return schema;
  }
  OrderedJson definitions = OrderedJson::object();
  std::map<std::string, OrderedJson> places;
  std::vector<std::string> order;
  for (const auto& [program, name] : policies) {
    const std::string place = fmt::format("#/$defs/{}/$defs/", name);
    PolicySchema policy(*program, place);
    OrderedJson documents = OrderedJson::object();
    for (const KindShape& kind : kinds) {
      if (kind.program != program) continue;
      // No name of a policy has a hyphen.
      const std::string definition = kind.name() + "-document";
      documents[definition] = policy.document(kind.unit);
      if (!places.contains(kind.name())) order.push_back(kind.name());
      places[kind.name()].push_back({{"$ref", place + definition}});
    }
    OrderedJson all = std::move(policy).definitions();
    documents.update(all);
    definitions[name] = {{"$defs", documents}};
  }
  schema.update(one_of(places, order));
  schema["$defs"] = definitions;
  return schema;
}

}  // namespace precept::tools
