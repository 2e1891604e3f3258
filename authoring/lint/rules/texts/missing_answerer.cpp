#include <algorithm>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void missing_answerer(Look& look) {
  // Only where the policy says it of others: else anybody may answer, and that may be meant.
  const auto& judgements = look.model().judgements;
  const auto one =
      std::ranges::find_if(judgements, [](const model::Judgement& each) { return !each.by.empty(); });
  if (one == judgements.end()) return;
  for (const model::Judgement& judgement : judgements) {
    if (!judgement.by.empty() || judgement.span.file != one->span.file) continue;
    look.found(DiagnosticKind::MissingAnswerer, judgement.span,
               "`" + judgement.name + "` does not say who answers it, as others do: anybody's answer counts")
        .label(one->span, "this one does")
        .with_help("write `by \"…\"` below what it asks");
  }
}

}  // namespace precept::lint
