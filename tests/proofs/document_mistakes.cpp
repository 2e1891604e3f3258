#include "tests/proofs/document_mistakes.h"

#include <cstdio>
#include <functional>
#include <map>

namespace precept::test {

namespace {

using Json = nlohmann::json;
using generate::Random;

std::vector<Json*> places(Json& document, const std::function<bool(const Json&)>& is_wanted) {
  std::vector<Json*> found;
  const std::function<void(Json&)> visit = [&](Json& json) {
    if (is_wanted(json)) found.push_back(&json);
    if (!json.is_structured()) return;
    for (Json& entry : json) visit(entry);
  };
  visit(document);
  return found;
}

/// Changes one of the places that fit, at random.
template <class Is, class Change>
void change(Json& document, Random& random, Is is_wanted, Change made) {
  const auto found = places(document, is_wanted);
  if (!found.empty()) made(*random.pick(found));
}

bool is_text(const Json& json) {
  return json.is_string();
}
bool is_object(const Json& json) {
  return json.is_object() && !json.empty();
}
bool is_list(const Json& json) {
  return json.is_array();
}

std::string any_key(const Json& object, Random& random) {
  auto entry = object.begin();
  std::advance(entry, static_cast<std::ptrdiff_t>(random.below(object.size())));
  return entry.key();
}

Json& any_attestation(Json& document, Random& random) {
  Json& all = document["attestations"];
  if (!all.is_array() || all.empty()) all = Json::array({{{"judgement", "committed"}, {"value", true}}});
  return all[random.below(all.size())];
}

using Mistake = std::function<void(Json&, Random&)>;

void insert(Json& json, Random& random, const std::vector<std::string>& pieces) {
  auto text = json.get<std::string>();
  const std::string& piece = pieces[random.below(pieces.size())];
  const std::size_t at = random.percent(50) ? text.size() : 0;
  json = text.insert(at, piece);
}

const std::map<std::string, Mistake>& mistakes() {
  static const std::vector<std::string> kHidden = {"\u0007", "\u200b", "\u202e",
                                                   "\u2066", "\ufeff", "\u0000"};
  static const std::vector<std::string> kBlank = {" ", "\u00a0", "\t", "\n", "  "};
  static const std::map<std::string, Mistake> all = {
      {"a field misspelt",
       [](Json& document, Random& random) {
         change(document, random, is_object, [&](Json& object) {
           const std::string key = any_key(object, random);
           const Json value = object[key];
           object.erase(key);
           object[random.percent(50) ? key + "s" : key.substr(1)] = value;
         });
       }},
      {"a field too many",
       [](Json& document, Random& random) {
         change(document, random, is_object, [&](Json& object) { object["approved"] = true; });
       }},
      {"a field left out",
       [](Json& document, Random& random) {
         change(document, random, is_object, [&](Json& object) { object.erase(any_key(object, random)); });
       }},
      {"a text for a value",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return json.is_primitive(); },
             [](Json& value) { value = value.is_string() ? Json(7) : Json("seven"); });
       }},
      {"a truth for a value",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return json.is_primitive() && !json.is_boolean(); },
             [](Json& value) { value = true; });
       }},
      {"a fraction",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return json.is_primitive(); },
             [](Json& value) { value = 1.5; });
       }},
      {"null for a value",
       [](Json& document, Random& random) {
         change(
             document, random, [&](const Json& json) { return &json != &document; },
             [](Json& value) { value = nullptr; });
       }},
      {"an object for a value",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return !json.is_object(); },
             [&](Json& value) {
               value = random.percent(50) ? Json::object()
                                          : Json{{"is", random.percent(50) ? "none" : "unknown"}};
             });
       }},
      {"a list for a value",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return !json.is_array(); },
             [](Json& value) { value = Json::array({value}); });
       }},
      {"something else in a list",
       [](Json& document, Random& random) {
         change(document, random, is_list, [&](Json& list) {
           const Json others[] = {Json(), 7, "x", {{"is", "unknown"}}, Json::array(), Json::object(), true};
           list.push_back(others[random.below(std::size(others))]);
         });
       }},
      {"an empty record",
       [](Json& document, Random& random) {
         change(
             document, random, [&](const Json& json) { return json.is_object() && &json != &document; },
             [](Json& object) { object = Json::object(); });
       }},
      {"another word",
       [](Json& document, Random& random) {
         change(document, random, is_text, [](Json& text) { text = text.get<std::string>() + "x"; });
       }},
      {"no word", [](Json& document,
                     Random& random) { change(document, random, is_text, [](Json& text) { text = ""; }); }},
      {"hidden characters",
       [](Json& document, Random& random) {
         change(document, random, is_text, [&](Json& text) { insert(text, random, kHidden); });
       }},
      {"blanks around",
       [](Json& document, Random& random) {
         change(document, random, is_text, [&](Json& text) { insert(text, random, kBlank); });
       }},
      {"only blanks",
       [](Json& document, Random& random) {
         change(document, random, is_text, [&](Json& text) { text = kBlank[random.below(kBlank.size())]; });
       }},
      {"no day of the calendar",
       [](Json& document, Random& random) {
         change(
             document, random,
             [](const Json& json) {
               return json.is_string() && json.get_ref<const std::string&>().size() == 10;
             },
             [&](Json& date) {
               const char* days[] = {"2023-02-29", "2023-13-01", "2023-1-1", "0000-01-01", "2023-04-31T"};
               date = days[random.below(std::size(days))];
             });
       }},
      {"another kind",
       [](Json& document, Random& random) {
         const char* kinds[] = {"Meeting", "Proposal", "meeting", "Order", ""};
         document["kind"] = kinds[random.below(std::size(kinds))];
       }},
      {"an attestation incomplete",
       [](Json& document, Random& random) {
         Json& one = any_attestation(document, random);
         one.erase(any_key(one, random));
       }},
      {"an attestation by nobody",
       [](Json& document, Random& random) {
         const char* nobody[] = {"",  " ",    "\t",   "?",      "-",   "TODO", "<name>",
                                 "…", "TОDО", "T0D0", "ＴＢＤ", "ТВА", "ᎢᎠᎠ"};
         any_attestation(document, random)["by"] = nobody[random.below(std::size(nobody))];
       }},
      {"an attestation contradicted",
       [](Json& document, Random& random) {
         Json other = any_attestation(document, random);
         if (other.contains("value") && other["value"].is_boolean())
           other["value"] = !other["value"].get<bool>();
         document["attestations"].push_back(other);
       }},
      {"an attestation about somebody else",
       [](Json& document, Random& random) {
         any_attestation(document, random)["about"] =
             random.percent(50) ? Json("Nobody") : Json("/supporters/99");
       }},
      {"an attestation of something else",
       [](Json& document, Random& random) { any_attestation(document, random)["judgement"] = "kind"; }},
      {"an attestation with a field too many",
       [](Json& document, Random& random) { any_attestation(document, random)["comment"] = "x"; }},
      {"an element twice",
       [](Json& document, Random& random) {
         change(
             document, random, [](const Json& json) { return json.is_array() && !json.empty(); },
             [&](Json& list) {
               const Json copy = list[random.below(list.size())];
               list.push_back(copy);
             });
       }},
  };
  return all;
}

