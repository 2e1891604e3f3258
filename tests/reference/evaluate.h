// Expressions to values, by walking the tree. Written to be read beside the language's definition; what
// each case does is one of its sentences.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "tests/reference/value.h"

namespace precept::reference {

/// What variables stand for: a chain, innermost first. A parameter also remembers the argument it was
/// given, so that an open question can be followed to where it comes from.
struct Scope {
  const Scope* outer = nullptr;
  const model::Variable* variable = nullptr;
  Value value;
  const model::Expr* argument = nullptr;
  const Scope* argument_scope = nullptr;

  const Scope& find(const model::Variable* wanted) const {
    const Scope* scope = this;
    while (scope->variable != wanted) scope = scope->outer;
    return *scope;
  }
};

/// Something that nobody supplied: a judgement with whom it is about, the pointer of a missing field, or a
/// cell or row of a table (in `about`: "Country[KE].region").
struct Leaf {
  std::string judgement, about, subject;
  auto operator<=>(const Leaf&) const = default;
};
using Leaves = std::set<Leaf>;

Truth truth_not(Truth a);
Truth truth_and(Truth a, Truth b);
Truth truth_or(Truth a, Truth b);
/// None equals none only; anything unknown leaves it unknown; of numbers the intervals decide.
Truth equal(const model::Type& type, const Value& a, const Value& b);

class Evaluator {
 public:
  /// `readings`: what is chosen, by reading of the model.
  Evaluator(const model::Model& model, std::vector<Attestation> attestations,
            std::vector<std::uint32_t> readings)
      : model_(model), attestations_(std::move(attestations)), readings_(std::move(readings)) {}

  Value value(const model::Expr& expr, const Scope& scope) const;
  /// Where a record stands in the document.
  const Node& node(const model::Expr& record, const Scope& scope) const;
  Truth truth(const model::Expr& expr, const Scope& scope) const { return truth_of(value(expr, scope)); }
  /// Null means yes.
  Truth truth_or_yes(const model::Expr* expr, const Scope& scope) const;

  /// Adds what an unknown (or, of a number, inexact) result rests on; nothing where it is settled, or null.
  void leaves(const model::Expr* expr, const Scope& scope, Leaves& found) const;
  /// The same for a value that an operation wants: none leaves that as unknown as unknown does.
  void leaves_of_wanted(const model::Expr* expr, const Scope& scope, Leaves& found) const;

  /// Interpolated text as people read it.
  std::string text(const model::Text& text, const Scope& scope) const;
  std::string reads(const model::Type& type, const Value& value) const;

 private:
  using Row = std::function<void(const Element&, const Scope&)>;
  /// The elements of `list` with the variable of `expr` bound to each.
  void each(const model::Expr& expr, const Value& list, const Scope& scope, const Row& row) const;
  /// In the list, and chosen by the filter.
  Truth among(const model::Expr& expr, const Element& element, const Scope& inner) const;

  std::string set_reads(const model::Type& type, const Value& value) const;
  std::string row_reads(const model::Table& table, std::int64_t row) const;

  Value field(const model::Expr& expr, const Scope& scope) const;
  Value look_up(const model::Expr& expr, const Scope& scope) const;
  Value column(const model::Expr& expr, const Scope& scope) const;
  Value unary(const model::Expr& expr, const Scope& scope) const;
  Truth record_given(const model::Type& type, const Node& node) const;
  Value binary(const model::Expr& expr, const Scope& scope) const;
  Value arithmetic(const model::Expr& expr, const Value& a, const Value& b) const;
  Value in_constants(const model::Expr& expr, const Scope& scope) const;
  Value choice(const model::Expr& expr, const Scope& scope) const;
  Value quantifier(const model::Expr& expr, const Scope& scope) const;
  Value aggregate(const model::Expr& expr, const Scope& scope) const;
  Value filter(const model::Expr& expr, const Scope& scope) const;
  Value call(const model::Expr& expr, const Scope& scope) const;
  Value judge(const model::Expr& expr, const Scope& scope) const;
  Value count_distinct(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value sum(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value extreme(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value the_one(const model::Expr& expr, const Value& list, const Scope& scope) const;
  const Node& absent(std::uint32_t record, model::ValueState state) const;

  /// A definition's body with its parameters bound.
  void with_parameters(const model::Expr& call, const Scope& scope,
                       const std::function<void(const Scope&)>& body) const;
  void follow(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_variable(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_given(const model::Expr& record, const Scope& scope, Leaves& found) const;
  void follow_field(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  bool follow_chosen(const model::Expr& record, const std::vector<std::uint32_t>& fields, const Scope& scope,
                     Leaves& found) const;
  void follow_else(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_look_up(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_column(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_rows(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_member(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_membership(const model::Expr& list, const Node& node, const Scope& scope, Leaves& found) const;
  void follow_record(const model::Type& type, const Node& node, Leaves& found) const;
  void follow_judgement(const model::Expr& expr, const Scope& scope, Leaves& found) const;

  const model::Model& model_;
  std::vector<Attestation> attestations_;
  std::vector<std::uint32_t> readings_;
  mutable std::map<std::pair<std::uint32_t, model::ValueState>, Node> absent_;
};

}  // namespace precept::reference
