#include <set>

#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

using model::Operator;

/// `x = A` beside `or`, `x != A` beside `and`.
bool is_link(const model::Expr& expr, Operator op) {
  const Operator equality = op == Operator::Or ? Operator::Equal : Operator::NotEqual;
  return is_operator(expr, equality) && expr.right->kind == model::ExprKind::Constant &&
         (expr.left->type.is(model::TypeKind::Enum) || expr.left->type.is(model::TypeKind::Key));
}

/// All operands of the chain are links about one thing; collects them in their order.
bool collect_links(Look& look, const model::Expr& expr, Operator op, std::vector<const model::Expr*>& to) {
  if (is_operator(expr, op))
    return collect_links(look, *expr.left, op, to) && collect_links(look, *expr.right, op, to);
  if (!is_link(expr, op)) return false;
  if (!to.empty() && look.terms().of(*to.front()->left) != look.terms().of(*expr.left)) return false;
  to.push_back(&expr);
  return true;
}

}  // namespace

void chained_equality(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_and_or(expr) || (seen.parent != nullptr && is_operator(*seen.parent, expr.op))) continue;
    std::vector<const model::Expr*> links;
    if (!collect_links(look, expr, expr.op, links)) continue;
    std::set<TermId> values;
    std::string members;
    for (const model::Expr* link : links) {
      if (!values.insert(look.terms().of(*link->right)).second) continue;
      members += (members.empty() ? "" : ", ") + look.words(link->right->span);
    }
    if (values.size() < links.size()) continue;  // told as an operand that stands there twice
    const std::string words = look.words(links.front()->left->span) +
                              (expr.op == Operator::Or ? " in {" : " not in {") + members + "}";
    look.found(DiagnosticKind::ChainedEquality, expr.span,
               "this compares one thing with several values one by one")
        .with_help("write `" + words + "`")
        .with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
