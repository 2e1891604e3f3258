#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void constant_operand(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_and_or(expr)) continue;
    for (const model::Expr* operand : {expr.left, expr.right}) {
      if (!is_constant_truth(*operand)) continue;
      const bool is_yes = operand->value.number != 0, is_and = expr.op == model::Operator::And;
      const model::Expr& other = operand == expr.left ? *expr.right : *expr.left;
      const bool is_idle = is_yes == is_and;
      Diagnostic& found = look.found(DiagnosticKind::ConstantOperand, operand->span,
                                     is_idle ? "this adds nothing to what stands beside it"
                                             : "whatever stands beside this, it decides alone");
      found.with_help(is_idle ? "leave it out" : "leave out what it decides, or write what was meant");
      if (is_idle) found.with_edit(expr.span, look.in_place_of(seen, other));
    }
  }
}

}  // namespace precept::lint
