// Expressions: names resolved, types checked. Internal to check/.
//
// The type that is wanted is often known beforehand: `a.category = Academia` wants a Category on the right.
// It is passed down as a *hint*, which resolves bare enum members and turns texts into keys. A hint never
// causes an error by itself; `needs` reports one, once the expression is typed.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/presence.h"

namespace precept::checking {

class ExpressionChecker {
 public:
  ExpressionChecker(Context& context, FileIndex file)
      : context_(context), model_(context.model), file_(file) {}

  // ---- variables ------------------------------------------------------------------------------

  /// Makes a variable visible until `forget`; reports one that hides another name.
  model::Variable* bind(model::VariableKind kind, const ast::Name& name, const model::Type& type,
                        model::Expr* value = nullptr);
  std::size_t bound() const { return scope_.size(); }
  /// Forgets the variables beyond the first `count`.
  void forget(std::size_t count) { scope_.resize(count); }
  bool is_used(const model::Variable* variable) const { return used_.contains(variable); }

  // ---- unknown names, each reported once --------------------------------------------------------

  /// Begins a clause that declares these lets. Unknown names are reported once in each clause.
  void begin_clause(std::vector<ast::Name> lets);
  /// A norm begins. One that asks for what is never none meant to ask for something else, so that what may be
  /// none in it is not told besides.
  void begin_norm() { has_idle_question_ = false; }
  /// An unknown name was told of which this one may be what was meant.
  bool may_have_been_reported(std::string_view name) const;

  // ---- what is surely given (presence.h) --------------------------------------------------------

  /// Until `forget_given`, takes the condition as surely yes (or no, by `holds`). Null is ignored.
  void assume(model::Expr* condition, bool holds = true);
  std::size_t given_count() const { return given_.size(); }
  void forget_given(std::size_t count) { given_.resize(count); }

  // ---- expressions: the result is never null; after a mistake its type is Error -----------------

  model::Expr* check(const ast::Expr* expr, const model::Type& hint = {});
  /// A truth. A field that is a `truth or none` becomes one, unknown where it is none.
  model::Expr* truth(const ast::Expr* expr);
  /// A value whose type ignores what was asked before: for `is given` and `else`, which may ask again.
  model::Expr* check_unnarrowed(const ast::Expr* expr, const model::Type& hint = {});
  /// A value of the type; reports any other.
  model::Expr* value(const ast::Expr* expr, const model::Type& type);
  /// A comprehension, or anything else; for `let`, and for definitions.
  model::Expr* let_value(const ast::Expr* expr);
  /// The same, of a type; reports any other.
  model::Expr* body(const ast::Expr* expr, const model::Type& type);
  model::Text text(const ast::Text& text);
  void report_doubled_braces(const ast::Text& text, std::string_view part);
  /// Reports an expression that may be none where a value is needed; `why` is the second half of the message:
  /// "`>=` compares only what is there". Returns the mistake, or null.
  Diagnostic* needs_value(model::Expr* expr, std::string_view why);
  /// A literal as the default of a field.
  std::optional<model::Value> default_value(const ast::Expr* expr, const model::Type& type);

 private:
  // bare names (resolve.cpp)
  model::Variable* find_variable(std::string_view name) const;
  const Declaration* find_reading(std::string_view name) const;
  model::Expr* check_name(const ast::Expr& expr, const model::Type& hint);
  const Declaration* find_constant(std::string_view name) const;
  model::Expr* check_constant(const ast::Expr& expr, const Declaration& declaration);
  model::Expr* check_reading(const ast::Expr& expr, std::uint32_t reading);
  model::Expr* check_member(const ast::Expr& expr, std::uint32_t enum_id);
  model::Expr* member_as_key(const ast::Expr& expr, std::uint32_t table);
  model::Expr* report_unknown_name(const ast::Expr& expr);
  bool report_later_let(const ast::Expr& expr);
  bool report_choice(const ast::Expr& expr);
  bool has_lost_name() const;
  bool is_lost_name(std::string_view name);
  bool note_choice(std::string_view name);
  /// False where it was reported before that `owner` has no part of this name.
  bool is_new_part(std::string_view owner, std::string_view name) {
    return context_.unknown_parts.insert(fmt::format("{}.{}", owner, name)).second;
  }
  model::Expr* report_unknown_member(const ast::Name& name, std::uint32_t enum_id);
  model::Expr* report_ambiguous(const ast::Expr& expr, const std::vector<DeclaredNames::MemberOf>& found);
  std::string suggest_name(std::string_view name) const;
  std::string suggest_by_field(std::string_view name) const;
  std::vector<std::string_view> variable_names() const;

