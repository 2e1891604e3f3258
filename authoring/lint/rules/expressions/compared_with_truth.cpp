#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void compared_with_truth(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    const bool is_equality =
        is_operator(expr, model::Operator::Equal) || is_operator(expr, model::Operator::NotEqual);
    if (!is_equality || !is_constant_truth(*expr.right) || is_constant_truth(*expr.left)) continue;
    // Of what may be none, `= yes` asks for more than the truth itself.
    if (look.facts().value(look.terms().of(*expr.left)).may_be_none) continue;
    const bool is_yes = (expr.right->value.number != 0) == (expr.op == model::Operator::Equal);
    const std::string words = (is_yes ? "" : "not ") + look.operand(*expr.left);
    look.found(DiagnosticKind::ComparedWithTruth, expr.span, "a truth says by itself whether it holds")
        .with_help("write `" + words + "`")
        .with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
