#include "checker/policy.h"

#include <algorithm>
#include <tuple>

#include "checker/text.h"
#include "checker/value.h"

namespace precept::checker {

bool is_digest(const Json& json) {
  return json.is_string() && json.get_ref<const std::string&>().size() == 64 &&
         std::ranges::all_of(json.get_ref<const std::string&>(),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

namespace {

std::optional<std::int64_t> read_day(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  return day_number(text_in(json, "the policy", key));
}

Reading read_reading(const Json& json) {
  require_members(json, "a reading", {"choices", "default", "name"});
  Reading reading{text_in(json, "a reading", "name"), text_in(json, "a reading", "default"), {}};
  require(json.at("choices").is_array(), "the choices of a reading are no list");
  for (const Json& choice : json.at("choices")) {
    require(choice.is_string(), "a choice of a reading is no text");
    require(reading.choices.insert(choice.get<std::string>()).second, "a reading has a choice twice");
  }
  require(reading.choices.contains(reading.by_default), "a reading's default is none of its choices");
  return reading;
}

void read_files(const Json& json, std::vector<std::string> members, Policy& policy) {
  require(json.is_array(), "its files are no list");
  members.push_back("sha256");
  for (const Json& file : json) {
    require_members(file, "a file", members);
    for (const std::string& member : members) text_in(file, "a file", member.c_str());
    require(is_digest(file.at("sha256")), "a file's digest is none");
    policy.files.insert(file.at("sha256").get<std::string>());
  }
}

}  // namespace

std::string text_in(const Json& object, const char* what, const char* member) {
  const Json& text = object.at(member);
  require(text.is_string(), "`" + std::string(member) + "` of " + what + " is no text");
  return text.get<std::string>();
}

void require_members(const Json& json, const char* what, const std::vector<std::string>& members) {
  require(json.is_object(), std::string(what) + " is no object");
  std::size_t found = 0;
  for (const std::string& member : members) {
    const bool is_optional = member.ends_with('?');
    const std::string name = is_optional ? member.substr(0, member.size() - 1) : member;
    require(is_optional || json.contains(name), std::string(what) + " has no `" + name + "`");
    found += json.contains(name);
  }
  if (found == json.size()) return;
  for (const auto& [name, value] : json.items()) {
    const bool is_known = std::ranges::find(members, name) != members.end() ||
                          std::ranges::find(members, name + "?") != members.end();
    require(is_known, std::string(what) + " has a member `" + name + "`, which nothing checks");
  }
}

Policy read_policy(const Json& json) {
  require_members(json, "the policy",
                  {"in_force_from?", "in_force_until?", "kinds", "name", "readings", "source_lock?",
                   "sources", "tables", "title?"});
  Policy policy;
  policy.name = text_in(json, "the policy", "name");
  for (const char* text : {"title", "source_lock"}) {
    if (json.contains(text)) text_in(json, "the policy", text);
  }
  policy.has_source_lock = json.contains("source_lock");
  policy.from = read_day(json, "in_force_from");
  policy.until = read_day(json, "in_force_until");
  require(json.at("readings").is_array(), "its readings are no list");
  std::set<std::string> names;
  for (const Json& reading : json.at("readings")) {
    policy.readings.push_back(read_reading(reading));
    require(names.insert(policy.readings.back().name).second, "a reading is there twice");
  }
  require(json.at("kinds").is_object(), "its kinds are none");
  for (const auto& [kind, digest] : json.at("kinds").items()) {
    require(is_digest(digest), "the digest of a clause table is none");
    policy.kinds[kind] = digest.get<std::string>();
  }
  read_files(json.at("sources"), {"name"}, policy);
  read_files(json.at("tables"), {"name", "path"}, policy);
  return policy;
}

Attesters attesters_of(const Json& whole) {
  Attesters attesters;
  if (!whole.contains("attesters")) return attesters;
  const Json& json = whole.at("attesters");
  require(json.is_array() && !json.empty(), "its `attesters` are no list of somebody");
  std::tuple<std::string, std::string, std::string> last;
  for (const Json& one : json) {
    require_members(one, "an attester", {"answers?", "key?", "name"});
    for (const auto& [name, value] : one.items())
      require(value.is_string() && !value.get_ref<const std::string&>().empty(),
              "an attester is not in its form");
    const std::tuple read(one.at("name").get<std::string>(), one.value("answers", ""), one.value("key", ""));
    require(last < read, "the attesters are not in their order");
    const auto& [name, answers, key] = last = read;
    require(key.empty() || is_public_key(key), "the key of an attester is none");
    auto& keys = attesters[{name, answers}];
    keys.insert(key);
    require_within(keys.size() <= kMostKeys, "an attester has too many keys");
  }
  return attesters;
}

std::string digest_of(const Json& json) {
  Json rest = json;
  rest.erase("digest");
  rest.erase("signature");
  return sha256(canonical(rest));
}

std::string signer_of(const Json& signature, Signed what, const std::string& digest) {
  require_members(signature, "the signature", {"algorithm", "public_key", "value"});
  require(signature.at("algorithm") == "Ed25519", "it is no Ed25519 signature");
  const Signature read{text_in(signature, "the signature", "public_key"),
                       text_in(signature, "the signature", "value")};
  require(is_signed(what, digest, read), "it is not one of this by the key that it names");
  return read.public_key;
}

Card read_card(std::string_view text) try {
  require_within(text.size() <= kMostBytes, "it is longer than any card");
  const Json json = parse(text);
  require_members(json, "the card", {"attesters?", "card", "digest", "policy", "signature?"});
  require(json.at("card") == kCardFormat, "it is none of format 1");
  require(canonical(json) == text, "it is not written as a card is");
  Card card{json.at("policy"), json.value("attesters", Json()), digest_of(json), {}};
  require(json.at("digest") == card.digest, "its digest is another");
  if (json.contains("signature"))
    card.public_key = signer_of(json.at("signature"), Signed::Card, card.digest);
  read_policy(card.policy);
  attesters_of(json);
  return card;
} catch (const Json::exception&) {
  throw Refused("it is not in the form of a card");
}

std::string write_card(const Json& policy, const Json& attesters) {
  Json card = {{"card", kCardFormat}, {"policy", policy}};
  if (!attesters.is_null()) card["attesters"] = attesters;
  card["digest"] = digest_of(card);
  return canonical(card);
}

std::optional<std::string> sign_card(const std::string& card, const std::string& secret_key) {
  Json json = parse(card);
  const auto made = sign(Signed::Card, json.at("digest").get<std::string>(), secret_key);
  if (!made) return std::nullopt;
  json["signature"] = {{"algorithm", "Ed25519"}, {"public_key", made->public_key}, {"value", made->value}};
  return canonical(json);
}

}  // namespace precept::checker
