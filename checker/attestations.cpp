#include "checker/attestations.h"

#include <algorithm>
#include <set>
#include <vector>

#include "checker/facts.h"
#include "checker/text.h"

namespace precept::checker {

namespace {

/// A part of a document and its pointer.
struct Standing {
  const Json* json = nullptr;  ///< null: it is not there
  std::string pointer;
};

/// What stands at the first `size` parts of the place, in each element of the lists on the way.
std::vector<Standing> standing_at(const Json& document, const Place& place, std::size_t size) {
  std::vector<Standing> found = {{&document, ""}};
  for (std::size_t part = 0; part < size; ++part) {
    std::vector<Standing> below;
    for (const Standing& at : found) {
      if (place[part] != "*") {
        below.push_back({field_of(at.json, place[part]), at.pointer + "/" + place[part]});
      } else if (at.json && at.json->is_array()) {
        std::size_t number = 0;
        for (const Json& element : *at.json)
          below.push_back({&element, at.pointer + "/" + std::to_string(number++)});
      }
    }
    found = std::move(below);
  }
  return found;
}

std::string text(const Json& attestation, const char* name) {
  return text_of(attestation.at(name).get_ref<const std::string&>());
}

/// Each text as it is read.
void read_texts(Json& json) {
  if (json.is_string()) {
    json = text_of(json.get_ref<const std::string&>());
  } else if (json.is_structured()) {
    for (Json& part : json) read_texts(part);
  }
}

/// Whose attestations count.
class Counted {
 public:
  Counted(const Json& document, const ClauseTable& table, const Attesters& attesters)
      : document_(document), table_(table), attesters_(attesters) {}

  bool counts(const Json& attestation) {
    if (attesters_.empty()) return true;
    const std::string by = text(attestation, "by");
    const std::string& role = table_.schema.judgements.at(text(attestation, "judgement")).by;
    const bool is_named = std::ranges::any_of(attesters_, [&](const Attester& one) {
      return one.name == by && !role.empty() && one.answers == role;
    });
    // Who is named for the role is not asked for what is said of him for all judgements.
    return std::ranges::any_of(attesters_, [&](const Attester& one) {
      return one.name == by && one.answers == (is_named ? role : "") &&
             (!one.key || signs(*one.key, attestation));
    });
  }

 private:
  /// Signed is the attestation without its signature, and the document that it is made in.
  bool signs(const std::string& key, const Json& attestation) {
    const auto signature = attestation.find("signature");
    if (signature == attestation.end() || signature->is_null()) return false;
    Json rest = attestation;
    rest.erase("signature");
    for (const char* name : {"about", "reason"}) {
      if (rest.contains(name) && (rest.at(name).is_null() || text(rest, name).empty())) rest.erase(name);
    }
    read_texts(rest);
    const std::string signed_text =
        "precept attestation 1\ndocument " + identity() + "\n" + rest.dump() + "\n";
    return is_signed(Signed::Attestation, signed_text, {key, text(attestation, "signature")});
  }

  /// Of the document without what is attested in it.
  const std::string& identity() {
    if (!identity_.empty()) return identity_;
    Json rest = document_;
    rest.erase(kAttestations);
    read_texts(rest);
    return identity_ = sha256(rest.dump());
  }

  const Json& document_;
  const ClauseTable& table_;
  const Attesters& attesters_;
  std::string identity_;
};

class Reader {
 public:
  Reader(const Json& document, const ClauseTable& table, const Attesters& attesters)
      : document_(document), table_(table), counted_(document, table, attesters) {}

  Attestations read() {
    const auto all = document_.find(kAttestations);
    const bool is_field = table_.schema.records[0].fields.contains(kAttestations);
    if (is_field || all == document_.end() || all->is_null()) return {};
    require(all->is_array(), "`attestations` is no list");
    for (const Json& entry : *all) read_one(entry);
    return std::move(attested_);
  }
  std::size_t not_counted() const { return not_counted_; }

