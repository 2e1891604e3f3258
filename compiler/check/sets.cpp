// Sets; and `in`, with constants, a set or a list on its right.
#include <algorithm>
#include <string>

#include "base/limits.h"
#include "base/moment.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::Value;

namespace {

/// A set is a 64-bit mask; two bits are marks.
constexpr std::size_t kMaxSetMembers = limits::kSetMembers;

bool is_single_value(TypeKind kind) {
  switch (kind) {
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Text:
    case TypeKind::Enum:
    case TypeKind::Key:
      return true;
    case TypeKind::Error:
    case TypeKind::Truth:
    case TypeKind::Set:
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::List:
      return false;
  }
  return false;
}

}  // namespace

/// A constant that stands in the braces before it too: one of the two was meant for another.
void ExpressionChecker::refuse_repeated(const Expr& constant, const Value& value, Constants& before) {
  // Moments are compared by the instant, whatever their offsets.
  const bool is_moment = constant.type.is(TypeKind::Moment);
  const std::int64_t number = is_moment ? moment::instant_of(value.number) : value.number;
  auto [same, is_new] = before.try_emplace({number, value.under, value.text}, constant.span);
  if (is_new) return;
  report(DiagnosticKind::Redeclared, constant.span,
         fmt::format("`{}` stands in these braces twice{}", written(constant),
                     is_moment ? "; moments of one instant are equal" : ""))
      .label(same->second, "the first")
      .with_help("leave one of them out, or write what was meant in its place");
}

Expr* ExpressionChecker::check_set_literal(const ast::Expr& expr, const Type& hint) {
  Expr* result = make(ExprKind::SetLiteral, {}, expr);
  bool is_hinted = hint.is(TypeKind::Set) || hint.is(TypeKind::Enum);
  Type member = is_hinted ? Type{.kind = TypeKind::Enum, .id = hint.id} : Type{};
  if (!is_hinted && expr.items.empty()) {
    report(DiagnosticKind::TypeMismatch, expr.span, "an empty set of which enum cannot be told here");
    return result;
  }
  bool fits = true;
  std::int64_t mask = 0;
  Constants before;
  bool has_quotes = false;
  for (const ast::Expr* item : expr.items) {
    // Members in quotes are one mistake, however many there are.
    const bool is_quoted = item != nullptr && item->form == ast::ExprForm::String;
    if (has_quotes && is_quoted) continue;
    Expr* checked = needs(check(item, member), member);
    auto value = constant_value(*checked);
    has_quotes = has_quotes || (is_quoted && checked->type.is(TypeKind::Error));
    if (!checked->type.is(TypeKind::Error) && (!checked->type.is(TypeKind::Enum) || !value)) {
      // `if c then {10 days} else {2 weeks}` is one mistake.
      const bool has_place = checked->span.has_place();
      const std::uint32_t line =
          has_place ? context_.sources.locate(checked->span.file, checked->span.begin).line : 0;
      const bool is_alone = expr.items.size() == 1;
      const std::string inside(has_place ? context_.sources.text(checked->span) : "");
      if (!is_alone || is_new_part("{}", std::to_string(line)))
        report(DiagnosticKind::TypeMismatch, checked->span, "a set in braces holds members of an enum")
            .with_help(
                is_alone ? fmt::format("leave the braces out, `{}`; other constants can stand in braces only "
                                       "after `in`",
                                       inside)
                         : "other constants can stand in braces only after `in`");
      checked->type = {};
    }
    if (checked->type.is(TypeKind::Error)) {
      fits = false;
      continue;
    }
    member = checked->type;
    refuse_repeated(*checked, *value, before);
    if (value->number < static_cast<std::int64_t>(kMaxSetMembers)) mask |= std::int64_t{1} << value->number;
  }
  if (!fits) return result;
  const model::Enum& of = model_.enums[member.id];
  if (of.members.size() > kMaxSetMembers) {
    report(DiagnosticKind::EnumTooLarge, expr.span,
           fmt::format("`{}` has {} members; a set holds members of an enum of at most {}", of.name,
                       of.members.size(), kMaxSetMembers))
        .label(of.span, "declared here");
    return result;
  }
  result->type = {.kind = TypeKind::Set, .id = member.id};
  result->value = Value::known(mask);
  return result;
}

Expr* ExpressionChecker::check_membership(const ast::Expr& expr) {
  bool has_constants = expr.right && expr.right->form == ast::ExprForm::Set;
  return has_constants ? in_constants(expr) : in_collection(expr);
}

