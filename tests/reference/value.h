// What an expression of the language can be worth, and a document as a tree of it. Part of the reference
// evaluator: plain and slow on purpose.
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

/// An element of a list, with what is known of its being in it: a filter may leave that open.
struct Element {
  const Node* node = nullptr;
  Truth in = Truth::Yes;
};

/// Known, none or unknown. Which member holds a known value depends on its type:
/// Int and Duration: `interval`; Text: `text`; Record: `record`; List: `list`; all others: `number`
/// (truth 0/1, day, enum member, row of a key's table, row of a look-up, mask of a set).
struct Value {
  ValueState state = ValueState::Unknown;
  std::int64_t number = 0;
  Interval interval;
  std::string text;
  const Node* record = nullptr;
  std::shared_ptr<const std::vector<Element>> list;  ///< shared by all that speak of the same list

  bool known() const { return state == ValueState::Known; }
  bool none() const { return state == ValueState::None; }
  bool unknown() const { return state == ValueState::Unknown; }
  std::span<const Element> elements() const { return list ? std::span(*list) : std::span<const Element>(); }
};

Value unknown_value();
Value none_value();
Value empty_list();
Value known_number(std::int64_t number);
/// An interval is none or unknown by itself, and so then is the value.
Value known_interval(Interval interval);
Value truth_value(Truth truth);
/// `truth or none` as truth: none is unknown.
Truth truth_of(const Value& value);
/// A constant, a default or a cell of a table.
Value constant_value(const model::Type& type, const model::Value& value);

/// A value of the document and where it stands. A record has a child for each declared field, whether the
/// document has it or not; a list has one for each element.
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

/// Reads a document that has no mistakes. `record` is the type of the document. The node must stay where
/// it is, since values point into it: hence the out parameter.
void read_document(const model::Model& model, std::uint32_t record, const nlohmann::json& json, Node& node);
/// A record of which everything is none, or unknown. The node must stay where it is.
void read_absent(const model::Model& model, std::uint32_t record, model::ValueState state, Node& node);
std::vector<Attestation> read_attestations(const nlohmann::json& json);

/// Row of the table whose simple key, or its second spelling, reads so.
std::int64_t row_of_key(const model::Model& model, const model::Table& table, const std::string& key);

}  // namespace precept::reference
