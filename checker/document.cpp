#include "checker/document.h"

#include <set>
#include <vector>

#include "checker/facts.h"
#include "checker/text.h"

namespace precept::checker {

namespace {

constexpr const char* kAttestations = "attestations";
constexpr const char* kKind = "kind";

/// Against the schema: every object is one of its records, every value of its field's type.
class Walk {
 public:
  explicit Walk(const ClauseTable& table) : table_(table) {}

  void check(const Json& document) {
    require(document.is_object(), "it is no object");
    const auto kind = document.find(kKind);
    require(kind != document.end() && *kind == table_.kind,
            "its kind is not `" + table_.kind + "`, which the receipt's clause table is about");
    open_.push_back({&document, 0});
    while (!open_.empty()) {
      const auto [json, record] = open_.back();
      open_.pop_back();
      check_record(*json, record);
    }
  }

 private:
  /// `kind` and `attestations` belong to every document whose record does not say otherwise.
  void check_record(const Json& json, std::size_t number) {
    const Record& record = table_.schema.records[number];
    for (const auto& [name, value] : json.items()) {
      const auto field = record.fields.find(name);
      if (field == record.fields.end()) {
        const bool is_built_in = number == 0 && (name == kKind || name == kAttestations);
        require(is_built_in, "`" + record.name + "` has no field `" + name + "`");
      } else if (!value.is_null()) {
        check_field(name, value, field->second);
      }
    }
  }

  void check_field(const std::string& name, const Json& value, const Field& field) try {
    if (!field.is_list) return check_value(value, field, name == "name");
    require(value.is_array(), "it is no list");
    for (const Json& element : value) check_value(element, field, true);
  } catch (const Refused& refused) {
    throw Refused("`" + name + "`: " + refused.what());
  }

  /// `must_be`: a text in which nothing is left is a mistake, and not only missing.
  void check_value(const Json& value, const Field& field, bool must_be) {
    if (!field.record) {
      const Written read = written(value, field.type, table_);
      require(!must_be || field.type.kind != Kind::Text || read.value.is_known(),
              "it is a text with nothing in it");
      return;
    }
    require(value.is_object(), "it is no `" + table_.schema.records[*field.record].name + "`");
    open_.push_back({&value, *field.record});
  }

  const ClauseTable& table_;
  std::vector<std::pair<const Json*, std::size_t>> open_;  ///< objects that are still to be looked at
};

/// A part of a document and its pointer.
struct Standing {
  const Json* json = nullptr;  ///< null: it is not there
  std::string pointer;
};

const Json* member_of(const Json* json, const std::string& name) {
  if (!json || !json->is_object()) return nullptr;
  const auto member = json->find(name);
  return member == json->end() ? nullptr : &*member;
}

/// What stands at the first `size` parts of the place, in each element of the lists on the way.
std::vector<Standing> standing_at(const Json& document, const Place& place, std::size_t size) {
  std::vector<Standing> found = {{&document, ""}};
  for (std::size_t part = 0; part < size; ++part) {
    std::vector<Standing> below;
    for (const Standing& at : found) {
      if (place[part] != "*") {
        below.push_back({member_of(at.json, place[part]), at.pointer + "/" + place[part]});
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

class Attestations {
 public:
  Attestations(const ClauseTable& table, const Json& document) : table_(table), document_(document) {}

  std::map<Attested, bool> read() {
    const auto all = document_.find(kAttestations);
    const bool is_field = table_.schema.records[0].fields.contains(kAttestations);
    if (is_field || all == document_.end() || all->is_null()) return {};
    require(all->is_array(), "`attestations` is no list");
    for (const Json& entry : *all) read_one(entry);
    return std::move(attested_);
  }

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
    const bool value = entry.at("value").get<bool>();
    const auto [place, is_new] = attested_.try_emplace(std::move(what), value);
    require(is_new || place->second == value, "an attestation contradicts another");
  }

  static std::string text(const Json& entry, const char* name) {
    return text_of(entry.at(name).get_ref<const std::string&>());
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
        at = member_of(at, place[part]);
        if (part + 1 < place.size()) pointer += "/" + place[part];
      }
      things[pointer].insert(pointer);
      if (!at || !at->is_string()) continue;
      const std::string name = text_of(at->get_ref<const std::string&>());
      if (!name.empty() && name != kToBeFilledIn) things[name].insert(pointer);
    }
  }

  const ClauseTable& table_;
  const Json& document_;
  std::map<Attested, bool> attested_;
  std::map<std::string, Things> things_;  ///< by judgement
};

std::optional<std::int64_t> date_of(const Json& document, const Place& place) {
  if (place.empty()) return std::nullopt;
  const Json* at = &document;
  for (const std::string& part : place) at = member_of(at, part);
  if (!at || !at->is_string()) return std::nullopt;
  return day_number(at->get<std::string>());
}

}  // namespace

ReadDocument read_document(const std::string& text, const ClauseTable& table) try {
  ReadDocument read{parse(text), {}, {}};
  Walk(table).check(read.json);
  read.attestations = Attestations(table, read.json).read();
  read.date = date_of(read.json, table.schema.date);
  return read;
} catch (const TooLarge&) {
  throw;
} catch (const Refused& refused) {
  throw Refused("it is none that is checked: " + std::string(refused.what()));
}

}  // namespace precept::checker
