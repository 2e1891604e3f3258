// Resolves an `expect` against the policy. Internal to testing/.
#pragma once

#include "testing/suite/document.h"

namespace precept::testing {

/// The expectation resolved; nothing, with a diagnostic, where it cannot be. Elements are found by name in
/// the test's `document`.
std::optional<ResolvedExpectation> resolve_expectation(const ast::Expectation& expectation, Json& document,
                                                       const TestContext& context);

/// Whether the document is expected to be refused: `error …`, `not checked` or `not in force`.
bool expects_a_mistake(const ast::Expectation& expectation);

}  // namespace precept::testing