 private:
  void read_one(const Json& entry) {
    require(entry.is_object(), "an attestation is no object");
    for (const auto& [name, value] : entry.items()) {
      const bool is_value = name == "value";
      require(is_value || name == "judgement" || name == "about" || name == "by" || name == "date" ||
                  name == "reason" || name == "signature",
              "an attestation has no field `" + name + "`");
      require(value.is_null() || (is_value ? value.is_boolean() : value.is_string()),
              "`" + name + "` of an attestation is of another type");
      if (value.is_string()) text_of(value.get_ref<const std::string&>());
    }
    for (const char* name : {"judgement", "value", "by", "date"}) {
      require(entry.contains(name) && !entry.at(name).is_null(),
              "an attestation lacks `" + std::string(name) + "`");
    }
    require(!is_placeholder(text(entry, "by")), "an attestation is by nobody");
    day_number(text(entry, "date"));
    Attested what{text(entry, "judgement"), about(entry)};
    if (!counted_.counts(entry)) return static_cast<void>(++not_counted_);
    const bool value = entry.at("value").get<bool>();
    const auto [place, is_new] = attested_.try_emplace(std::move(what), value);
    require(is_new || place->second == value, "an attestation contradicts another");
  }

  /// Whom it is about: the one thing that has the name or lies at the pointer, by its pointer; or the
  /// document.
  std::optional<std::string> about(const Json& entry) {
    const std::string name = text(entry, "judgement");
    const auto judgement = table_.schema.judgements.find(name);
    require(judgement != table_.schema.judgements.end(), "there is no judgement `" + name + "`");
    const bool is_given = entry.contains("about") && !entry.at("about").is_null();
    require(is_given != judgement->second.about.empty(),
            "an attestation of `" + name + "` is not about what that judgement is about");
    if (!is_given) return std::nullopt;
    const auto& known = things_of(name, judgement->second);
    const auto found = known.find(text(entry, "about"));
    require(found != known.end() && !found->second.empty(), "an attestation is about nobody who is there");
    require(found->second.size() == 1, "an attestation is about several that have the name");
    return *found->second.begin();
  }

  /// The pointers of what the judgement can be about, by that pointer and by the name.
  using Things = std::map<std::string, std::set<std::string>>;
  const Things& things_of(const std::string& name, const Judgement& judgement) {
    const auto [place, is_new] = things_.try_emplace(name);
    if (!is_new) return place->second;
    for (const Place& about : judgement.about) add_things(about, place->second);
    return place->second;
  }

  /// The elements of the last list on the way (or the document) are there or not; what of them is judged lies
  /// on the rest of the way, and the name in it.
  void add_things(const Place& place, Things& things) const {
    std::size_t rows = place.size();
    while (rows > 0 && place[rows - 1] != "*") --rows;
    for (const Standing& row : standing_at(document_, place, rows)) {
      std::string pointer = row.pointer;
      const Json* at = row.json;
      for (std::size_t part = rows; part < place.size(); ++part) {
        at = field_of(at, place[part]);
        if (part + 1 < place.size()) pointer += "/" + place[part];
      }
      things[pointer].insert(pointer);
      if (!at || !at->is_string()) continue;
      const std::string name = text_of(at->get_ref<const std::string&>());
      if (!name.empty() && name != kToBeFilledIn) things[name].insert(pointer);
    }
  }

  const Json& document_;
  const ClauseTable& table_;
  Counted counted_;
  Attestations attested_;
  std::size_t not_counted_ = 0;
  std::map<std::string, Things> things_;  ///< by judgement
};

}  // namespace

Attestations read_attestations(const Json& document, const ClauseTable& table, const Attesters& attesters,
                               std::size_t& not_counted) {
  Reader reader(document, table, attesters);
  Attestations attested = reader.read();
  not_counted = reader.not_counted();
  return attested;
}

}  // namespace precept::checker
