// The typing rules of operators, one function for each form of operators.def.
#include <algorithm>
#include <limits>
#include <ranges>
#include <tuple>
#include <utility>

#include "base/limits.h"
#include "base/moment.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using ast::Operator;
using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;

namespace {

enum class Form {
  Truth,
  Equality,
  Order,
  Membership,
  SetRelation,
  Presence,
  Arithmetic,
  PartOfDate,
  SetAlgebra,
  Replacement
};

Form form_of(Operator op) {
  switch (op) {
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) \
  case Operator::name:                                                                      \
    return Form::form;
#include "compiler/ast/operators.def"
#undef OPERATOR
  }
  return Form::Truth;
}

bool is_joined(const ast::Expr* expr, Operator op) {
  return expr != nullptr && expr->form == ast::ExprForm::Binary && expr->op == op;
}

bool is_comparable(TypeKind kind) {
  return kind != TypeKind::Record && kind != TypeKind::Row && kind != TypeKind::List;
}

/// A number of days, of months, or of hours.
bool is_span(TypeKind kind) {
  return kind == TypeKind::Duration || kind == TypeKind::Months || kind == TypeKind::Hours;
}

bool is_ordered(TypeKind kind) {
  return kind == TypeKind::Int || kind == TypeKind::Number || kind == TypeKind::Date ||
         kind == TypeKind::Moment || is_span(kind);
}

/// The letter of operators.def for a type; 0 for types without arithmetic.
char letter_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::Int:
      return 'i';
    case TypeKind::Number:
      return 'n';
    case TypeKind::Duration:
      return 'u';
    case TypeKind::Months:
      return 'm';
    case TypeKind::Hours:
      return 'h';
    case TypeKind::Moment:
      return 't';
    case TypeKind::Date:
      return 'd';
    default:
      return 0;
  }
}

/// The result type of an arithmetic operator; none where it is not defined for these operands.
std::optional<Type> arithmetic_result(Operator op, TypeKind left, TypeKind right) {
  // Beside a number an int is one.
  if (left == TypeKind::Number && right == TypeKind::Int) right = left;
  if (right == TypeKind::Number && left == TypeKind::Int) left = right;
  std::string_view rows = ast::info(op).operands;
  for (; rows.size() >= 4; rows.remove_prefix(std::min<std::size_t>(rows.size(), 5))) {
    if (rows[0] != letter_of(left) || rows[1] != letter_of(right)) continue;
    switch (rows[3]) {
      case 'i':
        return kInt;
      case 'n':
        return kNumber;
      case 'u':
        return kDuration;
      case 'm':
        return kMonths;
      case 'h':
        return kHours;
      case 't':
        return kMoment;
      default:
        return kDate;
    }
  }
  return std::nullopt;
}

