#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void missing_negative(Look& look) {
  for (const model::Define& define : look.model().defines) {
    if (!define.result.is(model::TypeKind::Truth) || !define.holds || define.does_not_hold) continue;
    look.found(DiagnosticKind::MissingNegative, define.span,
               "where `" + define.name + "` does not hold, reports have no phrase for it but its opposite's")
        .with_help("give both: `as \"… is …\" | \"… is not …\"`");
  }
}

}  // namespace precept::lint
