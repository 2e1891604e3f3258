#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_enum(Look& look) {
  tell_unused(look, DeclarationKind::Enum, DiagnosticKind::UnusedEnum, "nothing uses the enum",
              "use it as a type, or leave it out", [&](DeclarationId id) {
                for (const DeclarationId member : look.declared(DeclarationKind::Member))
                  if (look.declaration(member).parent == id && look.uses(member) > 0) return false;
                return true;
              });
}

}  // namespace precept::lint
