#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void swallowed_norm(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (seen.norm->defeaters.empty() || look.is_claimed(seen.norm)) continue;
    Facts facts = look.facts();
    if (!facts.assume_all(seen.conditions)) continue;
    const SeenNorm* last = nullptr;
    for (const SeenNorm& other : look.norms()) {
      if (!is_exception_to(other, seen) || !other.norm->defeaters.empty()) continue;
      if (!has_acts_of(*other.norm, *seen.norm)) continue;
      last = &other;
      if (!facts.assume_not_all(other.conditions)) break;
      last = nullptr;
    }
    if (last == nullptr) continue;
    look.claim(*last->norm);
    look.found(DiagnosticKind::SwallowedNorm, seen.norm->span,
               "nothing is left of this norm: wherever it applies, an exception to it does")
        .label(last->norm->span, "the exception")
        .with_help("say when the exception applies, or leave the norm out");
  }
}

}  // namespace precept::lint