  // paths (paths.cpp)
  model::Expr* check_field(const ast::Expr& expr);
  model::Expr* record_field(const ast::Expr& expr, model::Expr* left);
  model::Expr* row_column(const ast::Expr& expr, model::Expr* row);
  model::Expr* report_no_fields(const ast::Expr& expr, const model::Expr& left);
  model::Expr* check_lookup(const ast::Expr& expr);
  bool has_row(const model::Expr& look_up) const;
  model::Expr* lookup_item(const ast::Expr* item, std::uint32_t table, std::uint32_t key_part);
  model::Expr* check_call(const ast::Expr& expr);
  model::Expr* report_called(const ast::Expr& expr, const Declaration& constant);
  void label_other_calls(const ast::Expr& expr, Diagnostic& mistake) const;
  model::Expr* report_unknown_function(const ast::Expr& expr);
  model::Expr* report_indexed(const ast::Expr& expr, const model::Variable& variable);
  bool report_wrong_order(const ast::Expr& expr, const Declaration& declaration,
                          const std::vector<model::Variable*>& parameters,
                          const std::vector<model::Expr*>& arguments);
  std::string help_without_order(const model::Expr& operand) const;
  std::string help_for_parameters(std::string_view name,
                                  const std::vector<model::Variable*>& parameters) const;
  std::string help_for_key(const model::Table& table) const;
  std::string table_with_key(std::string_view key) const;
  void check_arguments(const ast::Expr& expr, const Declaration& declaration,
                       const std::vector<model::Variable*>& parameters, model::Expr* result);

  // literals and operators (expressions.cpp, operators.cpp)
  model::Expr* check_form_within_depth(const ast::Expr* expr, const model::Type& hint);
  model::Expr* check_form(const ast::Expr& expr, const model::Type& hint);
  model::Expr* check_string(const ast::Expr& expr, const model::Type& hint);
  /// Reports a text in place of a member, number, date and so on that only has quotes too many; null where it
  /// is none.
  model::Expr* report_quoted(const ast::Expr& expr, const model::Type& hint);
  model::Expr* key_literal(const ast::Expr& expr, std::uint32_t table);
  model::Expr* check_if(const ast::Expr& expr, const model::Type& hint);
  model::Expr* check_operator(const ast::Expr& expr, const model::Type& hint);
  void report_or_as_else(const model::Expr& left);
  model::Expr* check_truth_operator(const ast::Expr& expr);
  model::Expr* join(const ast::Expr& expr, model::Expr* left, model::Expr*& last);
  model::Expr* check_equality(const ast::Expr& expr);
  model::Expr* check_order(const ast::Expr& expr);
  model::Expr* check_presence(const ast::Expr& expr);
  model::Expr* check_else(const ast::Expr& expr, const model::Type& hint);
  void check_else_list(const ast::Expr& expr, model::Expr* result);
  model::Expr* check_arithmetic(const ast::Expr& expr);
  model::Expr* folded(model::Expr* expr);
  bool report_no_result(const model::Expr& expr);
  model::Expr* check_root(const ast::Expr& expr);
  model::Expr* check_negation(const ast::Expr& expr);
  model::Expr* check_part_of_date(const ast::Expr& expr);
  /// Reports a sum of a date and months that may miss a day, once, where the policy does not say what then
  /// counts.
  void needs_rounding(const model::Expr& sum);
  /// Reports operands that measure time in different ways: days, months, or to the second. False where it is
  /// another mistake.
  bool report_mixed_time(const ast::Expr& expr, const model::Expr& result);
  bool report_moments_and_days(const ast::Expr& expr, const model::Expr& result);
  bool report_months_and_days(const ast::Expr& expr, const model::Expr& result);
  /// Checks both operands; the one that needs a hint gets the other's type.
  void check_operands(const ast::Expr& expr, model::Expr* result);
  bool needs_hint(const ast::Expr* expr) const;

