#include "tests/generate/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/moment.h"
#include "base/text.h"

namespace precept::generate {

namespace {

using nlohmann::json;

class DocumentMaker {
 public:
  DocumentMaker(Random& random, const World& world, std::size_t record) : random_(random), world_(world) {
    static const std::vector<int> chances{0, 5, 5, 20, 40};
    chance_of_gap_ = random_.pick(chances);
    if (random_.percent(3)) long_lists_ = 1;
    root_ = record;
  }

  json make() {
    json document = record(root_, "");
    document["kind"] = world_.records[root_].name;
    if (!world_.judgements.empty() && random_.percent(80)) attest(document);
    return document;
  }

 private:
  json record(std::size_t id, const std::string& pointer) {
    json result = json::object();
    for (const Field& field : world_.records[id].fields) {
      const int chance = field.type.or_none ? std::max(chance_of_gap_, 25) : chance_of_gap_;
      if (random_.percent(chance)) {
        if (random_.percent(30)) result[field.name] = nullptr;
        continue;
      }
      if (!field.default_value.empty() && random_.percent(40)) continue;
      result[field.name] = value(field.type, pointer + "/" + field.name);
      if (field.type.is(Kind::Text) && random_.percent(10))
        result[field.name] = disguised(result[field.name], field);
    }
    // A record in which nothing is given is none that could be judged; an element is there by its row.
    if (!is_element(pointer) && !gives_something(result)) return result;
    std::string name;
    if (result.contains("name") && result["name"].is_string())
      name = without_faults(result["name"].get<std::string>());
    named_[id].push_back({name, pointer});
    return result;
  }

  static bool is_element(const std::string& pointer) {
    const std::string last = pointer.substr(pointer.rfind('/') + 1);
    return last.find_first_not_of("0123456789") == std::string::npos;
  }
  static bool gives_something(const json& value) {
    if (value.is_null()) return false;
    if (value.is_string()) return !without_faults(value.get<std::string>()).empty();
    if (!value.is_object()) return true;
    return std::ranges::any_of(value, gives_something);
  }

  /// A text as people write it who do not see what they write: it reads the same. Or one that is blank, where
  /// that is no mistake.
  std::string disguised(const std::string& text, const Field& field) {
    if (field.name != "name" && random_.percent(30)) return random_.percent(50) ? "" : " \u00A0\t";
    if (random_.percent(50)) return " " + text + "\u3000";
    return text + "\uFE0F\n";
  }

  json value(const Type& type, const std::string& pointer) {
    switch (type.kind) {
      case Kind::Truth:
        return random_.percent(50);
      case Kind::Int:
        return some_number(random_);
      case Kind::Number:
        return json::parse(some_decimal(random_));
      case Kind::Date:
        return some_date(random_);
      case Kind::Duration:
        return some_days(random_);
      case Kind::Months:
        return some_months(random_);
      case Kind::Moment:
        return some_moment(random_);
      case Kind::Hours:
        return format_hours(some_seconds(random_));
      case Kind::Text:
        return some_text(random_);
      case Kind::Enum:
        return random_.pick(world_.enums[type.id].members);
      case Kind::Key:
        return key(world_.tables[type.id]);
      case Kind::Set:
        return set(world_.enums[type.id]);
      case Kind::Record:
        return record(type.id, pointer);
      case Kind::List:
        return list(type.element_type(), pointer);
    }
    return nullptr;
  }

  std::string key(const Table& table) {
    const auto& row = random_.pick(table.cells);
    return table.has_alternative && random_.percent(40) ? row[1] : row[0];
  }

  json set(const Enum& of) {
    json result = json::array();
    for (const std::string& member : of.members)
      if (random_.percent(40)) result.push_back(member);
    return result;
  }

  json list(const Type& element, const std::string& pointer) {
    int length = random_.between(0, 4);
    if (long_lists_ > 0 && random_.percent(50)) {
      --long_lists_;
      static const std::vector<int> lengths{63, 64, 65, 100, 127, 128, 129};
      length = random_.pick(lengths);
    }
    json result = json::array();
    for (int i = 0; i < length; ++i) result.push_back(value(element, pointer + "/" + std::to_string(i)));
    return result;
  }

  /// About names that are there; what is said twice is said alike.
  void attest(json& document) {
    json attestations = json::array();
    std::map<std::pair<std::string, std::string>, bool> said;
    for (int i = random_.between(0, 8); i > 0; --i) {
      const Judgement& judgement = random_.pick(world_.judgements);
      json attestation{{"judgement", judgement.name}, {"by", "Kim"}, {"date", some_date(random_)}};
      std::string about;
      if (judgement.key) {
        const auto& named = named_[judgement.records[*judgement.key]];
        if (named.empty()) continue;
        const Named& one = random_.pick(named);
        about = one.pointer;
        auto has_name = [&](const Named& other) { return other.name == one.name; };
        // A name that another has too is no way to be about one of them.
        const bool is_ambiguous = std::ranges::count_if(named, has_name) > 1;
        const bool is_by_name = !one.name.empty() && !is_ambiguous && random_.percent(80);
        attestation["about"] = is_by_name ? one.name : one.pointer;
      } else if (judgement.records[0] != root_) {
        continue;
      }
      auto [found, is_new] = said.try_emplace({judgement.name, about}, random_.percent(60));
      attestation["value"] = found->second;
      if (random_.percent(30)) attestation["reason"] = "seen";
      attestations.push_back(attestation);
    }
    if (!attestations.empty()) document["attestations"] = attestations;
  }

  Random& random_;
  const World& world_;
  std::size_t root_ = 0;
  int chance_of_gap_ = 0;
  int long_lists_ = 0;
  struct Named {
    std::string name;  ///< as it is read; empty: it has none
    std::string pointer;
  };
  std::map<std::size_t, std::vector<Named>> named_;  ///< by record
};

}  // namespace

json make_document(Random& random, const World& world, std::size_t record) {
  return DocumentMaker(random, world, record).make();
}

}  // namespace precept::generate