/// The help for an int beside a duration or a date: `14 days` in place of the constant `14`.
std::string days_help(const Expr& left, const Expr& right) {
  for (auto [operand, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    if (operand->kind != ExprKind::Constant) continue;
    const bool is_of_hours = other->type.is(TypeKind::Hours) || other->type.is(TypeKind::Moment);
    const char* unit = other->type.is(TypeKind::Months) ? "months" : is_of_hours ? "hours" : "days";
    if (operand->type.is(TypeKind::Int)) return fmt::format("write `{} {}`", operand->value.number, unit);
  }
  for (auto [operand, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    if (operand->kind != ExprKind::Constant || !is_span(operand->type.kind)) continue;
    if (other->type.is(TypeKind::Int)) {
      // Of months and weeks nobody knows which number was written: `1 year` is 12 of the one.
      constexpr std::int64_t kWeek = 7;
      const bool is_days = operand->type.is(TypeKind::Duration) && operand->value.number % kWeek != 0;
      return is_days ? fmt::format("write `{}`", operand->value.number)
                     : "an int has no unit: leave the unit out";
    }
    if (other->type.is(TypeKind::Moment))
      return "a datetime is compared with a datetime, such as `earlier + 24 hours`";
    if (other->type.is(TypeKind::Date))
      return operand->type.is(TypeKind::Months)
                 ? "a date is compared with a date, such as `earlier + 6 months`"
                 : "a date is compared with a date; days lie between two of them: `later - earlier`";
  }
  return {};
}

bool is_truth(const Expr* expr) {
  return expr->type.is(TypeKind::Truth) || expr->type.is(TypeKind::Error);
}

/// `over / under` in lowest terms; none where a part does not fit in 64 bits.
std::optional<model::Value> lowest_terms(__int128 over, __int128 under) {
  if (under < 0) over = -over, under = -under;
  __int128 a = over < 0 ? -over : over, b = under;
  while (b != 0) std::tie(a, b) = std::pair(b, a % b);
  over /= a, under /= a;
  constexpr __int128 kMost = std::numeric_limits<std::int64_t>::max();
  if (over > kMost || over < -kMost || under > kMost) return std::nullopt;
  return model::Value::fraction(static_cast<std::int64_t>(over), static_cast<std::int64_t>(under));
}

/// What the operator makes of two fractions.
std::optional<model::Value> fraction_of(Operator op, const model::Value& a, const model::Value& b) {
  const __int128 over = a.number, under = a.under, other_over = b.number, other_under = b.under;
  switch (op) {
    case Operator::Multiply:
      return lowest_terms(over * other_over, under * other_under);
    case Operator::Divide:
      return lowest_terms(over * other_under, under * other_over);
    default:  // sums are computed where the policy runs
      return std::nullopt;
  }
}

std::string arithmetic_help(Operator op, const Expr& left_operand, const Expr& right_operand) {
  TypeKind left = left_operand.type.kind, right = right_operand.type.kind;
  using enum TypeKind;
  bool mixes = (left == Int && (is_span(right) || right == Date || right == Moment)) ||
               (right == Int && (is_span(left) || left == Date || left == Moment));
  bool has_number = left_operand.kind == ExprKind::Constant && left == Int;
  has_number = has_number || (right_operand.kind == ExprKind::Constant && right == Int);
  if (mixes && has_number && op != Operator::Multiply && op != Operator::Divide)
    return days_help(left_operand, right_operand);
  const bool is_divided = op == Operator::Divide && left == Duration && (right == Int || right == Number);
  if (is_divided)
    return "days are not divided: compare products, `2 * d >= 7 days`, or divide by days, `d / 7 days`";
  const bool divides_months =
      op == Operator::Divide && left == Months && (is_span(right) || right == Int || right == Number);
  if (divides_months) return "months are not divided; compare products: `2 * m >= 7 months`";
  const bool divides_hours =
      op == Operator::Divide && left == Hours && (is_span(right) || right == Int || right == Number);
  if (divides_hours) return "hours are not divided; compare products: `2 * h >= 7 hours`";
  const bool is_part_of_hours = (left == Hours && right == Number) || (left == Number && right == Hours);
  if (is_part_of_hours) return "hours are multiplied by whole numbers; half an hour is written `30 minutes`";
  if (left == Moment && right == Moment) return "the time between two moments is a number of hours: `a - b`";
  const bool is_part_of_months = (left == Months && right == Number) || (left == Number && right == Months);
  if (is_part_of_months && op == Operator::Multiply)
    return "a part of some months may be no number of months; compare products: `2 * m >= 7 months`";
  if (is_part_of_months) return "a number of months is written `6 months`";
  const bool is_part = (left == Duration && right == Number) || (left == Number && right == Duration);
  if (is_part && op == Operator::Multiply)
    return "a part of some days may be no number of days; compare `d / 14 days` with the number";
  if (is_part) return "a number of days is written `14 days`; the number that is meant is `d / 1 days`";
  if (left == Date && right == Date) return "the difference of two dates is a duration: `a - b`";
  const bool is_text = left == Text || right == Text;
  if (is_text)
    return "texts are not reckoned with; a number stands without quotes, and a field of numbers is an `int`";
  return {};
}

}  // namespace

Expr* ExpressionChecker::check_operator(const ast::Expr& expr, const Type& hint) {
  switch (form_of(expr.op)) {
    case Form::Truth:
      return check_truth_operator(expr);
    case Form::Equality:
      return check_equality(expr);
    case Form::Order:
      return check_order(expr);
    case Form::Membership:
      return check_membership(expr);
    case Form::SetRelation:
      return check_set_relation(expr);
    case Form::Presence:
      return check_presence(expr);
    case Form::Arithmetic:
      return expr.op == Operator::Negate ? check_negation(expr) : check_arithmetic(expr);
    case Form::PartOfDate:
      return check_part_of_date(expr);
    case Form::SetAlgebra:
      return check_set_algebra(expr, hint);
    case Form::Replacement:
      return check_else(expr, hint);
  }
  return error(expr);
}

void ExpressionChecker::check_operands(const ast::Expr& expr, Expr* result) {
  // The other operand tells what a bare name is. If that operand is mistaken, the name is not reported too.
  auto beside = [&](const Expr& other, const ast::Expr* operand) {
    bool is_name = operand && operand->form == ast::ExprForm::NameUse;
    bool before = std::exchange(after_mistake_, is_name && other.type.is(TypeKind::Error));
    Expr* checked = check(operand, other.type);
    after_mistake_ = before;
    return checked;
  };
  if (needs_hint(expr.left) && !needs_hint(expr.right)) {
    result->right = check(expr.right);
    result->left = beside(*result->right, expr.left);
  } else {
    result->left = check(expr.left);
    result->right = beside(*result->left, expr.right);
  }
}

Expr* ExpressionChecker::check_truth_operator(const ast::Expr& expr) {
  if (expr.op == Operator::Not) {
    Expr* result = make(ExprKind::Unary, kTruth, expr);
    Expr* left = check(expr.left, kTruth);
    const bool fits = is_truth(left);
    result->left = needs(left, kTruth);
    return fits ? result : error(expr);
  }
  // `a and b and c` is checked as one chain, in a loop: each operand is checked with what those before it
  // have asked.
  std::vector<const ast::Expr*> chain{&expr};
  while (is_joined(chain.back()->left, expr.op) && depth_ + chain.size() < limits::kExpressionDepth)
    chain.push_back(chain.back()->left);
  std::size_t before = given_count();
  depth_ += chain.size() - 1;
  Expr* result = check(chain.back()->left, kTruth);
  Expr* last = result;
  for (const ast::Expr* each : chain | std::views::reverse) {
    result = join(*each, result, last);
    if (each != &expr) --depth_;
  }
  forget_given(before);
  return result;
}

/// Checks one operator of a chain. `last` is the operand before the operator, and on return the one after it.
Expr* ExpressionChecker::join(const ast::Expr& expr, Expr* left, Expr*& last) {
  if (!is_truth(left)) {
    if (expr.op == Operator::Or && left->type.or_none) {
      report_or_as_else(*left);
    } else {
      needs(left, kTruth);
    }
    // The result, and a constant on the right, are not reported: they follow from this mistake.
    Expr* right = check(expr.right);
    if (right->kind != ExprKind::Constant) needs(right, kTruth);
    return last = error(expr);
  }
  left = needs(left, kTruth);
  assume(last, expr.op == Operator::And);
  Expr* right = check(expr.right, kTruth);
  // `x = 1 or 2 or 3` is reported at the first constant only.
  if (left->type.is(TypeKind::Error) && right->kind == ExprKind::Constant) return last = error(expr);
  const bool fits = is_truth(right);
  Expr* joined = make(ExprKind::Binary, kTruth, expr);
  joined->left = left;
  joined->right = last = needs(right, kTruth);
  return fits ? joined : error(expr);
}

/// Reports `x or 0` where x may be none: the word for that is `else`.
void ExpressionChecker::report_or_as_else(const Expr& left) {
  report(DiagnosticKind::TypeMismatch, left.span,
         fmt::format("{}, where truth is needed", describe(left.type)))
      .with_help(
          fmt::format("to ask whether there is one, write `is given`; what counts instead of none stands "
                      "behind `else`: `{} else …`",
                      written(left)));
}

Expr* ExpressionChecker::check_equality(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Binary, kTruth, expr);
  check_operands(expr, result);
  const Type& left = result->left->type;
  const Type& right = result->right->type;
  if (left.is(TypeKind::Error) || right.is(TypeKind::Error)) return result;
  for (const Expr* operand : {result->left, result->right}) {
    if (is_comparable(operand->type.kind)) continue;
    report(DiagnosticKind::IncomparableTypes, operand->span,
           fmt::format("{} cannot be compared as a whole", describe(operand->type)))
        .with_help(operand->type.is(TypeKind::List) ? "compare how many there are: `count(…)`"
                                                    : "compare a field of it, such as `.name`");
    return result;
  }
  if (fits(left, right) || fits(right, left)) {
    for (Expr* operand : {result->left, result->right})
      needs_stated(operand, fmt::format("`{}` would take that for an answer", spelling(expr.op)));
    return result;
  }
  if (report_mixed_time(expr, *result)) return result;
  auto& mistake = report(DiagnosticKind::IncomparableTypes, expr.span,
                         fmt::format("{} and {} cannot be compared", describe(left), describe(right)));
  mistake.label(result->left->span, describe(left)).label(result->right->span, describe(right));
  if (right.is(TypeKind::Set) && right.id == left.id && left.is(TypeKind::Enum)) {
    mistake.with_help("to ask whether it is one of them, write `in`");
  } else if (is_span(left.kind) || is_span(right.kind)) {
    mistake.with_help(days_help(*result->left, *result->right));
  } else if (left.is(TypeKind::Date) || right.is(TypeKind::Date)) {
    mistake.with_help("a date is written `2022-03-09`; days between two dates are `later - earlier`");
  } else if (left.is(TypeKind::Truth) || right.is(TypeKind::Truth)) {
    mistake.with_help("a truth is asked for by itself, or with `not` before it");
  }
  return result;
}

