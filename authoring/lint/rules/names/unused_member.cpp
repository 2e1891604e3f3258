#include <map>

#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_member(Look& look) {
  // An enum of which no member is named says what something is, in words; one that is not named beside others
  // is the one that the others leave.
  std::map<DeclarationId, std::size_t> named, unnamed;
  for (const DeclarationId id : look.declared(DeclarationKind::Member))
    ++(look.uses(id) > 0 ? named : unnamed)[look.declaration(id).parent];
  tell_unused(look, DeclarationKind::Member, DiagnosticKind::UnusedMember, "nothing names the member",
              "name it in a norm or a definition, or leave it out, if no document is to have it",
              [&](DeclarationId id) {
                const Declaration& member = look.declaration(id);
                // A module lists the words of documents, whether a policy speaks of them or not.
                if (!look.is_of_policy(member.name_span.file)) return false;
                return named[member.parent] > 0 && unnamed[member.parent] > 1 && look.uses_in_tables(id) == 0;
              });
}

}  // namespace precept::lint
