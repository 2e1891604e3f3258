#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_judgement(Look& look) {
  tell_unused(look, DeclarationKind::Judgement, DiagnosticKind::UnusedJudgement,
              "nobody is asked for the judgement", "call it in a norm or a definition, or leave it out");
}

}  // namespace precept::lint
