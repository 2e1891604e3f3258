#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

namespace {

/// Whether the prohibition applies wherever the permission does.
bool forbids_all_of(Look& look, const SeenNorm& prohibition, const SeenNorm& permission) {
  if (prohibition.norm->modality != model::Modality::ShallNot || prohibition.section != permission.section)
    return false;
  if (!prohibition.norm->defeaters.empty() || !has_acts_of(*prohibition.norm, *permission.norm)) return false;
  Facts facts = look.facts();
  return facts.assume_all(permission.conditions) && !facts.assume_not_all(prohibition.conditions);
}

}  // namespace

void forbidden_permission(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (seen.norm->modality != model::Modality::May || look.is_claimed(seen.norm)) continue;
    for (const SeenNorm& other : look.norms()) {
      if (!forbids_all_of(look, other, seen)) continue;
      look.found(DiagnosticKind::ForbiddenPermission, seen.norm->span,
                 "what this permits is forbidden wherever it applies, and a prohibition beats a permission")
          .label(other.norm->span, "forbidden here, by " + label_of(other))
          .with_help(
              "make the permission an exception, `however` or `despite`; or say when which of them applies");
      break;
    }
  }
}

}  // namespace precept::lint
