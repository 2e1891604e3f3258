#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void equal_branches(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (expr.kind != model::ExprKind::If) continue;
    if (look.terms().of(*expr.right) != look.terms().of(*expr.third)) continue;
    look.found(DiagnosticKind::EqualBranches, expr.third->span, "both branches of this `if` say the same")
        .label(expr.right->span, "the other")
        .with_help("write it without the `if`, or change what was meant to differ");
  }
}

}  // namespace precept::lint
