#include <set>

#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

bool is_repeated(Look& look, const model::Expr& expr) {
  return is_and_or(expr) && look.terms().of(*expr.left) == look.terms().of(*expr.right);
}

}  // namespace

void tautology(Look& look) {
  std::set<const model::Expr*> told;
  go_through(look,
             [&](const model::Expr& expr, const Facts& known, bool is_part) {
               // A constant beside `and` or `or` is told as that.
               if (is_constant_truth(expr) && (is_part || expr.value.number == 0)) return;
               const TermId term = look.terms().of(expr);
               // What repeats what stands before it is told as that.
               if (known.has(term) || !known.follows(term, true) || is_repeated(look, expr)) return;
               if (is_and_or(expr) && has_found_in(expr, told)) return;
               if (is_comparison(expr) && look.terms().of(*expr.left) == look.terms().of(*expr.right)) return;
               const bool is_by_itself = !look.facts().may_be(term, false);
               if (asks_presence(expr) && !is_by_itself) return;
               told.insert(&expr);
               look.found(
                       DiagnosticKind::Tautology, expr.span,
                       is_by_itself ? "this always holds" : "this always holds beside what stands before it")
                   .with_help("leave it out, or write what was meant");
             },
             {});
}

}  // namespace precept::lint
