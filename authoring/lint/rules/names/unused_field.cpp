#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_field(Look& look) {
  tell_unused(look, DeclarationKind::Field, DiagnosticKind::UnusedField, "nothing reads the field",
              "read it, or leave it out; a comment may say what it is kept for", [&](DeclarationId id) {
                const Declaration& field = look.declaration(id);
                // A module describes documents for policies that read other parts of them.
                if (!look.is_of_policy(field.name_span.file)) return false;
                const bool has_record =
                    field.parent != analysis::kNoDeclaration && look.uses(field.parent) > 0;
                return has_record && !is_of_engine(field.name);
              });
}

}  // namespace precept::lint
