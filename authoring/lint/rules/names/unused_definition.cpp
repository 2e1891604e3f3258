#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_definition(Look& look) {
  tell_unused(look, DeclarationKind::Definition, DiagnosticKind::UnusedDefinition,
              "nothing uses the definition", "use it, or leave it out");
}

}  // namespace precept::lint
