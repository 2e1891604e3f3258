// Quantifiers, filters and aggregates.
#include <algorithm>

#include "base/limits.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using ast::AggregateForm;
using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::VariableKind;

Expr* ExpressionChecker::check_list(const ast::Expr* expr) {
  Expr* result = check(expr);
  if (result->type.is(TypeKind::List)) needs_value(result, "it takes a list to ask about its elements");
  if (result->type.is(TypeKind::Error) || result->type.is(TypeKind::List)) return result;
  auto& mistake = report(DiagnosticKind::TypeMismatch, result->span,
                         fmt::format("{}, where a list is needed", describe(result->type)));
  if (result->type.is(TypeKind::Set)) {
    mistake.with_help("ask about members of a set with `in`, `overlaps` or `subset of`");
  } else {
    mistake.with_help("write a field of lists, such as `x.items`, or a `let` or definition that is a list");
  }
  result->type = {};
  return result;
}

/// Checks `name in list where filter`. The variable stays bound and the filter assumed until the caller
/// forgets them.
void ExpressionChecker::check_range(const ast::Name& name, const ast::Expr* list, const ast::Expr* filter,
                                    Expr* result) {
  result->left = check_list(list);
  Type element = result->left->type.is(TypeKind::List) ? *result->left->type.element : Type{};
  result->variable = bind(VariableKind::Element, name, element);
  add_given_of_element(model_, context_.guards, *result->left, *result->variable, given_);
  if (!filter) return;
  result->filter = truth(filter);
  assume(result->filter);
}

Expr* ExpressionChecker::check_quantifier(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Quantifier, kTruth, expr);
  result->quantifier = expr.quantifier;
  std::size_t before = bound(), given_before = given_count();
  check_range(expr.name, expr.left, expr.filter, result);
  result->right = truth(expr.right);
  forget(before);
  forget_given(given_before);
  return result;
}

Expr* ExpressionChecker::check_filter(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Filter, {}, expr);
  std::size_t before = bound(), given_before = given_count();
  check_range(expr.name, expr.left, expr.filter, result);
  forget(before);
  forget_given(given_before);
  result->type = result->left->type;
  return result;
}

Expr* ExpressionChecker::let_value(const ast::Expr* expr) {
  if (expr && expr->form == ast::ExprForm::Comprehension) return noted(check_filter(*expr));
  return check(expr);
}

Expr* ExpressionChecker::body(const ast::Expr* expr, const Type& type) {
  const bool chooses = expr && expr->form == ast::ExprForm::Comprehension;
  return chooses ? needs(let_value(expr), type) : value(expr, type);
}

Expr* ExpressionChecker::check_aggregate(const ast::Expr& expr) {
  bool chooses = expr.aggregate == AggregateForm::The || expr.aggregate == AggregateForm::First;
  if (chooses && expr.left && expr.left->form == ast::ExprForm::Comprehension) return check_chosen(expr);
  Expr* result = make(ExprKind::Aggregate, kInt, expr);
  result->aggregate = expr.aggregate;
  std::size_t before = bound(), given_before = given_count();
  if (expr.left && expr.left->form == ast::ExprForm::Comprehension) {
    check_range(expr.left->name, expr.left->left, expr.left->filter, result);
  } else {
    // `count(xs)` has no variable.
    result->left = check_list(expr.left);
    Type element = result->left->type.is(TypeKind::List) ? *result->left->type.element : Type{};
    result->variable = &model_.variables.emplace_back(
        model::Variable{.kind = VariableKind::Element, .name = "", .type = element, .span = expr.span});
  }
  if (expr.right) check_by(expr, result);
  forget(before);
  forget_given(given_before);
  return result;
}

namespace {

bool fits_aggregate(AggregateForm aggregate, TypeKind kind) {
  const bool is_amount = kind == TypeKind::Int || kind == TypeKind::Number || kind == TypeKind::Duration ||
                         kind == TypeKind::Months || kind == TypeKind::Hours;
  const bool is_day = kind == TypeKind::Date || kind == TypeKind::Moment;
  switch (aggregate) {
    case AggregateForm::Count:
      return false;
    case AggregateForm::CountDistinct:
      return is_amount || is_day || kind == TypeKind::Text || kind == TypeKind::Enum || kind == TypeKind::Key;
    case AggregateForm::Sum:
      return is_amount;
    case AggregateForm::Min:
    case AggregateForm::Max:
    case AggregateForm::First:
      return is_amount || is_day;
    case AggregateForm::The:
      return false;
  }
  return false;
}

std::string_view wanted_by(AggregateForm aggregate) {
  switch (aggregate) {
    case AggregateForm::Count:
      return "`count` takes no `by`; write `count distinct`";
    case AggregateForm::CountDistinct:
      return "`count distinct` tells texts, enum members, keys, numbers or dates apart";
    case AggregateForm::Sum:
      return "`sum` adds numbers, durations, months or hours";
    case AggregateForm::Min:
    case AggregateForm::Max:
      return "`min` and `max` choose among numbers, durations, months, hours, dates or datetimes";
    case AggregateForm::The:
      return "`the` takes no `by`; write `first`";
    case AggregateForm::First:
      return "`first` goes by numbers, durations, months or dates";
  }
  return {};
}

}  // namespace

