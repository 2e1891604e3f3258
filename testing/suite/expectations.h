// What an `expect` means under the policy. Internal to testing/.
#pragma once

#include "testing/suite/document.h"

namespace precept::testing {

/// The expectation understood; no value (and a diagnostic) where it cannot be. `document` is the test's, to
/// find elements by their names.
std::optional<Expected> understand(const ast::Expectation& expectation, Json& document,
                                   const Context& context);

/// Whether the words are `error …`, `not checked` or `not in force`: the document is to be refused.
bool expects_a_mistake(const ast::Expectation& expectation);

}  // namespace precept::testing
