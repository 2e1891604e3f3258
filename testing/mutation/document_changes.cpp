#include "testing/mutation/document_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/decimal.h"
#include "base/moment.h"
#include "testing/suite/document.h"

namespace precept::testing {

using model::TypeKind;

namespace {

/// Only the first elements of a long list are changed.
constexpr std::size_t kMostElements = 4;
constexpr std::size_t kMostTexts = 8;
constexpr const char* kSomeText = "another";
constexpr const char* kSomebody = "the author of the test";

std::string child(const std::string& pointer, std::string_view name) {
  return fmt::format("{}/{}", pointer, name);
}

void collect_texts(const Json& value, std::set<std::string>& texts, std::set<Day>& days) {
  if (value.is_string()) {
    if (auto day = parse_date(value.get_ref<const std::string&>())) {
      days.insert(*day);
    } else if (texts.size() < kMostTexts) {
      texts.insert(value.get<std::string>());
    }
  }
  if (!value.is_structured()) return;
  for (const auto& [key, item] : value.items()) {
    if (key != "attestations" && key != "kind") collect_texts(item, texts, days);
  }
}

class ChangeFinder {
 public:
  ChangeFinder(const Json& document, const model::Record& record, const model::Model& model,
               const ValuePool& pool, const std::function<bool(std::string_view)>& is_wanted)
      : document_(document), record_(record), model_(model), pool_(pool), is_wanted_(is_wanted) {
    collect_texts(document, texts_, days_);
  }

  std::vector<DocumentChange> run() {
    change_record("", document_, record_);
    for (const model::Judgement& judgement : model_.judgements) {
      if (is_wanted_(judgement.name)) attest(judgement);
    }
    return std::move(found_);
  }

  Json sample_document() const {
    Json document = {{"kind", record_.name}};
    document.update(sample(record_, true));
    return document;
  }

 private:
  void put(const std::string& pointer, Json value) { found_.push_back({{pointer, std::move(value)}}); }

  void change_record(const std::string& pointer, const Json& value, const model::Record& record) {
    for (const model::Field& field : record.fields) {
      std::string place = child(pointer, field.name);
      bool is_there = value.contains(field.name);
      const Json* at = is_there ? &value[field.name] : nullptr;
      if (is_wanted_(field.name)) change_field(place, at, field.type);
      if (is_wanted_(field.name) && field.type.is(TypeKind::Key))
        change_key(place, pointer, record, field.type);
      if (at != nullptr) change_within(place, *at, field.type);
    }
  }

  void change_within(const std::string& place, const Json& value, const model::Type& type) {
    if (type.is(TypeKind::Record) && value.is_object())
      return change_record(place, value, model_.records[type.id]);
    bool has_records = type.is(TypeKind::List) && type.element->is(TypeKind::Record) && value.is_array();
    if (!has_records) return;
    for (std::size_t i = 0; i < std::min(value.size(), kMostElements); ++i) {
      if (value[i].is_object())
        change_record(fmt::format("{}/{}", place, i), value[i], model_.records[type.element->id]);
    }
  }

  void change_field(const std::string& place, const Json* now, const model::Type& type) {
    for (Json& value : values_of(type, now)) {
      if (now == nullptr || *now != value) put(place, std::move(value));
    }
    if (now != nullptr) found_.push_back({{place, std::nullopt}});
    if (now != nullptr && type.is(TypeKind::List) && now->is_array()) change_list(place, *now, *type.element);
  }

  /// Puts each key of the table, with each day that matters to its row: as the date beside the key, else as
  /// the document's date.
  void change_key(const std::string& place, const std::string& pointer, const model::Record& record,
                  const model::Type& type) {
    bool has_day = find_field(record, "date") != nullptr;
    std::string date = child(has_day ? pointer : "", "date");
    if (!has_day && find_field(record_, "date") == nullptr) return;
    for (const ValuePool::Key& key : pool_.keys[type.id]) {
      for (Day day : key.days) found_.push_back({{place, key.text}, {date, format_date(day)}});
    }
  }

  // ---- lists

