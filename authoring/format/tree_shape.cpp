#include "authoring/format/tree_shape.h"

#include <fmt/format.h>

#include <iterator>
#include <type_traits>

namespace precept::format {

namespace {

/// Writes every member of a node in their order; a new member of a node is to be added here.
class Shape {
 public:
  std::string take() { return std::move(text_); }

  template <class... Parts>
  void add(const Parts&... parts) {
    (part(parts), ...);
  }

 private:
  void part(std::string_view text) { fmt::format_to(std::back_inserter(text_), "{}:{};", text.size(), text); }
  template <class Value>
  requires(std::is_integral_v<Value> || std::is_enum_v<Value>) void part(Value value) {
    fmt::format_to(std::back_inserter(text_), "{};", static_cast<std::int64_t>(value));
  }
  template <class Node>
  void part(Node* node) {
    if (node == nullptr) return void(text_ += "-;");
    part(*node);
  }
  template <class Node>
  void part(std::span<Node> nodes) {
    fmt::format_to(std::back_inserter(text_), "[{} ", nodes.size());
    for (const auto& node : nodes) part(node);
    text_ += ']';
  }
  /// A word that is there or not, of which only that counts.
  void part(const Span& word) { part(word.has_place()); }

  void part(const ast::Name& it) { part(it.text); }
  void part(const ast::TextPart& it) {
    if (it.hole == nullptr) return part(it.text);
    part(it.hole);
  }
  /// `plain` repeats the parts, with the holes as they are written.
  void part(const ast::Text& it) { part(it.parts); }
  void part(const ast::Type& it) { add(it.form, it.name, it.element, it.or_none); }
  void part(const ast::Expr& it) {
    text_ += '(';
    add(it.form, it.op, it.quantifier, it.aggregate, it.integer, it.under, it.unit, it.text, it.name);
    add(it.left, it.right, it.third, it.filter, it.items);
    text_ += ')';
  }

  void part(const ast::EnumMember& it) { add(it.name, it.label); }
  void part(const ast::EnumDecl& it) { add(it.name, it.members); }
  void part(const ast::FieldDecl& it) { add(it.name, it.type, it.default_value, it.fixed); }
  void part(const ast::RecordDecl& it) { add(it.name, it.with, it.fields); }
  void part(const ast::TableDecl& it) {
    add(it.name, it.path, it.key, it.alternative, it.complete, it.columns);
  }
  void part(const ast::Param& it) { add(it.name, it.type); }
  void part(const ast::ChoiceDecl& it) { add(it.name, it.words, it.is_default); }
  void part(const ast::ReadingDecl& it) { add(it.name, it.quote, it.choices); }
  void part(const ast::DefineDecl& it) {
    add(it.name, it.params, it.result, it.holds, it.does_not_hold, it.body, it.is_constant);
  }
  void part(const ast::JudgementDecl& it) { add(it.name, it.params, it.asks, it.from, it.by); }

  void part(const ast::ClauseLabel& it) { part(it.text); }
  void part(const ast::Norm& it) {
    add(it.modality, it.ensures, it.acts, it.when, it.unless, it.otherwise, it.name, it.quote, it.gist);
    add(it.exceptions);
  }
  void part(const ast::Target& it) { add(it.clause, it.norm); }
  void part(const ast::Item& it) {
    text_ += '(';
    add(it.form, it.text, it.gist, it.name, it.expr, it.norm, it.items, it.to_all, it.targets);
    text_ += ')';
  }
  void part(const ast::ClauseDecl& it) { add(it.label, it.items); }
  void part(const ast::Subject& it) { add(it.variable, it.list); }
  void part(const ast::LetDecl& it) { add(it.name, it.expr); }
  void part(const ast::ActsDecl& it) { add(it.acts, it.otherwise); }

 public:
  void part(const ast::Statement& it) {
    add(it.form, it.text, it.name, it.variable, it.subjects, it.lets, it.has_from, it.has_until);
    add(it.from, it.until, it.enum_decl, it.record, it.table, it.reading, it.define, it.judgement, it.acts);
    add(it.expr, it.clause, it.rounding, it.is_before_mistake);
  }

 private:
  void part(const ast::DatumEntry& it) { add(it.key, it.value); }
  void part(const ast::Datum& it) {
    text_ += '(';
    add(it.form, it.integer, it.unit, it.text, it.name, it.items, it.entries);
    text_ += ')';
  }
  void part(const ast::PlaceStep& it) { add(it.form, it.text, it.index); }
  void part(const ast::DocumentEdit& it) { add(it.place, it.value); }
  void part(const ast::Attest& it) { add(it.judgement, it.about, it.value, it.by, it.on); }
  void part(const ast::Under& it) { add(it.reading, it.choice); }
  void part(const ast::ExpectationWord& it) { add(it.form, it.text); }
  void part(const ast::Expectation& it) { part(it.words); }
  void part(const ast::CaseRow& it) { part(it.cells); }

 public:
  void part(const ast::Test& it) {
    add(it.title, it.case_names, it.rows, it.has_given, it.record, it.fixture, it.document, it.changes);
    add(it.attests, it.readings, it.expectations);
  }

 private:
  std::string text_;
};

template <class... Parts>
std::string shape_of(const Parts&... parts) {
  Shape shape;
  shape.add(parts...);
  return shape.take();
}

}  // namespace

std::vector<std::string> shapes_of(const ast::File& file) {
  std::vector<std::string> shapes{shape_of(file.form, file.name)};
  for (const ast::Statement& it : file.statements) shapes.push_back(shape_of(it));
  return shapes;
}

std::vector<std::string> shapes_of(const ast::TestFile& file) {
  std::vector<std::string> shapes{shape_of(file.policy)};
  for (const ast::Test& it : file.tests) shapes.push_back(shape_of(it));
  return shapes;
}

}  // namespace precept::format
