#include <set>

#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void contradiction(Look& look) {
  std::set<const model::Expr*> told;
  go_through(
      look,
      [&](const model::Expr& expr, const Facts& known, bool) {
        if (is_constant_truth(expr)) return;
        const TermId term = look.terms().of(expr);
        if (known.has(term) || !known.follows(term, false)) return;
        if (is_and_or(expr) && has_found_in(expr, told)) return;
        // What compares a thing with itself is told as that.
        if (is_comparison(expr) && look.terms().of(*expr.left) == look.terms().of(*expr.right)) return;
        told.insert(&expr);
        const bool is_by_itself = !look.facts().may_be(term, true);
        look.found(DiagnosticKind::Contradiction, expr.span,
                   is_by_itself ? "this can never hold" : "this can never hold beside what stands before it")
            .with_help("one of the comparisons is not what was meant");
      },
      {});
}

}  // namespace precept::lint
