// The rules, each a function that looks at a policy and says what it finds. Each lies in a file of its own
// below authoring/lint/rules/; rules.def has a row for each.
#pragma once

namespace precept::lint {

class Look;

#define LINT(kind, function, name) void function(Look& look);
#define LINT_OF_ALLOWANCE(kind, name)
#include "authoring/lint/look/rules.def"

}  // namespace precept::lint
