#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

namespace {

/// Looks at the operands of `and`, each beside those before it and what holds where the whole stands.
void look_at_conditions(Look& look, const model::Expr& expr, Facts& facts) {
  if (is_operator(expr, model::Operator::And)) {
    look_at_conditions(look, *expr.left, facts);
    look_at_conditions(look, *expr.right, facts);
    return;
  }
  const TermId term = look.terms().of(expr);
  // What holds by itself, or repeats what stands beside it, is for other rules to tell.
  const bool asks_presence =
      is_operator(expr, model::Operator::Given) || is_operator(expr, model::Operator::NotGiven);
  if (!asks_presence && !is_constant_truth(expr) && facts.follows(term, true) &&
      look.facts().may_be(term, false)) {
    look.found(DiagnosticKind::RepeatedCondition, expr.span,
               "this holds already where it stands, by what the norm or its clause says before")
        .with_help("leave it out");
  }
  facts.assume(term, true);
}

}  // namespace

void repeated_condition(Look& look) {
  for (const Root& root : look.roots()) {
    if (root.conditions.empty() || root.norm == nullptr || look.is_claimed(root.norm)) continue;
    Facts facts = look.facts();
    if (!facts.assume_all(root.conditions)) continue;
    if (root.expr == root.norm->unless) {
      const TermId term = look.terms().of(*root.expr);
      if (facts.follows(term, false) && look.facts().may_be(term, true))
        look.found(DiagnosticKind::RepeatedCondition, root.expr->span,
                   "this is ruled out already where it stands, so the `unless` excuses nothing")
            .with_help("leave the `unless` out");
      continue;
    }
    look_at_conditions(look, *root.expr, facts);
  }
}

}  // namespace precept::lint
