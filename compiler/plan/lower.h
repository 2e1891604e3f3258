// Typed expressions to SSA instructions (docs/pipeline.md, Where an expression is computed). Each expression
// is computed at the highest level that has all its variables: what does not depend on an element is computed
// once for its list, what does not depend on the list once for the document.
//
//     every s in f.stalls satisfies s.length <= f.limit
//
// `f.limit` is read at level 0 and spread to the stalls, `s.length` and the comparison lie at the stalls'
// level, and the fold `any` brings the result back to level 0.
#pragma once

#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/plan/instruction_builder.h"
#include "compiler/plan/schema_plan.h"

namespace precept::plan {

class Points;

struct Lowered;
/// What the parameters of a definition stood for where it was called. Calls with equal arguments share one.
using Arguments = std::vector<std::pair<const model::Variable*, Lowered>>;

/// A `where` that chooses some elements of a list.
struct Restriction {
  const model::Variable* variable;
  const model::Expr* condition;
  std::shared_ptr<const Arguments> arguments = nullptr;  ///< of the definition that chooses; null for a `let`
};

/// The one row of a list that `the` or `first` chooses.
struct ChosenRow {
  Operand among;     ///< truth at the elements' level: the row has the condition
  Operand presence;  ///< of the list, at `base`
  LevelId base;      ///< the level that has one chosen row for each of its rows
};

/// What an expression stands for. Records and lists never become registers.
struct Lowered {
  enum class Form { Value, Record, List } form = Form::Value;
  Operand value = kAbsent;       ///< Value; for a row of a table its code; of a number what is above the line
  std::int64_t parts = 1;        ///< Value: the divisor of a number where the policy gives it
  Operand divisor = kAbsent;     ///< Value: the divisor of a number where it is computed
  bool is_constant = false;      ///< Value: an int or number that is written in the policy
  ObjectPlan* object = nullptr;  ///< Record
  LevelId at = 0;             ///< Record: the level whose rows are the record. List: that of the list's owner
  FieldPlan* list = nullptr;  ///< List
  std::vector<Restriction> restrictions;  ///< List
  bool none_is_empty = false;             ///< List: `xs else []`
  std::optional<ChosenRow> chosen;        ///< Record: set where it was chosen; `at` is the elements' level
  FieldPlan* optional = nullptr;  ///< Record: the field that holds it; null for a document or an element
};

using Bindings = std::unordered_map<const model::Variable*, Lowered>;

/// Binds a variable for as long as this object lives, and then restores the former binding. A variable can be
/// bound twice: the condition of a list may call the definition that the list was passed to.
class ScopedBinding {
 public:
  ScopedBinding(Bindings& bindings, const model::Variable* variable, Lowered what)
      : bindings_(&bindings), variable_(variable) {
    auto [place, is_new] = bindings.try_emplace(variable);
    if (!is_new) before_ = std::move(place->second);
    place->second = std::move(what);
  }
  ScopedBinding(ScopedBinding&& other) noexcept
      : bindings_(std::exchange(other.bindings_, nullptr)),
        variable_(other.variable_),
        before_(std::move(other.before_)) {}
  ScopedBinding& operator=(ScopedBinding&&) = delete;
  ~ScopedBinding() {
    if (!bindings_) return;
    if (before_) {
      (*bindings_)[variable_] = std::move(*before_);
    } else {
      bindings_->erase(variable_);
    }
  }

 private:
  Bindings* bindings_;
  const model::Variable* variable_;
  std::optional<Lowered> before_;
};

class Lowering {
 public:
  /// `points` records each `or`; may be null.
  Lowering(InstructionBuilder& builder, SchemaPlan& schema, Points* points)
      : builder_(builder), schema_(schema), points_(points) {}

  /// Binds for the whole life of the object: the document and the subjects of a section.
  void bind(const model::Variable* variable, Lowered what) { bindings_[variable] = std::move(what); }
  /// Any value as a register; a truth may carry kNegated.
  Operand value(const model::Expr& expr);
  Lowered lower(const model::Expr& expr);
  /// The value of the truth, or yes where `expr` is null.
  Operand truth_or_yes(const model::Expr* expr);
  /// The text with its holes at `level`.
  program::Range plan_text(const model::Text& text, LevelId level);
  /// The presence of a list, a code register at its owner's level.
  Operand presence(const Lowered& list);
  /// Index of the judgement in the unit, which gets it where it is new. `about` is the object whose `name` an
  /// attestation gives; null for a judgement about the document.
  std::uint32_t judgement(const model::Judgement& judgement, ObjectPlan* about);

