#include "checker/attestations.h"

#include <algorithm>
#include <set>
#include <vector>

#include "checker/facts.h"
#include "checker/text.h"

namespace precept::checker {

namespace {

/// Follows a place from its part `from` on, below `json`. Calls `visit` with each value (null where it is
/// absent) and its pointer.
template <class Visit>
void walk(const Json* json, const FieldPath& place, std::size_t from, std::size_t end,
          const std::string& pointer, const Visit& visit) {
  if (from == end) return visit(json, pointer);
  if (place[from] != "*")
    return walk(field_of(json, place[from]), place, from + 1, end, pointer + "/" + place[from], visit);
  if (!json || !json->is_array()) return;
  std::size_t number = 0;
  for (const Json& element : *json)
    walk(&element, place, from + 1, end, pointer + "/" + std::to_string(number++), visit);
}

std::string text(const Json& attestation, const char* name) {
  return text_of(attestation.at(name).get_ref<const std::string&>());
}

/// Whether anything is given in it.
bool holds_something(const Json& json) {
  if (json.is_object())
    return std::ranges::any_of(json, [](const Json& member) { return holds_something(member); });
  if (!json.is_string()) return !json.is_null();
  const std::string read = text_of(json.get_ref<const std::string&>());
  return !read.empty() && read != kToBeFilledIn;
}

/// Each text as it is read.
void read_texts(Json& json) {
  if (json.is_string()) {
    json = text_of(json.get_ref<const std::string&>());
  } else if (json.is_structured()) {
    for (Json& part : json) read_texts(part);
  }
}

/// Decides whose attestations count.
class AttesterFilter {
 public:
  AttesterFilter(const Json& document, const ClauseTable& table, const Attesters& attesters)
      : document_(document), table_(table), attesters_(attesters) {}

  bool counts(const Json& attestation) {
    if (attesters_.empty()) return true;
    const std::string by = text(attestation, "by");
    const std::string& role = table_.schema.judgements.at(text(attestation, "judgement")).by;
    auto found = attesters_.find({by, role});
    // An entry for the role goes before an entry for all judgements.
    if (found == attesters_.end()) found = attesters_.find({by, ""});
    return found != attesters_.end() && std::ranges::any_of(found->second, [&](const std::string& key) {
             return key.empty() || signs(key, attestation);
           });
  }

 private:
  /// True where the key signed the attestation. The signed text is the identity of the document and the
  /// attestation without its signature.
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

  /// The identity of the document: the digest of it without its attestations.
  const std::string& identity() {
    if (!identity_.empty()) return identity_;
    Json rest = document_;
    rest.erase(kAttestations);
    read_texts(rest);
    return identity_ = sha256(one_line(rest));
  }

  const Json& document_;
  const ClauseTable& table_;
  const Attesters& attesters_;
  std::string identity_;
};

class AttestationReader {
 public:
  AttestationReader(const Json& document, const ClauseTable& table, const Attesters& attesters)
      : document_(document), table_(table), filter_(document, table, attesters) {}

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
    if (!filter_.counts(entry)) return static_cast<void>(++not_counted_);
    const bool value = entry.at("value").get<bool>();
    const auto [place, is_new] = attested_.try_emplace(std::move(what), value);
    require(is_new || place->second == value, "an attestation contradicts another");
  }

  /// The pointer of what an attestation is about: the one thing with the name or at the pointer that `about`
  /// gives. None: the document.
  std::optional<std::string> about(const Json& entry) {
    const std::string name = text(entry, "judgement");
    const auto judgement = table_.schema.judgements.find(name);
    require(judgement != table_.schema.judgements.end(), "there is no judgement `" + name + "`");
    const bool is_given = entry.contains("about") && !entry.at("about").is_null();
    require(is_given != judgement->second.about.empty(),
            "an attestation of `" + name + "` is not about what that judgement is about");
    if (!is_given) return std::nullopt;
    const auto& known = attestables_of(name, judgement->second);
    const auto found = known.find(text(entry, "about"));
    require(found != known.end() && !found->second.empty(), "an attestation is about nobody who is there");
    require(found->second.size() == 1, "an attestation is about several that have the name");
    return *found->second.begin();
  }

  /// By pointer and by name: the pointers of what the judgement can be about. Only the pointers and
  /// names that occur in an `about` are kept.
  using Attestables = std::map<std::string, std::set<std::string>>;
  const Attestables& attestables_of(const std::string& name, const Judgement& judgement) {
    const auto [place, is_new] = attestables_.try_emplace(name);
    if (!is_new) return place->second;
    for (const Json& entry : document_.at(kAttestations)) {
      const Json* about = field_of(&entry, "about");
      if (about && about->is_string())
        place->second.try_emplace(text_of(about->get_ref<const std::string&>()));
    }
    for (const FieldPath& about : judgement.about) find_attestables(about, place->second);
    return place->second;
  }

  /// Adds what lies at a place and can be attested. The place ends with the field `name`; the part behind its
  /// last `*` leads from an element to it.
  void find_attestables(const FieldPath& place, Attestables& attestables) const {
    std::size_t rows = place.size();
    while (rows > 0 && place[rows - 1] != "*") --rows;
    std::string below;
    for (std::size_t part = rows; part + 1 < place.size(); ++part) below += "/" + place[part];
    walk(&document_, place, 0, rows, "", [&](const Json* row, const std::string& of_row) {
      const std::string pointer = of_row + below;
      const Json* attestable = row;
      for (std::size_t part = rows; part + 1 < place.size(); ++part)
        attestable = field_of(attestable, place[part]);
      const bool is_record = rows + 1 < place.size();
      // Nobody can judge what is not there; a record in which nothing is given is none.
      if (!attestable || !attestable->is_object() || (is_record && !holds_something(*attestable))) return;
      if (auto meant = attestables.find(pointer); meant != attestables.end()) meant->second.insert(pointer);
      const Json* name = field_of(attestable, place.back());
      if (!name || !name->is_string()) return;
      const std::string called = text_of(name->get_ref<const std::string&>());
      if (called.empty() || called == kToBeFilledIn) return;
      if (auto meant = attestables.find(called); meant != attestables.end()) meant->second.insert(pointer);
    });
  }

  const Json& document_;
  const ClauseTable& table_;
  AttesterFilter filter_;
  Attestations attested_;
  std::size_t not_counted_ = 0;
  std::map<std::string, Attestables> attestables_;  ///< by name of the judgement
};

}  // namespace

Attestations read_attestations(const Json& document, const ClauseTable& table, const Attesters& attesters,
                               std::size_t& not_counted) {
  AttestationReader reader(document, table, attesters);
  Attestations attested = reader.read();
  not_counted = reader.not_counted();
  return attested;
}

}  // namespace precept::checker
