#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

void unreachable_branch(Look& look) {
  go_through(look, {}, [&](const model::Expr& condition, const model::Expr& branch, bool is_then) {
    look.found(DiagnosticKind::UnreachableBranch, branch.span,
               is_then ? "this is never what counts: the condition never holds"
                       : "this is never what counts: the condition always holds")
        .label(condition.span, is_then ? "never so" : "always so")
        .with_help("write the other branch alone, or change the condition");
  });
}

}  // namespace precept::lint
