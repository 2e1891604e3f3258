#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void double_negation(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_operator(expr, model::Operator::Not)) continue;
    const model::Expr& inner = written(*expr.left);
    if (!is_operator(inner, model::Operator::Not)) continue;
    const std::string words = look.in_place_of(seen, *inner.left);
    look.found(DiagnosticKind::DoubleNegation, expr.span, "`not` of `not` is what stands behind both")
        .with_help("write `" + words + "`")
        .with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
