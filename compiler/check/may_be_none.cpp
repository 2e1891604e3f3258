// Reports what may be none where a value is needed (E1050), with help on how to ask; and checks `else`.
#include <algorithm>
#include <utility>

#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

/// Longer guards are not shown in a help.
constexpr std::size_t kLongestGuard = 60;

std::string on_one_line(std::string_view text) {
  std::string result;
  for (char each : text) {
    bool is_blank = each == ' ' || each == '\t' || each == '\r' || each == '\n';
    if (!is_blank) result += each;
    if (is_blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  return result;
}

/// True for `the`, `first` and `if`, which reach as far to the right as they can and so need parentheses.
bool reaches_right(const Expr& expr) {
  bool chooses = expr.aggregate == model::AggregateForm::The || expr.aggregate == model::AggregateForm::First;
  return expr.kind == ExprKind::If || (expr.kind == ExprKind::Aggregate && chooses);
}

/// Adds the opening brackets that the text lacks: the place of an expression leaves out parentheses at its
/// beginning.
std::string with_brackets(const std::string& text) {
  std::size_t open = 0, lacking = 0;
  for (char each : text) {
    if (each == '(' || each == '[') ++open;
    if (each != ')' && each != ']') continue;
    if (open == 0) ++lacking;
    if (open > 0) --open;
  }
  return std::string(lacking, '(') + text;
}

/// True for a path: names, fields, and look-ups with paths as keys.
bool is_plain_path(const ast::Expr* expr) {
  if (expr == nullptr) return false;
  switch (expr->form) {
    case ast::ExprForm::NameUse:
    case ast::ExprForm::String:
      return true;
    case ast::ExprForm::Field:
      return is_plain_path(expr->left);
    case ast::ExprForm::Lookup:
      return std::ranges::all_of(expr->items, is_plain_path);
    case ast::ExprForm::Error:
    case ast::ExprForm::Integer:
    case ast::ExprForm::Decimal:
    case ast::ExprForm::Days:
    case ast::ExprForm::Months:
    case ast::ExprForm::Hours:
    case ast::ExprForm::Date:
    case ast::ExprForm::Moment:
    case ast::ExprForm::Truth:
    case ast::ExprForm::Call:
    case ast::ExprForm::Set:
    case ast::ExprForm::EmptyList:
    case ast::ExprForm::Unary:
    case ast::ExprForm::Binary:
    case ast::ExprForm::If:
    case ast::ExprForm::Quantifier:
    case ast::ExprForm::Aggregate:
    case ast::ExprForm::Comprehension:
    case ast::ExprForm::InWords:
    case ast::ExprForm::Reach:
      return false;
  }
  return false;
}

}  // namespace

/// Checks a path as if nothing had been asked: a clause may ask again, or use `else`, without regard to what
/// its head has asked.
Expr* ExpressionChecker::check_unnarrowed(const ast::Expr* expr, const Type& hint) {
  if (!is_plain_path(expr)) return noted(check_form_within_depth(expr, hint));
  GivenExprs hidden = std::exchange(given_, {});
  Expr* result = check_form_within_depth(expr, hint);
  given_ = std::move(hidden);
  return noted(result);
}

void ExpressionChecker::assume(Expr* condition, bool holds) {
  if (condition) add_given(model_, context_.guards, *condition, holds, given_);
}

/// Removes `or none` from the type of an expression that is surely given.
Expr* ExpressionChecker::narrowed(Expr* expr) {
  if (!expr->type.or_none || may_be_none(*expr)) return expr;
  if (expr->type.is(TypeKind::Truth)) return as_truth(expr);
  expr->type.or_none = false;
  return expr;
}

Diagnostic* ExpressionChecker::needs_value(Expr* expr, std::string_view why) {
  if (expr->type.is(TypeKind::Error) || !expr->type.or_none || !may_be_none(*expr)) return nullptr;
  if (has_idle_question_) {
    expr->type.or_none = false;
    return nullptr;
  }
  Diagnostic& mistake = report_none(*expr, why);
  expr->type.or_none = false;  // reported; nothing that follows from it is
  return &mistake;
}

/// As `needs_value`, but accepts an expression whose none is stated by the document or a table.
void ExpressionChecker::needs_stated(Expr* expr, std::string_view why) {
  if (expr->type.is(TypeKind::Error) || !expr->type.or_none || !may_be_none(*expr)) return;
  if (!is_stated_none(*expr) && !has_idle_question_) report_none(*expr, why);
}

std::string ExpressionChecker::written(const Expr& expr) const {
  return expr.span.has_place() ? on_one_line(context_.sources.text(expr.span)) : std::string("this");
}

Diagnostic& ExpressionChecker::report_none(const Expr& expr, std::string_view why) {
  const Expr& asked_for = part_to_ask_for(model_, expr, given_);
  std::string what = written(asked_for);
  bool is_short = what.size() <= kLongestGuard && asked_for.kind != ExprKind::If;
  auto& mistake = report(DiagnosticKind::MayBeNone, expr.span,
                         fmt::format("{} may be none, and {}", is_short ? "`" + what + "`" : "this", why));
  add_reason_for_none(mistake, asked_for);
  std::string replacement = expr.type.is(TypeKind::List) ? "[]" : expr.type.is(TypeKind::Set) ? "{}" : "…";
  bool is_whole = expr.type.is(TypeKind::Record) || expr.type.is(TypeKind::Row);
  std::string operand = reaches_right(asked_for) ? "(" + what + ")" : what;
  std::string guard =
      is_short ? fmt::format("`{} is given and …`", operand) : "name it with `let`, then `… is given and …`";
  std::string whole = with_brackets(written(expr));
  if (reaches_right(expr)) whole = "(" + whole + ")";
  std::string replaced = fmt::format("say what counts instead: `({} else {})`", whole, replacement);
  bool is_replaceable = !is_whole && whole.size() <= kLongestGuard;
  // `x else y` may still be none: propose a further `else`.
  if (asked_for.kind == ExprKind::Binary && is_replaceable) return mistake.with_help(replaced);
  return mistake.with_help("ask for it first: " + guard + (is_replaceable ? ", or " + replaced : ""));
}

void ExpressionChecker::add_reason_for_none(Diagnostic& mistake, const Expr& what) {
  const Expr* at = &what;
  while (at->kind == ExprKind::Variable && at->variable->kind == VariableKind::Let) at = at->variable->value;
  switch (at->kind) {
    case ExprKind::Field: {
      const model::Field& field = model_.records[at->left->type.id].fields[at->field];
      mistake.label(field.span, fmt::format("declared `{}`", describe(field.type)));
      return;
    }
    case ExprKind::Column: {
      const model::Field& column = model_.tables[at->left->type.id].columns[at->field];
      mistake.label(column.span, fmt::format("declared `{}`", describe(column.type)));
      return;
    }
    case ExprKind::Variable:
      mistake.label(at->variable->span, fmt::format("declared `{}`", describe(at->variable->type)));
      return;
    case ExprKind::Lookup:
      mistake.label(model_.tables[at->table].span, "the table need not have such a row");
      return;
    case ExprKind::Call:
      mistake.label(at->define->span, fmt::format("gives `{}`", describe(at->define->result)));
      return;
    case ExprKind::Aggregate:
      if (at->aggregate == model::AggregateForm::The) {
        mistake.note("there may be no such element");
        return;
      }
      mistake.note("where there is nothing to choose from, there is no least and no greatest");
      return;
    case ExprKind::If:
      mistake.note("one of what `then` and `else` give may be none");
      return;
    case ExprKind::Constant:
    case ExprKind::KnownTruth:
    case ExprKind::Unary:
    case ExprKind::Binary:
    case ExprKind::InConstants:
    case ExprKind::Quantifier:
    case ExprKind::Filter:
    case ExprKind::SetLiteral:
    case ExprKind::Reading:
    case ExprKind::Judge:
    case ExprKind::InWords:
    case ExprKind::Reach:
      return;
  }
}

// ---- else ----------------------------------------------------------------------------------------

/// `x else v`: x, or v where x is none.
Expr* ExpressionChecker::check_else(const ast::Expr& expr, const Type& hint) {
  Expr* result = make(ExprKind::Binary, {}, expr);
  bool right_first = needs_hint(expr.left) && hint.is(TypeKind::Error);
  if (right_first) result->right = check(expr.right);
  result->left = check_unnarrowed(expr.left, right_first ? result->right->type : hint);
  Type left = result->left->type;
  if (left.is(TypeKind::List)) {
    check_else_list(expr, result);
    return result;
  }
  if (!right_first) result->right = check(expr.right, left);
  const Type& right = result->right->type;
  if (left.is(TypeKind::Error) || right.is(TypeKind::Error)) return result;
  if (left.is(TypeKind::Record) || left.is(TypeKind::Row)) {
    report(DiagnosticKind::TypeMismatch, result->left->span,
           fmt::format("{}; `else` replaces single values, sets and lists", describe(left)))
        .with_help("replace a field of it: `x.name else …`");
    return result;
  }
  if (!left.or_none) {
    report(DiagnosticKind::NeverNone, result->left->span,
           fmt::format("{} is never none, so `else` replaces nothing", describe(left)))
        .with_help("leave out the `else`; what is absent by mistake is unknown, not none");
    return result;
  }
  if (!fits(left, right) && !fits(right, left)) {
    Type wanted = left;
    wanted.or_none = false;
    report(DiagnosticKind::TypeMismatch, result->right->span,
           fmt::format("{}, where {} is needed instead of none", describe(right), describe(wanted)))
        .label(result->left->span, describe(left));
    return result;
  }
  result->type = joint_type(left, right);
  result->type.or_none = right.or_none;
  return result;
}

void ExpressionChecker::check_else_list(const ast::Expr& expr, Expr* result) {
  result->type = result->left->type;
  result->type.or_none = false;
  if (expr.right->form != ast::ExprForm::EmptyList) {
    check(expr.right);
    report(DiagnosticKind::TypeMismatch, expr.right->span,
           "instead of a list that is none there is the empty one")
        .with_help("write `else []`");
    result->type = {};
  } else if (!result->left->type.or_none) {
    report(DiagnosticKind::NeverNone, result->left->span,
           fmt::format("{} is never none, so `else` replaces nothing", describe(result->left->type)))
        .with_help("leave out the `else`; a list that is absent by mistake is unknown, not none");
  }
}

}  // namespace precept::checking
