#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_parameter(Look& look) {
  tell_unused(look, DeclarationKind::Parameter, DiagnosticKind::UnusedParameter,
              "the definition does not use its parameter", "use it, or leave it out here and in the calls",
              [&](DeclarationId id) {
                // A judgement is about its parameters, whatever it names of them.
                const DeclarationId whole = look.declaration(id).parent;
                return whole != analysis::kNoDeclaration &&
                       look.declaration(whole).kind == DeclarationKind::Definition;
              });
}

}  // namespace precept::lint
