// Months and years in expressions: where a sum may miss a day, and how months and days are kept apart.
#include "base/calendar.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/check/expressions.h"

namespace precept::checking {

using ast::Operator;
using model::Expr;
using model::ExprKind;
using model::TypeKind;

namespace {

using Rule = bool (*)(const Expr& date);

/// Whether the rule holds of every date that the expression may be; false of what is not looked into.
bool holds_of_all(const Expr& date, Rule rule) {
  if (rule(date)) return true;
  switch (date.kind) {
    case ExprKind::Variable:
      return date.variable->kind == model::VariableKind::Let && holds_of_all(*date.variable->value, rule);
    case ExprKind::If:
      return holds_of_all(*date.right, rule) && holds_of_all(*date.third, rule);
    case ExprKind::Binary: {
      // A date that is made of two dates is one of them.
      const bool is_either = date.left->type.is(TypeKind::Date) && date.right->type.is(TypeKind::Date);
      return is_either && holds_of_all(*date.left, rule) && holds_of_all(*date.right, rule);
    }
    default:
      return false;
  }
}

bool is_sum_of_months(const Expr& expr) {
  return expr.kind == ExprKind::Binary && expr.type.is(TypeKind::Date) && expr.right != nullptr &&
         expr.right->type.is(TypeKind::Months);
}

bool is_whole_years(const Expr& months) {
  return months.kind == ExprKind::Constant && months.value.number % 12 == 0;
}

/// Every month has the day, so that no sum of months misses it, and has the same day itself.
bool is_in_each_month(const Expr& date) {
  if (date.kind == ExprKind::Constant) return calendar::day_of_month(date.value.number) <= 28;
  if (date.kind == ExprKind::Unary)
    return date.op == Operator::FirstDayOfMonth || date.op == Operator::FirstDayOfYear;
  return is_sum_of_months(date) && holds_of_all(*date.left, is_in_each_month);
}

/// Every year has the day.
bool is_in_each_year(const Expr& date) {
  if (is_in_each_month(date)) return true;
  if (date.kind == ExprKind::Constant)
    return calendar::day_of_month(date.value.number) != 29 || calendar::month_of(date.value.number) != 2;
  if (date.kind == ExprKind::Unary) return date.op == Operator::LastDayOfYear;
  return is_sum_of_months(date) && is_whole_years(*date.right) && holds_of_all(*date.left, is_in_each_year);
}

/// Whether a sum or difference of a date and months may come to a day that there is not.
bool may_miss_a_day(const Expr& sum) {
  const Expr &date = *sum.left, &months = *sum.right;
  if (holds_of_all(date, is_in_each_month)) return false;
  if (is_whole_years(months) && (months.value.number == 0 || holds_of_all(date, is_in_each_year)))
    return false;
  if (date.kind != ExprKind::Constant || months.kind != ExprKind::Constant) return true;
  const std::int64_t by = sum.op == Operator::Subtract ? -months.value.number : months.value.number;
  using enum calendar::Missed;
  return calendar::add_months(date.value.number, by, Down) != calendar::add_months(date.value.number, by, Up);
}

/// The difference of two dates.
bool is_days_between(const Expr& expr) {
  return expr.kind == ExprKind::Binary && expr.op == Operator::Subtract && expr.left->type.is(TypeKind::Date);
}

}  // namespace

void ExpressionChecker::needs_rounding(const Expr& sum) {
  // A module is read for the policies that use it: they say it.
  const bool is_said =
      model_.rounding_span.has_place() || context_.files.files[0].tree->form == ast::FileForm::Module;
  if (is_said || !may_miss_a_day(sum)) return;
  if (std::exchange(context_.lacks_rounding, true)) return;
  report(DiagnosticKind::RoundingUnsaid, sum.span,
         "this may come to a day that its month does not have, as 31 January and a month does")
      .with_help(
          "say once, below the head of the policy, what then counts: `dates round down` (the last day of "
          "that "
          "month) or `dates round up` (the first of the next)");
}

bool ExpressionChecker::report_months_and_days(const ast::Expr& expr, const Expr& result) {
  const Expr *left = result.left, *right = result.right;
  const bool is_turned = left->type.is(TypeKind::Months);
  const Expr *days = is_turned ? right : left, *months = is_turned ? left : right;
  if (!days->type.is(TypeKind::Duration) || !months->type.is(TypeKind::Months)) return false;
  const bool adds = expr.op == Operator::Add || expr.op == Operator::Subtract;
  std::string help = adds ? "add both to a date, one after the other: `d + 1 month + 3 days`"
                          : "add both to the same date and compare the dates: `d + 1 month <= d + 30 days`";
  const bool is_relation = result.type.is(TypeKind::Truth);
  if (is_relation && is_days_between(*days)) {
    const std::string later = written(*days->left);
    const std::string end = fmt::format("{} + {}", written(*days->right), written(*months));
    help = fmt::format("compare dates: `{} {} {}`", is_turned ? end : later, ast::spelling(expr.op),
                       is_turned ? later : end);
  }
  report(DiagnosticKind::MonthsAndDays, expr.span, "months differ in length, so they are no number of days")
      .label(left->span, is_turned ? "months" : "days")
      .label(right->span, is_turned ? "days" : "months")
      .with_help(help);
  return true;
}

Expr* ExpressionChecker::check_part_of_date(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Unary, {}, expr);
  const bool is_of_moment = expr.op == Operator::DateOf;
  result->left = check(expr.left, is_of_moment ? kMoment : kDate);
  const model::Type& type = result->left->type;
  if (type.is(TypeKind::Error)) return result;
  if (!type.is(is_of_moment ? TypeKind::Moment : TypeKind::Date)) {
    auto& mistake =
        report(DiagnosticKind::TypeMismatch, result->left->span,
               fmt::format("{}, where a {} is needed; `{}` asks for a part of one", describe(type),
                           is_of_moment ? "datetime" : "date", ast::spelling(expr.op)));
    if (type.is(TypeKind::Moment)) {
      mistake.with_help(fmt::format("write `{} date of {}`", ast::spelling(expr.op), written(*result->left)));
    } else if (is_of_moment && type.is(TypeKind::Date)) {
      mistake.with_help("it is a date already");
    }
    return result;
  }
  needs_value(result->left, fmt::format("`{}` looks only at what is there", ast::spelling(expr.op)));
  result->type = ast::info(expr.op).operands.ends_with('i') ? kInt : kDate;
  return result;
}

}  // namespace precept::checking
