#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void never_broken(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (!is_demand(*seen.norm) || look.is_claimed(seen.norm)) continue;
    Facts facts = look.facts();
    if (!facts.assume_all(seen.conditions)) continue;
    if (facts.may_be(look.terms().of(*seen.norm->ensures), false)) continue;
    if (compares_with_itself(look, *seen.norm->ensures)) continue;
    look.claim(*seen.norm);
    look.found(DiagnosticKind::NeverBroken, seen.norm->span,
               "this demand is never broken: what it asks for holds wherever it applies")
        .label(seen.norm->ensures->span, "always so")
        .with_help("demand what a document could fail to show, or leave the norm out");
  }
}

}  // namespace precept::lint