/// The help for a value that is neither more nor less than another.
std::string ExpressionChecker::help_without_order(const Expr& operand) const {
  const std::string_view text = context_.sources.text(operand.span);
  if (operand.type.is(TypeKind::Row)) {
    const model::Table& table = model_.tables[operand.type.id];
    for (const auto& column : table.columns) {
      if (is_ordered(column.type.kind)) return fmt::format("name the column: `{}.{}`", text, column.name);
    }
    return {};
  }
  if (operand.type.is(TypeKind::List)) return fmt::format("count it: `count({})`", text);
  if (operand.type.is(TypeKind::Record)) return "compare a field of it";
  return "it is compared with `=`, `!=` and `in`";
}

Expr* ExpressionChecker::check_order(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Binary, kTruth, expr);
  check_operands(expr, result);
  const Type& left = result->left->type;
  const Type& right = result->right->type;
  if (left.is(TypeKind::Error) || right.is(TypeKind::Error)) return result;
  for (const Expr* operand : {result->left, result->right}) {
    if (is_ordered(operand->type.kind)) continue;
    report(DiagnosticKind::TypeMismatch, operand->span,
           fmt::format("{} has no order; `{}` compares numbers, dates, moments and lengths of time",
                       describe(operand->type), spelling(expr.op)))
        .with_help(help_without_order(*operand));
    return result;
  }
  if (fits(left, right) || fits(right, left)) {
    for (Expr* operand : {result->left, result->right})
      needs_value(operand, fmt::format("`{}` compares only what is there", spelling(expr.op)));
    return result;
  }
  if (report_mixed_time(expr, *result)) return result;
  auto& mistake = report(DiagnosticKind::IncomparableTypes, expr.span,
                         fmt::format("{} and {} cannot be compared", describe(left), describe(right)));
  mistake.label(result->left->span, describe(left)).label(result->right->span, describe(right));
  if (is_span(left.kind) || is_span(right.kind)) {
    mistake.with_help(days_help(*result->left, *result->right));
  } else if (left.is(TypeKind::Date) || right.is(TypeKind::Date)) {
    mistake.with_help("a date is written `2022-03-09`; days between two dates are `later - earlier`");
  }
  return result;
}

