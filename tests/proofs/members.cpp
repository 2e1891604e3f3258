#include "tests/proofs/members.h"

#include <cctype>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

namespace precept::test {

namespace {

/// The kind of a place: `/proof/steps/12/1` is `/proof/steps/*/1`. An entry of a short list is its own kind.
std::string kind_of(const Json& receipt, const std::vector<std::string>& parts) {
  std::string kind;
  const Json* at = &receipt;
  for (const std::string& part : parts) {
    const bool is_open =
        at->size() > 4 && (at->is_array() || kind.ends_with("/facts") || kind.ends_with("/fields"));
    kind += "/" + (is_open ? "*" : part);
    at = at->is_array() ? &at->at(std::stoul(part)) : &at->at(part);
  }
  return kind;
}

Json without(Json receipt, const Json::json_pointer& place) {
  Json& parent = receipt.at(place.parent_pointer());
  if (parent.is_array()) {
    parent.erase(std::stoul(place.back()));
  } else {
    parent.erase(place.back());
  }
  return receipt;
}

std::vector<Json> others_of(const Json& value) {
  if (value.is_boolean())
    return {!value.get<bool>(), Json(), "true", 1, Json::array({value}), Json::object()};
  if (value.is_number()) {
    const auto number = value.get<std::int64_t>();
    return {number + 1, number - 1, -number - 7, std::to_string(number), Json(), Json::array({value})};
  }
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    return {text + "x", "", text + "\u200b", Json(), 7, Json::array({value}), " " + text};
  }
  if (value.is_null()) return {false, 0, "", Json::array(), Json::object()};
  std::vector<Json> all = {Json(), "x", 0, value.is_array() ? Json::object() : Json::array()};
  Json more = value;
  if (value.is_array()) {
    more.push_back(value.empty() ? Json("x") : value.back());
    all.push_back(more);
    if (value.size() > 1 && value.front() != value.back()) {
      more = value;
      std::swap(more.front(), more.back());
      all.push_back(more);
    }
  } else {
    more["zz"] = "seen and approved";
    all.push_back(more);
    more = value;
    more[""] = Json();
    all.push_back(more);
  }
  return all;
}

}  // namespace

std::vector<Json::json_pointer> places_in(const Json& receipt, generate::Random& random) {
  std::map<std::string, std::vector<Json::json_pointer>> by_kind;
  std::vector<std::string> parts;
  const std::function<void(const Json&, const Json::json_pointer&)> visit =
      [&](const Json& json, const Json::json_pointer& at) {
        if (!parts.empty()) by_kind[kind_of(receipt, parts)].push_back(at);
        std::size_t index = 0;
        if (!json.is_structured()) return;
        for (const auto& [key, entry] : json.items()) {
          parts.push_back(key);
          visit(entry, json.is_array() ? at / index++ : at / key);
          parts.pop_back();
        }
      };
  visit(receipt, Json::json_pointer());
  std::vector<Json::json_pointer> places;
  for (const auto& [kind, all] : by_kind) places.push_back(random.pick(all));
  return places;
}

std::vector<Json> altered_at(const Json& receipt, const Json::json_pointer& place) {
  std::vector<Json> result = {without(receipt, place)};
  for (Json& other : others_of(receipt.at(place))) {
    Json changed = receipt;
    changed[place] = std::move(other);
    if (changed != receipt) result.push_back(std::move(changed));
  }
  return result;
}

std::vector<std::string> other_spellings(const std::string& text, generate::Random& random) {
  std::vector<std::string> result;
  auto insert = [&](std::size_t at, const std::string& what) {
    if (at == std::string::npos || at > text.size()) return;
    result.push_back(std::string(text).insert(at, what));
  };
  insert(0, "\xEF\xBB\xBF");
  insert(0, " ");
  insert(text.size(), "\n");
  insert(text.size(), std::string(1, '\0'));
  insert(text.find("\"format\""), "\"format\":2,\n ");
  insert(text.rfind('}'), ",\"zz\":1");
  const std::size_t number = text.find("\"format\":2");
  if (number != std::string::npos) {
    for (const char* spelling : {"2.0", "2e0", "02", "+2", "20E-1"}) {
      result.push_back(std::string(text).replace(number + 9, 1, spelling));
    }
  }
  // A letter somewhere within a text, by its escape.
  for (int i = 0; i < 5; ++i) {
    const std::size_t at = text.find("\":\"", random.below(text.size()));
    if (at == std::string::npos || at + 3 >= text.size()) continue;
    const char letter = text[at + 3];
    if (!std::isalnum(static_cast<unsigned char>(letter))) continue;
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", letter);
    result.push_back(std::string(text).replace(at + 3, 1, escape));
  }
  return result;
}

}  // namespace precept::test