void ExpressionChecker::check_by(const ast::Expr& expr, Expr* result) {
  result->right = check(expr.right);
  const Type& by = result->right->type;
  if (by.is(TypeKind::Error)) {
    if (expr.aggregate != AggregateForm::CountDistinct) result->type = {};
    return;
  }
  if (!fits_aggregate(expr.aggregate, by.kind)) {
    report(DiagnosticKind::TypeMismatch, result->right->span,
           fmt::format("{} after `by`; {}", describe(by), wanted_by(expr.aggregate)));
    result->type = {};
    return;
  }
  if (auto* mistake = needs_value(result->right, "`by` needs a value of each element"))
    mistake->with_help("choose the elements that have one: `where … is given`");
  if (expr.aggregate == AggregateForm::CountDistinct) return;
  result->type = by;
  // The sum of no elements is 0; the least and the greatest are none.
  result->type.or_none = expr.aggregate == AggregateForm::Min || expr.aggregate == AggregateForm::Max;
}

// ---- the, first -----------------------------------------------------------------------------------

/// Checks `the x in xs where c` and `first`: the element, or none where there is none.
Expr* ExpressionChecker::check_chosen(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Aggregate, {}, expr);
  result->aggregate = AggregateForm::The;
  std::size_t before = bound(), given_before = given_count();
  check_range(expr.left->name, expr.left->left, expr.left->filter, result);
  bool fits = expr.aggregate == AggregateForm::The || rewrite_first(expr, result);
  forget(before);
  forget_given(given_before);
  if (!fits || !result->left->type.is(TypeKind::List)) return result;
  result->type = *result->left->type.element;
  result->type.or_none = true;
  return result;
}

/// Turns `first x in xs where c by e` into `the x in xs where c and e = ` the least e of those with c.
bool ExpressionChecker::rewrite_first(const ast::Expr& expr, Expr* chosen) {
  Expr* by = check(expr.right);
  if (by->type.is(TypeKind::Error)) return false;
  if (!fits_aggregate(AggregateForm::First, by->type.kind)) {
    report(DiagnosticKind::TypeMismatch, by->span,
           fmt::format("{} after `by`; {}", describe(by->type), wanted_by(AggregateForm::First)));
    return false;
  }
  if (auto* mistake = needs_value(by, "`by` needs a value of each element"))
    mistake->with_help("choose the elements that have one: `where … is given`");
  if (by->type.is(TypeKind::Number) && by->kind != ExprKind::Field && by->kind != ExprKind::Column)
    return rewrite_first_of_numbers(expr, chosen, by);
  model::Variable& other = model_.variables.emplace_back(*chosen->variable);
  Expr* use = make(ExprKind::Variable, other.type, expr);
  use->variable = &other;
  Expr* least = make(ExprKind::Aggregate, by->type, expr);
  least->aggregate = AggregateForm::Min;
  least->type.or_none = true;
  least->variable = &other;
  least->left = chosen->left;
  Expr* their = substituted(model_, *by, chosen->variable, *use);
  if (chosen->filter) least->filter = substituted(model_, *chosen->filter, chosen->variable, *use);
  least->right = their;
  if (!their || (chosen->filter && !least->filter)) return report_long_choice(expr);
  Expr* is_least = make(ExprKind::Binary, kTruth, expr);
  is_least->op = ast::Operator::Equal;
  is_least->left = by;
  is_least->right = least;
  choose_also_by(expr, chosen, is_least);
  return true;
}

/// Turns `first x in xs where c by e` into `the x in xs where c and not some y in xs where c satisfies` y's e
/// is less: so an e that no list can be folded by exactly is compared exactly.
bool ExpressionChecker::rewrite_first_of_numbers(const ast::Expr& expr, Expr* chosen, Expr* by) {
  model::Variable& other = model_.variables.emplace_back(*chosen->variable);
  Expr* use = make(ExprKind::Variable, other.type, expr);
  use->variable = &other;
  Expr* some = make(ExprKind::Quantifier, kTruth, expr);
  some->quantifier = ast::QuantifierForm::Some;
  some->variable = &other;
  some->left = chosen->left;
  Expr* their = substituted(model_, *by, chosen->variable, *use);
  if (chosen->filter) some->filter = substituted(model_, *chosen->filter, chosen->variable, *use);
  if (!their || (chosen->filter && !some->filter)) return report_long_choice(expr);
  some->right = make(ExprKind::Binary, kTruth, expr);
  some->right->op = ast::Operator::Less;
  some->right->left = their;
  some->right->right = by;
  Expr* none_is_less = make(ExprKind::Unary, kTruth, expr);
  none_is_less->op = ast::Operator::Not;
  none_is_less->left = some;
  choose_also_by(expr, chosen, none_is_less);
  return true;
}

bool ExpressionChecker::report_long_choice(const ast::Expr& expr) {
  report(DiagnosticKind::TooDeep, expr.span,
         fmt::format("what `first` chooses by, or its `where`, has more than {} steps", limits::kChosenBy))
      .with_help("name a part of it with `define`");
  return false;
}

/// Adds a condition to those by which an element is chosen.
void ExpressionChecker::choose_also_by(const ast::Expr& expr, Expr* chosen, Expr* condition) {
  if (!chosen->filter) {
    chosen->filter = condition;
    return;
  }
  Expr* both = make(ExprKind::Binary, kTruth, expr);
  both->op = ast::Operator::And;
  both->left = chosen->filter;
  both->right = condition;
  chosen->filter = both;
}

/// Reports a chosen element where a whole record is needed. Only its fields can be used, since no register
/// holds which row it is.
bool ExpressionChecker::report_chosen_argument(const Expr& expr) {
  if (!is_chosen_element(expr)) return false;
  report(DiagnosticKind::TypeMismatch, expr.span,
         "an element chosen with `the` or `first` can be asked for its single values, and for nothing else")
      .with_help("hand over its fields; of a list in it ask `some x in … where … satisfies …`");
  return true;
}

}  // namespace precept::checking
