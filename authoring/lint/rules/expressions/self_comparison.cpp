#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void self_comparison(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_comparison(expr) || expr.left->kind == model::ExprKind::Constant) continue;
    if (look.terms().of(*expr.left) != look.terms().of(*expr.right)) continue;
    look.found(DiagnosticKind::SelfComparison, expr.span, "both sides of this comparison are the same")
        .with_help("compare it with something else");
  }
}

}  // namespace precept::lint
