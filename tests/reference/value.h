// The values of the language, and a document as a tree of values: docs/language.md, "Types and values".
//
//   record Booking
//     name    : text
//     deposit : int or none
//
// reads `{"kind": "Booking"}` as a node with two children: `name` is unknown, `deposit` is none.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/program/kinds.h"

namespace precept::reference {

using model::ValueState;

struct Node;

/// An element of a list, and whether it is in the list: a filter may leave that unknown.
struct Element {
  const Node* node = nullptr;
  Truth in = Truth::Yes;
};

/// A value is known, none or unknown. A known value is in the member of its type: `interval` for Int, Number,
/// Duration, Months, Moment and Hours, `text`, `record`, `list`; `number` for all others (truth as 0 or 1,
/// day, enum member, row of a table, mask of a set).
struct Value {
  ValueState state = ValueState::Unknown;
  std::int64_t number = 0;
  Interval interval;
  /// Number: the divisor, also of one that is none or unknown; whether the policy gives it; whether the whole
  /// is written in the policy. An int is over 1.
  Interval under = Interval::exactly(1);
  bool is_divisor_given = true, is_constant = false;
  std::string text;
  const Node* record = nullptr;
  std::shared_ptr<const std::vector<Element>> list;  ///< shared by all copies of the list

  bool known() const { return state == ValueState::Known; }
  bool none() const { return state == ValueState::None; }
  bool unknown() const { return state == ValueState::Unknown; }
  std::span<const Element> elements() const { return list ? std::span(*list) : std::span<const Element>(); }
};

Value unknown_value();
Value none_value();
Value empty_list();
Value known_number(std::int64_t number);
/// The value, with the divisor that values of the type have in documents and tables.
Value of_type(const model::Type& type, Value value);
/// The value is none or unknown where the interval is.
Value known_interval(Interval interval);
Value truth_value(Truth truth);
/// The truth of a value; none is unknown.
Truth truth_of(const Value& value);
/// The value of a constant, a default or a cell of a table.
Value constant_value(const model::Type& type, const model::Value& value);

/// A value of the document and its place. A record has a child for each declared field, present or not; a
/// list has one for each element.
struct Node {
  std::string pointer;  ///< JSON pointer from the document: "/attendance/3/name"
  Value value;
  std::deque<Node> children;
};

struct Attestation {
  std::string judgement;
  std::string about;  ///< empty: the document
  bool value = false;
};

/// Reads a document without mistakes; `record` is its type. Values point into the node, so it must not move:
/// hence the out parameter.
void read_document(const model::Model& model, std::uint32_t record, const nlohmann::json& json, Node& node);
/// Makes a record that is none, or unknown, with all its fields. The node must not move.
void read_absent(const model::Model& model, std::uint32_t record, model::ValueState state, Node& node);
std::vector<Attestation> read_attestations(const nlohmann::json& json);

/// The row whose one-column key, or its second spelling, is `key`.
std::int64_t row_of_key(const model::Model& model, const model::Table& table, const std::string& key);

}  // namespace precept::reference