  // sets and lists (sets.cpp, lists.cpp)
  using Constants = std::map<std::tuple<std::int64_t, std::int64_t, std::string>, Span>;
  void refuse_repeated(const model::Expr& constant, const model::Value& value, Constants& before);
  model::Expr* check_set_literal(const ast::Expr& expr, const model::Type& hint);
  model::Expr* check_membership(const ast::Expr& expr);
  model::Expr* in_constants(const ast::Expr& expr);
  model::Expr* in_collection(const ast::Expr& expr);
  model::Expr* check_set_relation(const ast::Expr& expr);
  model::Expr* check_set_algebra(const ast::Expr& expr, const model::Type& hint);
  bool check_set_operands(const ast::Expr& expr, const model::Type& hint, model::Expr* result);
  model::Expr* check_list(const ast::Expr* expr);
  void check_range(const ast::Name& name, const ast::Expr* list, const ast::Expr* filter,
                   model::Expr* result);
  model::Expr* check_quantifier(const ast::Expr& expr);
  model::Expr* check_filter(const ast::Expr& expr);
  model::Expr* check_aggregate(const ast::Expr& expr);
  void check_by(const ast::Expr& expr, model::Expr* result);
  model::Expr* check_chosen(const ast::Expr& expr);
  bool rewrite_first(const ast::Expr& expr, model::Expr* chosen);
  bool rewrite_first_of_numbers(const ast::Expr& expr, model::Expr* chosen, model::Expr* by);
  bool report_long_choice(const ast::Expr& expr);
  void choose_also_by(const ast::Expr& expr, model::Expr* chosen, model::Expr* condition);
  bool report_chosen_argument(const model::Expr& expr);

  // lists in words (in_words.cpp)
  model::Expr* check_in_words(const ast::Expr& expr);
  std::string help_for_list_in_text(const model::Expr& list) const;
  std::string_view unknown_root(const ast::Expr& path) const;
  std::string help_for_no_element(const ast::Expr& shown, std::string_view unknown,
                                  const model::Expr& several) const;
  void check_whole_in_words(const ast::Expr& expr, model::Expr* result);
  model::Expr* name_of_each(const ast::Expr& expr, const model::Expr& in_words);
  model::Expr* shown_of_each(const ast::Expr& expr, const model::Expr& in_words);

  // reaches (reach.cpp)
  model::Expr* check_reach(const ast::Expr& expr);
  model::Expr* reach_end(const ast::Expr* end, const model::Type& element);
  model::Expr* check_step(const ast::Expr& step, model::Expr* reach);
  bool is_step(const ast::Expr& step);

  // nodes
  model::Expr* make(model::ExprKind kind, const model::Type& type, const ast::Expr& at);
  model::Expr* constant(const model::Type& type, model::Value value, const ast::Expr& at);
  model::Expr* error(const ast::Expr& at) { return make(model::ExprKind::Constant, {}, at); }
  /// Records the type that was found, before what is wanted at its place makes it a mistake.
  model::Expr* noted(model::Expr* expr);
  model::Expr* as_truth(model::Expr* expr);
  model::Expr* narrowed(model::Expr* expr);
  bool may_be_none(const model::Expr& expr) const { return checking::may_be_none(model_, expr, given_); }
  bool is_stated_none(const model::Expr& expr) const {
    return checking::is_stated_none(model_, expr, given_);
  }
  void needs_stated(model::Expr* expr, std::string_view why);
  Diagnostic& report_none(const model::Expr& expr, std::string_view why);
  void add_reason_for_none(Diagnostic& mistake, const model::Expr& what);
  std::string written(const model::Expr& expr) const;
  model::Expr* needs(model::Expr* expr, const model::Type& type);
  std::string help_for_truth(const model::Expr& expr) const;
  std::optional<model::Value> constant_value(const model::Expr& expr) const;
  std::optional<model::Value> in_millionths(const model::Value& value, Span place);
  std::string describe(const model::Type& type) const { return checking::describe(model_, type); }
  Diagnostic& report(DiagnosticKind kind, Span place, std::string message) {
    return context_.report(kind, place, std::move(message));
  }

  Context& context_;
  model::Model& model_;
  FileIndex file_;
  std::vector<model::Variable*> scope_;
  std::set<const model::Variable*> used_;
  std::set<std::string, std::less<>> reported_names_;  ///< of the clause being checked
  std::vector<ast::Name> later_lets_;
  bool has_idle_question_ = false;  ///< of the norm at hand: it asks for what is never none
  bool after_mistake_ = false;      ///< what it is compared with is mistaken, so that its type is not known
  GivenExprs given_;
  std::map<const ast::Expr*, model::Variable*> blanks_;  ///< of the steps that are being checked
  std::size_t depth_ = 0;
};

inline constexpr model::Type kTruth{.kind = model::TypeKind::Truth};
inline constexpr model::Type kInt{.kind = model::TypeKind::Int};
inline constexpr model::Type kNumber{.kind = model::TypeKind::Number};
inline constexpr model::Type kDate{.kind = model::TypeKind::Date};
inline constexpr model::Type kDuration{.kind = model::TypeKind::Duration};
inline constexpr model::Type kMonths{.kind = model::TypeKind::Months};
inline constexpr model::Type kMoment{.kind = model::TypeKind::Moment};
inline constexpr model::Type kHours{.kind = model::TypeKind::Hours};
inline constexpr model::Type kText{.kind = model::TypeKind::Text};

}  // namespace precept::checking
