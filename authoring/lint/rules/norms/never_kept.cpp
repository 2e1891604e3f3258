#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void never_kept(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (!is_demand(*seen.norm) || look.is_claimed(seen.norm)) continue;
    // `shall ensure no` forbids what its conditions say, and means it.
    if (is_constant_truth(*seen.norm->ensures)) continue;
    Facts facts = look.facts();
    if (!facts.assume_all(seen.conditions)) continue;
    if (facts.may_be(look.terms().of(*seen.norm->ensures), true)) continue;
    if (compares_with_itself(look, *seen.norm->ensures)) continue;
    look.claim(*seen.norm);
    look.found(DiagnosticKind::NeverKept, seen.norm->span,
               "this demand is never kept: nothing could be as it asks where it applies")
        .label(seen.norm->ensures->span, "never so")
        .with_help("where that is meant, write `shall ensure no`, and what is forbidden behind `when`");
  }
}

}  // namespace precept::lint
