// Moments and lengths of time in expressions: how they are kept apart from days, whose length differs.
#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

#include "base/moment.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using ast::Operator;
using model::Expr;
using model::ExprKind;
using model::TypeKind;

namespace {

/// The two operands where one is of the one kind and the other of the other, in this order.
std::optional<std::pair<const Expr*, const Expr*>> beside(const Expr& expr, TypeKind one, TypeKind other) {
  const Expr *left = expr.left, *right = expr.right;
  if (left->type.is(one) && right->type.is(other)) return std::pair(left, right);
  if (left->type.is(other) && right->type.is(one)) return std::pair(right, left);
  return std::nullopt;
}

bool adds(Operator op) {
  return op == Operator::Add || op == Operator::Subtract;
}

/// What to write in place of days where hours are meant.
std::string days_as_hours(const Expr& days, std::string_view written) {
  std::int64_t hours = 0;
  const bool is_constant = days.kind == ExprKind::Constant && days.value.number != 0 &&
                           !__builtin_mul_overflow(days.value.number, std::int64_t{24}, &hours);
  return is_constant ? fmt::format("where hours are meant, write `{} hours` in place of `{}`", hours, written)
                     : fmt::format("where hours are meant, declare `{}` as `hours`", written);
}

}  // namespace

bool ExpressionChecker::report_mixed_time(const ast::Expr& expr, const Expr& result) {
  return report_moments_and_days(expr, result) || report_months_and_days(expr, result);
}

bool ExpressionChecker::report_moments_and_days(const ast::Expr& expr, const Expr& result) {
  const auto mixed = [&](std::string message, std::string help) {
    report(DiagnosticKind::MomentsAndDays, expr.span, std::move(message))
        .label(result.left->span, describe(result.left->type))
        .label(result.right->span, describe(result.right->type))
        .with_help(std::move(help));
    return true;
  };
  if (const auto pair = beside(result, TypeKind::Moment, TypeKind::Date))
    return mixed("a moment is no day: it depends on the offset which day it lies in",
                 fmt::format("ask for the day that it was told with: `date of {}`", written(*pair->first)));
  if (const auto pair = beside(result, TypeKind::Moment, TypeKind::Duration); pair && adds(expr.op))
    return mixed("a day may have 23 or 25 hours",
                 fmt::format("{}; else add days to the day: `date of {} {} {}`",
                             days_as_hours(*pair->second, written(*pair->second)), written(*pair->first),
                             ast::spelling(expr.op), written(*pair->second)));
  if (const auto pair = beside(result, TypeKind::Moment, TypeKind::Months); pair && adds(expr.op))
    return mixed("months are added to a date, not to a moment",
                 fmt::format("add them to the day that it was told with: `date of {} {} {}`",
                             written(*pair->first), ast::spelling(expr.op), written(*pair->second)));
  if (beside(result, TypeKind::Date, TypeKind::Hours) && adds(expr.op))
    return mixed("a date has no time of day",
                 "add days to it, such as `d + 1 day`; hours are added to a datetime");
  const bool is_either = expr.op != Operator::Multiply && expr.op != Operator::Divide;
  if (const auto pair = beside(result, TypeKind::Hours, TypeKind::Duration); pair && is_either)
    return mixed("a day may have 23 or 25 hours", days_as_hours(*pair->second, written(*pair->second)));
  if (beside(result, TypeKind::Hours, TypeKind::Months) && is_either)
    return mixed("months differ in length, so they are no number of hours",
                 "add the months to a date: `date of t + 6 months`");
  return false;
}

}  // namespace precept::checking