Expr* ExpressionChecker::check_presence(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Unary, kTruth, expr);
  result->left = check_unnarrowed(expr.left);
  const Type& type = result->left->type;
  if (type.is(TypeKind::Error) || type.or_none) return result;
  // A record with required fields may be asked for, also where it is never none.
  if (type.is(TypeKind::Record) && std::ranges::any_of(model_.records[type.id].fields, model::is_required))
    return result;
  has_idle_question_ = true;
  auto& mistake = report(DiagnosticKind::NeverNone, result->left->span,
                         fmt::format("{} is never none, so there is nothing to ask", describe(type)));
  const Expr& operand = *result->left;
  if (type.is(TypeKind::List)) {
    mistake.with_help("to ask whether it is empty, write `count(…) = 0`");
  } else if (operand.kind == ExprKind::Field) {
    const model::Field& field = model_.records[operand.left->type.id].fields[operand.field];
    mistake.label(field.span, "declared here")
        .with_help(
            fmt::format("if it may be absent, declare it `{} or none`; if it is absent by mistake it is "
                        "unknown",
                        describe(type)));
  }
  return result;
}

Expr* ExpressionChecker::check_arithmetic(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Binary, {}, expr);
  result->left = check(expr.left);
  result->right = check(expr.right);
  TypeKind left = result->left->type.kind, right = result->right->type.kind;
  if (left == TypeKind::Error || right == TypeKind::Error) return result;
  auto type = arithmetic_result(expr.op, left, right);
  if (!type) {
    if (report_mixed_time(expr, *result)) return result;
    report(DiagnosticKind::TypeMismatch, expr.span,
           fmt::format("`{}` is not defined for {} and {}", spelling(expr.op), describe(result->left->type),
                       describe(result->right->type)))
        .label(result->left->span, describe(result->left->type))
        .label(result->right->span, describe(result->right->type))
        .with_help(arithmetic_help(expr.op, *result->left, *result->right));
    return result;
  }
  result->type = *type;
  for (Expr* operand : {result->left, result->right})
    needs_value(operand, fmt::format("`{}` computes only with what is there", spelling(expr.op)));
  // Later passes expect the date, or the duration that is multiplied, on the left.
  bool turn = ((right == TypeKind::Date || right == TypeKind::Moment) && is_span(left)) ||
              (is_span(right) && left == TypeKind::Int);
  if (turn) std::swap(result->left, result->right);
  if (type->is(TypeKind::Date) && result->right->type.is(TypeKind::Months)) needs_rounding(*result);
  return type->is(TypeKind::Number) && !report_no_result(*result) ? folded(result) : result;
}