 private:
  /// An element of a list, as a quantifier sees it.
  struct Element {
    LevelId level;        ///< of the elements
    Operand guard;        ///< truth: the list's restrictions hold for the element
    Operand presence;     ///< of the list, at the parent of `level`
    ScopedBinding bound;  ///< of its variable
  };
  /// The operand as a register, where a number is one, too: in millionths.
  Operand in_one_register(const Lowered& number, const model::Type& type);
  /// What a list of values is folded by: above the line, where the policy gives the divisor.
  Lowered folded_by(const model::Expr& expr);
  Lowered number_operation(const model::Expr& expr);
  Lowered negated(Lowered number);
  Lowered product(Lowered a, Lowered b);
  Lowered quotient(const Lowered& a, const Lowered& b);
  Lowered sum(Lowered a, Lowered b, Opcode opcode);
  Lowered lesser(Lowered a, Lowered b, Opcode opcode);
  Lowered root(const Lowered& number);
  Lowered selected(Operand condition, Lowered a, Lowered b);
  Lowered in_millionths(const Lowered& number);
  void bring_to_one_divisor(Lowered& a, Lowered& b);
  Lowered scaled(const Lowered& number, std::int64_t parts);
  Operand times(Operand number, Operand by, ValueType type);
  Operand multiple(Operand number, std::int64_t by, ValueType type);
  Operand times_divisor(Operand number, const Lowered& by);
  Operand divisor_of(const Lowered& number);
  Operand whole(std::int64_t number);
  Operand compare_numbers(Opcode opcode, Lowered a, Lowered b);
  Operand compare_numbers(const model::Expr& expr);
  Operand unary(const model::Expr& expr);
  Operand binary(const model::Expr& expr);
  Operand by_instruction(const model::Expr& expr, Operand a, Operand b);
  Operand given(const Lowered& what);
  Operand presence_of_record(const Lowered& record);
  Operand field_given(const Lowered& owner, FieldPlan& field);
  Operand record_given(const Lowered& record, Operand presence);
  Operand equal(Operand a, Operand b);
  Operand less(Operand a, Operand b);
  Operand member(const model::Expr& expr);
  Operand in_constants(const model::Expr& expr);
  Operand in_numbers(const model::Expr& expr);
  Operand arithmetic(Opcode opcode, const model::Expr& expr, Operand a, Operand b);
  Lowered lower_if(const model::Expr& expr);
  Lowered lower_else(const model::Expr& expr);
  Operand quantifier(const model::Expr& expr);
  Lowered aggregate(const model::Expr& expr);
  Lowered lower_the(const model::Expr& expr);
  Operand only(const ChosenRow& chosen, Operand value);
  Operand judge(const model::Expr& expr);
  Operand reading(const model::Expr& expr);
  Operand constant(const model::Value& value, const model::Type& type);
  Opcode add_months(Opcode opcode, Operand& months);
  Operand part_of_date(const model::Expr& expr);
  Operand as_days(Operand value);
  Operand as_instant(Operand value);
  Operand later(Opcode opcode, Operand moment, Operand seconds);
  Lowered variable(const model::Variable& variable);
  Lowered field(const model::Expr& expr);
  Operand column(const model::Expr& expr);
  Lowered look_up(const model::Expr& expr);
  Lowered call(const model::Expr& expr);
  /// Adds the phrase (`as`) of a definition to its result. The parameters are still bound.
  void add_phrase(const model::Define& define, const Lowered& result);
  program::TextPart plan_hole(const model::Expr& hole, LevelId level);
  program::TextPart plan_list_in_words(const model::Expr& expr, program::TextPart part);
  LevelId level_of_hole(const model::Expr& hole);
  Operand shown(Operand value, LevelId level);
  Operand read(LevelId home, LevelId at, std::uint32_t column);
  Operand truth_of(Operand code);
  Operand code_of(Operand truth);
  Operand as_code(Operand truth);
  /// Converts a plain truth to a code where the type is `truth or none`.
  void convert_to(const model::Type& type, Lowered& what);
  void bind_arguments(const Restriction& restriction, std::vector<ScopedBinding>& bound);
  std::vector<std::uint64_t> key_of(const Lowered& argument) const;
  Operand holds(const Restriction& restriction, const Lowered& element, LevelId level);
  Operand reach(const model::Expr& expr);
  Lowered element_of(const Lowered& list, LevelId level);
  Element open(const Lowered& list, const model::Variable* variable, LevelId base);
  LevelId depth(const model::Expr* expr);
  LevelId depth(const Lowered& what);

  InstructionBuilder& builder_;
  SchemaPlan& schema_;
  Points* points_;
  Bindings bindings_;
  std::unordered_map<const model::Variable*, Lowered> lets_;
  std::map<std::vector<std::uint64_t>, Lowered> calls_;  ///< results by definition and arguments
  /// Whether a restriction holds for the elements at a level, and the deepest level of what it speaks of.
  using RestrictionKey = std::tuple<const model::Expr*, const Arguments*, LevelId>;
  std::map<RestrictionKey, Operand> holds_;
  std::map<RestrictionKey, LevelId> depths_;
  std::uint64_t depth_ = 0;  ///< number of expressions being lowered, one inside another
  std::map<std::pair<const model::Judgement*, ObjectPlan*>, std::uint32_t> judgements_;
};

}  // namespace precept::plan
