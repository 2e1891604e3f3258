#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void idle_exception(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (look.is_claimed(seen.norm)) continue;
    const SeenNorm* defeated = nullptr;
    bool meets_one = false;
    for (const SeenNorm& other : look.norms()) {
      if (meets_one || !is_exception_to(seen, other) || look.is_claimed(other.norm)) continue;
      defeated = &other;
      Facts facts = look.facts();
      meets_one = facts.assume_all(other.conditions) && facts.assume_all(seen.conditions);
    }
    if (defeated == nullptr || meets_one) continue;
    look.found(DiagnosticKind::IdleException, seen.norm->span,
               "this exception changes nothing: it never applies where what it is an exception to does")
        .label(defeated->norm->span, "the exception is to this")
        .with_help("change its condition, or leave the exception out");
  }
}

}  // namespace precept::lint
