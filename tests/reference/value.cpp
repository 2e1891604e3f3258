#include "tests/reference/value.h"

#include <cassert>
#include <nlohmann/json.hpp>

#include "base/decimal.h"
#include "base/moment.h"
#include "base/text.h"

namespace precept::reference {

using model::Type;
using model::TypeKind;

Value unknown_value() {
  return {};
}

Value empty_list() {
  Value value;
  value.state = ValueState::Known;
  value.list = std::make_shared<const std::vector<Element>>();
  return value;
}

Value none_value() {
  Value value;
  value.state = ValueState::None;
  value.interval = Interval::none();
  return value;
}

Value known_number(std::int64_t number) {
  Value value;
  value.state = ValueState::Known;
  value.number = number;
  return value;
}

Value known_interval(Interval interval) {
  if (interval.is_none()) return none_value();
  if (interval.is_unknown()) return unknown_value();
  Value value;
  value.state = ValueState::Known;
  value.interval = interval;
  return value;
}

Value truth_value(Truth truth) {
  return truth == Truth::Unknown ? unknown_value() : known_number(truth == Truth::Yes);
}

Truth truth_of(const Value& value) {
  if (!value.known()) return Truth::Unknown;
  return value.number != 0 ? Truth::Yes : Truth::No;
}

Value of_type(const Type& type, Value value) {
  constexpr std::int64_t kMillion = 1'000'000;
  if (type.is(TypeKind::Number)) value.under = Interval::exactly(kMillion);
  return value;
}

Value constant_value(const Type& type, const model::Value& constant) {
  if (constant.state == ValueState::None) return of_type(type, none_value());
  if (constant.state == ValueState::Unknown) return of_type(type, unknown_value());
  if (type.is(TypeKind::Number)) {
    Value value = known_interval(Interval::exactly(constant.number));
    value.under = Interval::exactly(constant.under);
    return value;
  }
  if (type.is_number()) return known_interval(Interval::exactly(constant.number));
  Value value = known_number(constant.number);
  value.text = constant.text;
  return value;
}

std::int64_t row_of_key(const model::Model& model, const model::Table& table, const std::string& key) {
  auto spells = [&](const model::Value& cell, const Type& type) {
    if (type.is(TypeKind::Enum)) return model.enums[type.id].members[cell.number].name == key;
    if (type.is(TypeKind::Key)) return row_of_key(model, model.tables[type.id], key) == cell.number;
    return cell.state == ValueState::Known && cell.text == key;
  };
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::uint32_t column = table.key[0];
    if (spells(table.rows[row][column], table.columns[column].type)) return static_cast<std::int64_t>(row);
    if (table.alternative &&
        spells(table.rows[row][*table.alternative], table.columns[*table.alternative].type))
      return static_cast<std::int64_t>(row);
  }
  assert(false && "the reader of the machine refuses unknown keys first");
  return 0;
}

namespace {

/// Fills nodes from JSON, by the types of the model.
class Reader {
 public:
  explicit Reader(const model::Model& model) : model_(model) {}

  /// Reads a field; `json` is null where it is absent. `enclosing` is the state of the record around it.
  void field(const model::Field& field, const nlohmann::json* json, ValueState enclosing, Node& node) const {
    if (enclosing != ValueState::Known) return absent(field.type, enclosing, node);
    if (json == nullptr && field.default_value) {
      if (field.default_value->empty_list) {
        node.value.state = ValueState::Known;
      } else {
        node.value = constant_value(field.type, *field.default_value);
      }
    } else if (json == nullptr || json->is_null()) {
      absent(field.type, field.type.or_none ? ValueState::None : ValueState::Unknown, node);
    } else {
      present(field.type, *json, node);
    }
  }

  void record(const model::Record& record, const nlohmann::json& json, Node& node) const {
    node.value.state = ValueState::Known;
    node.value.record = &node;
    for (const model::Field& declared : record.fields) {
      auto found = json.find(declared.name);
      Node& child = add_child(node, declared.name);
      field(declared, found == json.end() ? nullptr : &*found, ValueState::Known, child);
    }
  }

