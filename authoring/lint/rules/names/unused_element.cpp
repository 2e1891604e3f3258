#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

namespace {

bool speaks_of(const model::Expr& expr, const model::Variable& variable) {
  if (expr.kind == model::ExprKind::Variable) {
    if (expr.variable == &variable) return true;
    return expr.variable->kind == model::VariableKind::Let && expr.variable->value != nullptr &&
           speaks_of(*expr.variable->value, variable);
  }
  bool result = false;
  for_each_part(expr, [&](const model::Expr& part) { result = result || speaks_of(part, variable); });
  return result;
}

}  // namespace

void unused_element(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (expr.kind != model::ExprKind::Quantifier || expr.variable == nullptr) continue;
    // `some x in xs satisfies yes` is how one asks whether there is any.
    if (expr.right == nullptr || is_constant_truth(*expr.right)) continue;
    if (speaks_of(*expr.right, *expr.variable)) continue;
    if (expr.filter != nullptr && speaks_of(*expr.filter, *expr.variable)) continue;
    look.found(DiagnosticKind::UnusedElement, expr.variable->span,
               "nothing behind `satisfies` is about `" + expr.variable->name +
                   "`, so it is the same of each element")
        .with_help("say something of the element, or leave `some` or `every` out");
  }
}

}  // namespace precept::lint