/// Mistakes of the text itself, that no value has.
const std::map<std::string, std::function<std::string(std::string, Random&)>>& text_mistakes() {
  using Change = std::function<std::string(std::string, Random&)>;
  static const auto after_brace = [](std::string text, Random& random, const std::string& what) {
    const std::size_t at = text.find('"', random.below(text.size()));
    return at == std::string::npos ? text : text.insert(at, what);
  };
  static const std::map<std::string, Change> all = {
      {"a key twice",
       [](std::string text, Random&) {
         const std::size_t at = text.find("\"kind\"");
         return at == std::string::npos
                    ? text
                    : text.insert(at, "\"date\": \"2023-01-01\", \"date\": \"2023-01-02\", ");
       }},
      {"a comma too many",
       [](std::string text, Random& random) { return after_brace(std::move(text), random, ","); }},
      {"a byte that is no UTF-8",
       [](std::string text, Random& random) { return text.insert(random.below(text.size()), "\xff"); }},
      {"a zero byte at the end", [](std::string text, Random&) { return text + std::string(1, '\0'); }},
      {"something after the end", [](std::string text, Random&) { return text + "x"; }},
      {"a tab within a text",
       [](std::string text, Random& random) {
         const std::size_t at = text.find("\": \"", random.below(text.size()));
         return at == std::string::npos ? text : text.insert(at + 4, "\t");
       }},
      {"half a character",
       [](std::string text, Random& random) {
         const std::size_t at = text.find("\": \"", random.below(text.size()));
         return at == std::string::npos ? text : text.insert(at + 4, "\\ud800");
       }},
      {"a byte order mark", [](std::string text, Random&) { return "\xEF\xBB\xBF" + text; }},
      {"a letter as an escape",
       [](std::string text, Random& random) {
         const std::size_t at = text.find("\": \"", random.below(text.size()));
         if (at == std::string::npos || static_cast<unsigned char>(text[at + 4]) < 'A' || text[at + 4] > 'z')
           return text;
         char escape[8];
         std::snprintf(escape, sizeof escape, "\\u%04x", text[at + 4]);
         return text[at + 4] == '\\' ? text : text.replace(at + 4, 1, escape);
       }},
      {"cut off", [](std::string text, Random& random) { return text.substr(0, random.below(text.size())); }},
  };
  return all;
}

}  // namespace

const std::vector<std::string>& document_mistakes() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& [name, made] : mistakes()) result.push_back(name);
    for (const auto& [name, made] : text_mistakes()) result.push_back(name);
    return result;
  }();
  return names;
}

std::string with_mistake(const std::string& document, const std::string& name, Random& random) {
  if (const auto found = text_mistakes().find(name); found != text_mistakes().end())
    return found->second(document, random);
  Json json = Json::parse(document, nullptr, false);
  if (json.is_discarded()) return document;
  const Json before = json;
  mistakes().at(name)(json, random);
  return json == before ? document : json.dump(1);
}

}  // namespace precept::test
