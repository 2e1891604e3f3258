// What several rules about declared names ask. Internal to names/.
#pragma once

#include <functional>
#include <string>

#include "authoring/lint/look/look.h"
#include "authoring/lint/look/rule.h"

namespace precept::lint {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

/// Tells each declaration of a kind that nothing uses, where everybody who could is looked at. `is_meant`, if
/// given, says which of them count; `help` says what to do, of a name.
void tell_unused(Look& look, DeclarationKind of, DiagnosticKind kind, const std::string& says,
                 const std::string& help, const std::function<bool(DeclarationId)>& is_meant = {});

/// Whether a field or column has a meaning for the engine whatever the policy says of it: names and dates.
bool is_of_engine(std::string_view name);

}  // namespace precept::lint
