#include "authoring/lint/rules/names/names.h"

#include <algorithm>
#include <array>

namespace precept::lint {

void tell_unused(Look& look, DeclarationKind of, DiagnosticKind kind, const std::string& says,
                 const std::string& help, const std::function<bool(DeclarationId)>& is_meant) {
  for (const DeclarationId id : look.declared(of)) {
    const Declaration& declared = look.declaration(id);
    if (look.uses(id) > 0 || !look.knows_users(declared.name_span.file)) continue;
    if (is_meant && !is_meant(id)) continue;
    look.found(kind, declared.name_span, says + " `" + std::string(declared.name) + "`").with_help(help);
  }
}

bool is_of_engine(std::string_view name) {
  static constexpr std::array<std::string_view, 3> kNames = {"name", "date", "id"};
  return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace precept::lint
