#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void needless_if(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (expr.kind != model::ExprKind::If || !is_constant_truth(*expr.right) ||
        !is_constant_truth(*expr.third))
      continue;
    const bool then = expr.right->value.number != 0, other = expr.third->value.number != 0;
    if (then == other) continue;
    const std::string condition = then ? look.in_place_of(seen, *expr.left) : look.operand(*expr.left);
    const std::string words = then ? condition : "not " + condition;
    look.found(DiagnosticKind::NeedlessIf, expr.span, "this `if` says no more than its condition")
        .with_help("write `" + words + "`")
        .with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