  void change_list(const std::string& place, const Json& list, const model::Type& element) {
    if (list.size() > 1) {
      for (std::size_t i = 0; i < std::min(list.size(), kMostElements); ++i)
        found_.push_back({{fmt::format("{}/{}", place, i), std::nullopt}});
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 2); ++i) add_copy(place, list, i);
    if (element.is(TypeKind::Record)) return;
    for (const Json& value : values_of(element, nullptr)) {
      if (std::ranges::find(list, value) != list.end()) continue;
      Json longer = list;
      longer.push_back(value);
      put(place, std::move(longer));
    }
  }

  /// Adds an element twice: as it is, and under another name about which the same is attested.
  void add_copy(const std::string& place, const Json& list, std::size_t index) {
    Json longer = list;
    longer.push_back(list[index]);
    put(place, longer);
    Json& copy = longer.back();
    if (!copy.is_object() || !copy.contains("name") || !copy["name"].is_string()) return;
    std::string old = copy["name"];
    std::string name = old + " II";
    copy["name"] = name;
    DocumentChange change{{place, std::move(longer)}};
    if (document_.contains("attestations")) {
      Json attestations = document_["attestations"];
      for (const Json& attestation : document_["attestations"]) {
        if (attestation.value("about", "") != old) continue;
        attestations.push_back(attestation);
        attestations.back()["about"] = name;
      }
      change.push_back({"/attestations", std::move(attestations)});
    }
    found_.push_back(std::move(change));
  }

  // ---- values

  std::vector<Json> values_of(const model::Type& type, const Json* now) const {
    switch (type.kind) {
      case TypeKind::Truth:
        return {true, false};
      case TypeKind::Int:
      case TypeKind::Duration:
      case TypeKind::Months:
        return {pool_.numbers.begin(), pool_.numbers.end()};
      case TypeKind::Number:
        return decimals();
      case TypeKind::Moment:
        return moments();
      case TypeKind::Hours:
        return lengths();
      case TypeKind::Date:
        return days();
      case TypeKind::Text:
        return texts();
      case TypeKind::Enum:
        return members(type.id);
      case TypeKind::Key:
        return keys(type.id);
      case TypeKind::Set:
        return sets(type.id, now);
      case TypeKind::Record:
        return now == nullptr ? std::vector<Json>{sample(type)} : std::vector<Json>{};
      case TypeKind::List: {
        Json one = Json::array();
        if (!type.element->is(TypeKind::List)) one.push_back(sample(*type.element));
        bool is_filled = now != nullptr && now->is_array() && !now->empty();
        return is_filled ? std::vector<Json>{Json::array()} : std::vector<Json>{Json::array(), one};
      }
      case TypeKind::Error:
      case TypeKind::Row:
        break;
    }
    return {};
  }

  std::vector<Json> decimals() const {
    std::vector<Json> result(pool_.numbers.begin(), pool_.numbers.end());
    for (std::int64_t parts : pool_.decimals) result.push_back(Json::parse(format_decimal(parts)));
    return result;
  }
  std::vector<Json> moments() const {
    std::vector<Json> result;
    for (std::int64_t moment : pool_.moments) result.push_back(format_moment(moment));
    return result;
  }
  std::vector<Json> lengths() const {
    std::vector<Json> result{format_hours(0)};
    for (std::int64_t seconds : pool_.seconds) result.push_back(format_hours(seconds));
    return result;
  }
  std::vector<Json> days() const {
    std::set<Day> all(pool_.days.begin(), pool_.days.end());
    for (Day day : days_) {
      for (Day step : {-1, 0, 1}) all.insert(day + step);
    }
    std::vector<Json> result;
    for (Day day : all) result.push_back(format_date(day));
    return result;
  }
  std::vector<Json> texts() const {
    std::vector<Json> result(texts_.begin(), texts_.end());
    result.push_back(kSomeText);
    return result;
  }
  std::vector<Json> keys(std::uint32_t id) const {
    std::vector<Json> result;
    for (const ValuePool::Key& key : pool_.keys[id]) result.push_back(key.text);
    return result;
  }
  std::vector<Json> members(std::uint32_t id) const {
    std::vector<Json> result;
    for (const model::EnumMember& member : model_.enums[id].members) result.push_back(member.name);
    return result;
  }
  /// The empty set, the whole set, and the set at hand with one member more or less.
  std::vector<Json> sets(std::uint32_t id, const Json* now) const {
    Json whole = Json::array();
    std::vector<Json> result{Json::array()};
    for (const model::EnumMember& member : model_.enums[id].members) {
      Json toggled = now != nullptr && now->is_array() ? *now : Json::array();
      auto found = std::ranges::find(toggled, Json(member.name));
      if (found == toggled.end()) {
        toggled.push_back(member.name);
      } else {
        toggled.erase(found);
      }
      result.push_back(std::move(toggled));
      whole.push_back(member.name);
    }
    result.push_back(std::move(whole));
    return result;
  }
  /// A record with the fields that must be there. A `full` one also has the other fields, and one element in
  /// each list.
  Json sample(const model::Type& type, bool is_full = false) const {
    if (type.is(TypeKind::Record)) return sample(model_.records[type.id], is_full);
    if (type.is(TypeKind::List) && is_full) return Json::array({sample(*type.element, is_full)});
    if (type.is(TypeKind::List) || type.is(TypeKind::Set)) return Json::array();
    if (type.is(TypeKind::Text)) return kSomeText;
    if (type.is(TypeKind::Date) && !days_.empty()) return format_date(*days_.begin());
    std::vector<Json> values = values_of(type, nullptr);
    return values.empty() ? Json() : values.front();
  }

