#include <set>

#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

/// The operands of a chain of one operator, in their order.
void operands(const model::Expr& expr, model::Operator op, std::vector<const model::Expr*>& to) {
  if (!is_operator(expr, op)) {
    to.push_back(&expr);
    return;
  }
  operands(*expr.left, op, to);
  operands(*expr.right, op, to);
}

}  // namespace

void repeated_operand(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_and_or(expr) || (seen.parent != nullptr && is_operator(*seen.parent, expr.op))) continue;
    std::vector<const model::Expr*> all;
    operands(expr, expr.op, all);
    std::set<TermId> before;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (before.insert(look.terms().of(*all[i])).second) continue;
      // Parentheses of their own are none of the operands' places.
      const std::uint32_t end = all[i - 1]->span.end;
      const std::string between = look.words({all[i]->span.file, end, all[i]->span.begin});
      Diagnostic& found =
          look.found(DiagnosticKind::RepeatedOperand, all[i]->span, "this stands there already");
      found.with_help("leave it out");
      if (between.find_first_of("()") == std::string::npos)
        found.with_edit({all[i]->span.file, end, all[i]->span.end}, "");
    }
  }
}

}  // namespace precept::lint
