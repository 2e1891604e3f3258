// Evaluates expressions by walking the tree. To be read beside docs/language.md: each case is one of its
// sentences.
//
//   count(h in b.helpers where h.age >= 18) >= 2
//
// with helpers of 30 and 41 is yes, with helpers of 30 and 12 no. With helpers of 30 and of unknown age the
// count is the interval from 1 to 2, the comparison is unknown, and its one leaf is the field /helpers/1/age.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "tests/reference/numbers.h"
#include "tests/reference/value.h"

namespace precept::reference {

/// The values of variables: a chain, innermost first. A parameter also has its argument and the scope of
/// that, so that an open question can be followed to where it comes from.
struct Scope {
  using Lets = std::map<const model::Variable*, Value>;

  const Scope* outer = nullptr;
  const model::Variable* variable = nullptr;
  Value value;
  const model::Expr* argument = nullptr;
  const Scope* argument_scope = nullptr;
  /// Of the scope of a subject: the lets that were evaluated. They rest on nothing that is bound further in,
  /// and to evaluate one for each element of nested lists would take forever.
  Lets* lets = nullptr;

  const Scope& find(const model::Variable* wanted) const {
    const Scope* scope = this;
    while (scope->variable != wanted) scope = scope->outer;
    return *scope;
  }
};

/// Something that nobody supplied: a judgement with whom it is about, a missing field with its pointer in
/// `subject`, or a doubtful cell or missing row of a table, in `about`: "Country[KE].region".
struct Leaf {
  std::string judgement, about, subject;
  auto operator<=>(const Leaf&) const = default;
};
using Leaves = std::set<Leaf>;

Truth truth_not(Truth a);
Truth truth_and(Truth a, Truth b);
Truth truth_or(Truth a, Truth b);
/// Whether two values are equal. None equals only none; an unknown operand makes it unknown; numbers are
/// compared as intervals.
Truth equal(const model::Type& type, const Value& a, const Value& b);
/// Moments are compared by their instants, whatever their offsets. Any other value stays.
Value as_compared(const model::Type& type, const Value& value);

class Evaluator {
 public:
  /// `readings` has the choice for each reading of the model; `most_values` as `check` has it.
  Evaluator(const model::Model& model, std::vector<Attestation> attestations,
            std::vector<std::uint32_t> readings, std::uint64_t most_values)
      : model_(model),
        attestations_(std::move(attestations)),
        readings_(std::move(readings)),
        values_left_(most_values) {}

  Value value(const model::Expr& expr, const Scope& scope) const;
  /// The node of a record in the document.
  const Node& node(const model::Expr& record, const Scope& scope) const;
  Truth truth(const model::Expr& expr, const Scope& scope) const { return truth_of(value(expr, scope)); }
  /// The truth of an expression; yes where it is null.
  Truth truth_or_yes(const model::Expr* expr, const Scope& scope) const;

  /// Adds the leaves on which an unknown result rests, or a number that is not exact. Adds nothing where the
  /// value is settled, or `expr` is null.
  void leaves(const model::Expr* expr, const Scope& scope, Leaves& found) const;
  /// The same for an operand that must have a value: there none makes the result unknown, so its leaves count
  /// too.
  void leaves_of_required(const model::Expr* expr, const Scope& scope, Leaves& found) const;

  /// A text with its holes filled in.
  std::string text(const model::Text& text, const Scope& scope) const;
  std::string reads(const model::Type& type, const Value& value) const;

 private:
  using ElementVisitor = std::function<void(const Element&, const Scope&)>;
  /// Calls `row` for each element of `list`, with the variable of `expr` bound to it.
  void each(const model::Expr& expr, const Value& list, const Scope& scope, const ElementVisitor& row) const;
  /// Whether the element is in the list and the filter chooses it.
  Truth is_chosen(const model::Expr& expr, const Element& element, const Scope& inner) const;

  void leaves_of_operand(const model::Expr& operand, const model::Expr& of, const Scope& scope,
                         Leaves& found) const;
  std::string hole_reads(const model::Expr& hole, const Scope& scope) const;
  std::string list_reads(const model::Expr& hole, const Value& list, const Scope& scope) const;
  std::string set_reads(const model::Type& type, const Value& value) const;
  std::string row_reads(const model::Table& table, std::int64_t row) const;

  Value let(const model::Variable& variable, const Scope& scope) const;
  Value field(const model::Expr& expr, const Scope& scope) const;
  Value look_up(const model::Expr& expr, const Scope& scope) const;
  Value column(const model::Expr& expr, const Scope& scope) const;
  Value unary(const model::Expr& expr, const Scope& scope) const;
  Truth record_given(const model::Type& type, const Node& node) const;
  Value binary(const model::Expr& expr, const Scope& scope) const;
  Value arithmetic(const model::Expr& expr, const Value& a, const Value& b) const;
  Interval months_after(Interval day, bool before, Interval months) const;
  Value part_of_date(const model::Expr& expr, const Value& date) const;
  Value in_constants(const model::Expr& expr, const Scope& scope) const;
  Value choice(const model::Expr& expr, const Scope& scope) const;
  Value quantifier(const model::Expr& expr, const Scope& scope) const;
  Value aggregate(const model::Expr& expr, const Scope& scope) const;
  Value filter(const model::Expr& expr, const Scope& scope) const;
  Value call(const model::Expr& expr, const Scope& scope) const;
  Value judge(const model::Expr& expr, const Scope& scope) const;
  /// The elements and steps of a `reaches`, and what comes of them.
  struct Ways {
    std::vector<Element> elements;
    std::vector<std::vector<Truth>> steps;  ///< from element to element, where both are in
    std::size_t from = 0, to = 0;           ///< beyond the elements where they are none
    Truth result = Truth::No;

    bool has_both() const { return from < elements.size() && to < elements.size(); }
    /// The elements that one or more steps lead to from `start`, or from which they lead to it. A step counts
    /// where it is one of `which`.
    std::set<std::size_t> walk(std::size_t start, bool is_forward, const std::set<Truth>& which) const;
  };
  Ways reach(const model::Expr& expr, const Scope& scope) const;
  Truth step(const model::Expr& expr, const Element& one, const Element& other, const Scope& scope) const;
  Value by(const model::Expr& expr, const Scope& inner) const;
  Value by_of_nobody(const model::Expr& expr, const Scope& scope) const;
  Value count_distinct(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value sum(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value least_or_greatest(const model::Expr& expr, const Value& list, const Scope& scope) const;
  Value chosen_element(const model::Expr& expr, const Value& list, const Scope& scope) const;
  const Node& absent(std::uint32_t record, model::ValueState state) const;

  /// Calls `body` with the parameters of the called definition bound.
  void with_parameters(const model::Expr& call, const Scope& scope,
                       const std::function<void(const Scope&)>& body) const;
  void follow(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_variable(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_presence(const model::Expr& record, const Scope& scope, Leaves& found) const;
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
  void follow_reach(const model::Expr& expr, const Scope& scope, Leaves& found) const;
  void follow_judgement(const model::Expr& expr, const Scope& scope, Leaves& found) const;

  const model::Model& model_;
  std::vector<Attestation> attestations_;
  std::vector<std::uint32_t> readings_;
  /// Counts a value, or a step that needed none; throws `TooDear` where none is left.
  void spend() const;

  mutable std::uint64_t values_left_;
  mutable std::map<std::pair<std::uint32_t, model::ValueState>, Node> absent_;
};

}  // namespace precept::reference
