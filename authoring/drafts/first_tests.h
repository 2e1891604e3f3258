// Tests to begin with: for each kind of document an example, and what comes of it, so that they pass at once
// and show what the author may change.
//
//     test "an example of a Booking"
//       given Booking {name: "an example", people: 1, seats: 1}
//       expect verdict compliant
//       expect rule 1 satisfied
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "testing/suite/suite.h"

namespace precept::drafts {

/// An example of a kind: every field that a document must have, and one element in each list. Names say what
/// they are names of; days lie in the policy's interval of force.
std::string example_document(const model::Model& policy, const model::Record& kind);

/// The text of a file of tests for the newest revision of a policy; with a clause, of that one alone.
/// Reported is a label that the policy does not have (E7002): then there is none.
std::optional<std::string> first_tests(const testing::PolicyRevisions& policies, std::string_view clause,
                                       Diagnostics& diagnostics);

}  // namespace precept::drafts
