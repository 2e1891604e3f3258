#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void shown_none(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (!seen.norm->otherwise) continue;
    Facts broken = look.facts();
    if (!broken.assume_all(seen.conditions)) continue;
    if (seen.norm->ensures != nullptr && !broken.assume(look.terms().of(*seen.norm->ensures), false))
      continue;
    for (const model::TextPart& part : *seen.norm->otherwise) {
      if (part.hole == nullptr || !broken.value(look.terms().of(*part.hole)).may_be_none) continue;
      look.found(DiagnosticKind::ShownNone, part.hole->span,
                 "where the norm is broken this may not be there, and the message then says `none`")
          .with_help("ask before with `is given`, or write `else` and what is to be shown then");
    }
  }
}

}  // namespace precept::lint