  Json sample(const model::Record& record, bool is_full) const {
    Json object = Json::object();
    for (const model::Field& field : record.fields) {
      bool is_needed = !field.type.or_none && !field.default_value;
      if (is_needed || is_full) object[field.name] = sample(field.type, is_full);
    }
    return object;
  }

  // ---- attestations

  /// Attests yes, no and nothing about everybody whom the judgement may be about.
  void attest(const model::Judgement& judgement) {
    std::vector<std::string> names{""};
    if (judgement.key_parameter) {
      std::uint32_t record = judgement.parameters[*judgement.key_parameter]->type.id;
      names = names_in(document_, record_, record, model_);
    }
    for (const std::string& name : names) {
      Json others = Json::array();
      const Json* now = nullptr;
      if (document_.contains("attestations")) {
        for (const Json& each : document_["attestations"]) {
          bool is_it = each.value("judgement", "") == judgement.name && each.value("about", "") == name;
          if (is_it) now = &each;
          if (!is_it) others.push_back(each);
        }
      }
      if (now != nullptr) put("/attestations", others);
      for (bool value : {true, false}) {
        if (now != nullptr && now->contains("value") && (*now)["value"] == value) continue;
        Json attestation = {{"judgement", judgement.name}};
        if (!name.empty()) attestation["about"] = name;
        attestation["value"] = value;
        attestation["by"] = kSomebody;
        attestation["date"] = document_.value("date", "2000-01-01");
        Json all = others;
        all.push_back(std::move(attestation));
        put("/attestations", std::move(all));
      }
    }
  }

  const Json& document_;
  const model::Record& record_;
  const model::Model& model_;
  const ValuePool& pool_;
  const std::function<bool(std::string_view)>& is_wanted_;
  std::set<std::string> texts_;
  std::set<Day> days_;
  std::vector<DocumentChange> found_;
};

}  // namespace

void make(const DocumentChange& change, Json& document) {
  for (const FieldChange& field_change : change) {
    Json::json_pointer pointer(field_change.pointer);
    if (field_change.value) {
      document[pointer] = *field_change.value;
      continue;
    }
    Json& around = document[pointer.parent_pointer()];
    if (around.is_array()) {
      around.erase(std::stoul(pointer.back()));
    } else {
      around.erase(pointer.back());
    }
  }
}

Json sample_document(const model::Record& record, const model::Model& model, const ValuePool& pool) {
  // The policy must be in force on the document's date.
  Json dates = Json::object();
  if (model.from) dates["date"] = format_date(*model.from);
  if (!model.from) dates["date"] = format_date(model.until.value_or(0));
  std::function<bool(std::string_view)> none = [](std::string_view) { return false; };
  return ChangeFinder(dates, record, model, pool, none).sample_document();
}

std::vector<DocumentChange> changes_of(const Json& document, const model::Record& record,
                                       const model::Model& model, const ValuePool& pool,
                                       const std::function<bool(std::string_view)>& is_wanted) {
  return ChangeFinder(document, record, model, pool, is_wanted).run();
}

}  // namespace precept::testing
