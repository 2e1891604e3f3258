#include "engine/input/mapping_digest.h"

#include "checker/canonical.h"

namespace precept::input {

namespace {

checker::Json as_json(const toml::Value& value) {
  if (const auto* table = value.as<toml::Table>()) {
    checker::Json json = checker::Json::object();
    for (const toml::Member& member : *table) json[member.key] = as_json(member.value);
    return json;
  }
  if (const auto* array = value.as<toml::Array>()) {
    checker::Json json = checker::Json::array();
    for (const toml::Value& each : *array) json.push_back(as_json(each));
    return json;
  }
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* number = value.as<std::int64_t>()) return *number;
  if (const auto* truth = value.as<bool>()) return *truth;
  return {};  // a date or a fraction: no mapping has one
}

}  // namespace

std::string mapping_digest(const toml::Table& mapping) {
  checker::Json json = checker::Json::object();
  for (const toml::Member& member : mapping) {
    if (member.key != "use") json[member.key] = as_json(member.value);
  }
  return checker::sha256(checker::canonical(json));
}

}  // namespace precept::input
