#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void never_applies(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (look.facts().may_all_be(seen.conditions)) continue;
    look.claim(*seen.norm);
    Diagnostic& found = look.found(DiagnosticKind::NeverApplies, seen.norm->span,
                                   "this norm never applies: its conditions rule each other out");
    for (const model::Expr* condition : {seen.norm->applies, seen.norm->when, seen.norm->unless})
      if (condition != nullptr)
        found.label(condition->span, condition == seen.norm->unless ? "unless" : "when");
    found.with_help("change a condition, or leave the norm out");
  }
}

}  // namespace precept::lint