Expr* ExpressionChecker::in_constants(const ast::Expr& expr) {
  Expr* result = make(ExprKind::InConstants, kTruth, expr);
  result->left = check(expr.left);
  Type wanted = result->left->type;
  wanted.or_none = false;
  if (!wanted.is(TypeKind::Error) && !is_single_value(wanted.kind)) {
    auto& mistake = report(
        DiagnosticKind::TypeMismatch, result->left->span,
        fmt::format("{} is no single value that could be one of several", describe(result->left->type)));
    if (wanted.is(TypeKind::Set)) mistake.with_help("compare two sets with `overlaps` or `subset of`");
    return result;
  }
  needs_stated(result->left, fmt::format("`{}` would take that for an answer", spelling(expr.op)));
  if (wanted.is(TypeKind::Error)) {
    for (const ast::Expr* item : expr.right->items)
      if (item && item->form == ast::ExprForm::NameUse) note_choice(item->name.text);
    return result;
  }
  if (expr.right->items.empty()) {
    report(DiagnosticKind::TypeMismatch, expr.right->span,
           fmt::format("nothing is in `{{}}`, so this is always {}",
                       expr.op == ast::Operator::In ? "no" : "yes"))
        .with_help("name the values that are meant");
  }
  Constants before;
  for (const ast::Expr* item : expr.right->items) {
    Expr* checked = check(item, wanted);
    if (auto constant = constant_value(*checked)) {
      if (needs(checked, wanted)->type.is(TypeKind::Error)) continue;
      refuse_repeated(*checked, *constant, before);
      result->values.push_back(*constant);
      continue;
    }
    if (checked->type.is(TypeKind::Error)) continue;
    bool is_range = item->form == ast::ExprForm::Binary && item->op == ast::Operator::Subtract &&
                    item->left->form == ast::ExprForm::Integer && item->right->form == ast::ExprForm::Integer;
    report(DiagnosticKind::TypeMismatch, checked->span, "only constants can stand in braces")
        .with_help(
            is_range ? fmt::format("write `{0} <= x and x <= {1}`", item->left->integer, item->right->integer)
                     : "compare with it: `x in {…} or x = y`");
  }
  return result;
}

Expr* ExpressionChecker::in_collection(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Binary, kTruth, expr);
  result->right = check(expr.right);
  const Type& right = result->right->type;
  Type element;
  if (right.is(TypeKind::Set)) element = {.kind = TypeKind::Enum, .id = right.id};
  if (right.is(TypeKind::List)) element = *right.element;
  result->left = check(expr.left, element);
  const Type& left = result->left->type;
  if (left.is(TypeKind::Error) || right.is(TypeKind::Error)) return result;
  if (element.is(TypeKind::Error)) {
    report(DiagnosticKind::TypeMismatch, result->right->span,
           fmt::format("{} has nothing in it; a set or a list is needed after `in`", describe(right)))
        .with_help(same_value_type(left, right) ? "compare the two with `=`" : "");
  } else if (!is_single_value(element.kind) && !element.is(TypeKind::Truth)) {
    report(DiagnosticKind::IncomparableTypes, expr.span,
           fmt::format("the elements are each {}, which cannot be compared as a whole", describe(element)))
        .with_help("compare a field: `some x in … satisfies x.name = …`");
  } else if (!fits(left, element) && !fits(element, left)) {
    auto& mistake = report(DiagnosticKind::IncomparableTypes, expr.span,
                           fmt::format("{} cannot be in {}", describe(left), describe(right)));
    mistake.label(result->left->span, describe(left)).label(result->right->span, describe(right));
    if (same_value_type(left, right) && left.is(TypeKind::Set)) {
      mistake.with_help("compare two sets with `overlaps` or `subset of`");
    }
  } else {
    needs_value(result->left, fmt::format("`{}` looks only for what is there", spelling(expr.op)));
    needs_value(result->right, fmt::format("`{}` needs a {} to look in", spelling(expr.op),
                                           right.is(TypeKind::Set) ? "set" : "list"));
  }
  return result;
}

bool ExpressionChecker::check_set_operands(const ast::Expr& expr, const Type& hint, Expr* result) {
  if (needs_hint(expr.left) && !needs_hint(expr.right)) {
    result->right = check(expr.right, hint);
    result->left = check(expr.left, result->right->type);
  } else {
    result->left = check(expr.left, hint);
    result->right = check(expr.right, hint.is(TypeKind::Error) ? result->left->type : hint);
  }
  bool fits = true;
  for (Expr* operand : {result->left, result->right}) {
    if (operand->type.is(TypeKind::Set)) {
      needs_value(operand, fmt::format("`{}` needs a set", spelling(expr.op)));
      continue;
    }
    fits = false;
    if (operand->type.is(TypeKind::Error)) continue;
    auto& mistake =
        report(DiagnosticKind::TypeMismatch, operand->span,
               fmt::format("{}, where `{}` needs a set", describe(operand->type), spelling(expr.op)));
    if (operand->type.is(TypeKind::Enum))
      mistake.with_help("a set of one member is written in braces: `{…}`");
  }
  if (!fits || same_value_type(result->left->type, result->right->type)) return fits;
  report(DiagnosticKind::IncomparableTypes, expr.span,
         fmt::format("`{}` needs two sets of one enum", spelling(expr.op)))
      .label(result->left->span, describe(result->left->type))
      .label(result->right->span, describe(result->right->type));
  return false;
}

Expr* ExpressionChecker::check_set_relation(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Binary, kTruth, expr);
  check_set_operands(expr, {}, result);
  return result;
}

Expr* ExpressionChecker::check_set_algebra(const ast::Expr& expr, const Type& hint) {
  Expr* result = make(ExprKind::Binary, {}, expr);
  Type wanted = hint.is(TypeKind::Set) ? hint : Type{};
  if (check_set_operands(expr, wanted, result)) {
    result->type = result->left->type;
    result->type.or_none = false;
  }
  return result;
}

}  // namespace precept::checking