/// Reports a division by the constant 0.
bool ExpressionChecker::report_no_result(const Expr& expr) {
  if (expr.op != Operator::Divide || expr.right->kind != ExprKind::Constant || expr.right->value.number != 0)
    return false;
  report(DiagnosticKind::DividesByZero, expr.right->span, "nothing is divided by 0");
  return true;
}

/// The constant that an operator makes of two constants; the expression itself where there is more to it.
Expr* ExpressionChecker::folded(Expr* expr) {
  if (expr->left->kind != ExprKind::Constant || expr->right->kind != ExprKind::Constant) return expr;
  if (expr->left->type.is(TypeKind::Duration)) return expr;
  auto value = fraction_of(expr->op, expr->left->value, expr->right->value);
  if (!value) return expr;
  expr->kind = ExprKind::Constant;
  expr->value = *value;
  expr->left = expr->right = nullptr;
  return expr;
}

/// Checks `sqrt(x)`.
Expr* ExpressionChecker::check_root(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Unary, {}, expr);
  result->op = Operator::Root;
  for (const ast::Expr* item : expr.items) result->left = check(item);
  if (expr.items.size() != 1) {
    report(DiagnosticKind::WrongArgumentCount, expr.span,
           fmt::format("`sqrt` takes 1 number, and {} are given", expr.items.size()));
    return error(expr);
  }
  result->left = needs(result->left, kNumber);
  if (result->left->type.is(TypeKind::Error)) return error(expr);
  if (result->left->kind == ExprKind::Constant && result->left->value.number < 0) {
    report(DiagnosticKind::DividesByZero, result->left->span, "a negative number has no square root");
    return error(expr);
  }
  result->type = kNumber;
  return result;
}

Expr* ExpressionChecker::check_negation(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Unary, {}, expr);
  result->left = check(expr.left);
  const Type& type = result->left->type;
  if (type.is(TypeKind::Error)) return result;
  if (!type.is_number() || type.is(TypeKind::Moment)) {
    report(DiagnosticKind::TypeMismatch, expr.span, fmt::format("`-` is not defined for {}", describe(type)))
        .with_help(type.is(TypeKind::Truth) ? "write `not`" : "");
    return result;
  }
  needs_value(result->left, "`-` computes only with what is there");
  result->type = type;
  result->type.or_none = false;
  return result;
}

}  // namespace precept::checking