  /// Makes an absent value. Every field of a record that is none is none; every field of an unknown record is
  /// unknown.
  void absent(const Type& type, ValueState state, Node& node) const {
    node.value = of_type(type, state == ValueState::None ? none_value() : unknown_value());
    if (!type.is(TypeKind::Record)) return;
    node.value.record = &node;
    for (const model::Field& declared : model_.records[type.id].fields)
      field(declared, nullptr, state, add_child(node, declared.name));
  }

 private:
  static Node& add_child(Node& node, const std::string& name) {
    node.children.emplace_back();
    node.children.back().pointer = node.pointer + "/" + name;
    return node.children.back();
  }

  void present(const Type& type, const nlohmann::json& json, Node& node) const {
    switch (type.kind) {
      case TypeKind::Truth:
        node.value = known_number(json.get<bool>());
        break;
      case TypeKind::Int:
      case TypeKind::Duration:
      case TypeKind::Months:
        node.value = known_interval(Interval::exactly(json.get<std::int64_t>()));
        break;
      case TypeKind::Number:
        node.value = of_type(type, known_interval(Interval::exactly(*parse_json_decimal(json.dump()))));
        break;
      case TypeKind::Moment:
        node.value = known_interval(Interval::exactly(*parse_moment(json.get<std::string>())));
        break;
      case TypeKind::Hours:
        node.value = known_interval(Interval::exactly(*parse_hours(json.get<std::string>())));
        break;
      case TypeKind::Date:
        node.value = known_number(*parse_date(json.get<std::string>()));
        break;
      case TypeKind::Text:
        // A text is normalized; a blank text is missing.
        node.value.text = without_faults(json.get<std::string>());
        if (!node.value.text.empty()) node.value.state = ValueState::Known;
        break;
      case TypeKind::Enum:
        node.value = known_number(member(type.id, json));
        break;
      case TypeKind::Key:
        node.value =
            known_number(row_of_key(model_, model_.tables[type.id], without_faults(json.get<std::string>())));
        break;
      case TypeKind::Set:
        node.value = known_number(0);
        for (const nlohmann::json& item : json) node.value.number |= std::int64_t{1} << member(type.id, item);
        break;
      case TypeKind::Record:
        record(model_.records[type.id], json, node);
        break;
      case TypeKind::List:
        node.value.state = ValueState::Known;
        for (std::size_t i = 0; i < json.size(); ++i)
          present(*type.element, json[i], add_child(node, std::to_string(i)));
        list(node);
        break;
      case TypeKind::Row:
      case TypeKind::Error:
        assert(false && "no field has this type");
    }
  }

  static void list(Node& node) {
    std::vector<Element> elements;
    for (const Node& element : node.children) elements.push_back({&element, Truth::Yes});
    node.value.list = std::make_shared<const std::vector<Element>>(std::move(elements));
  }

  std::int64_t member(std::uint32_t id, const nlohmann::json& json) const {
    const auto& members = model_.enums[id].members;
    const std::string name = without_faults(json.get<std::string>());
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i].name == name) return static_cast<std::int64_t>(i);
    assert(false && "the reader of the machine refuses unknown members first");
    return 0;
  }

  const model::Model& model_;
};

}  // namespace

void read_document(const model::Model& model, std::uint32_t record, const nlohmann::json& json, Node& node) {
  Reader(model).record(model.records[record], json, node);
}

void read_absent(const model::Model& model, std::uint32_t record, ValueState state, Node& node) {
  Reader(model).absent({.kind = TypeKind::Record, .id = record}, state, node);
}

std::vector<Attestation> read_attestations(const nlohmann::json& json) {
  std::vector<Attestation> attestations;
  auto found = json.find("attestations");
  if (found == json.end() || found->is_null()) return attestations;
  for (const nlohmann::json& item : *found) {
    auto about = item.find("about");
    attestations.push_back(
        {without_faults(item.at("judgement").get<std::string>()),
         about == item.end() || about->is_null() ? "" : without_faults(about->get<std::string>()),
         item.at("value").get<bool>()});
  }
  return attestations;
}

}  // namespace precept::reference
