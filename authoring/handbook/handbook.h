// The face of handbook/: a policy as pages for people, from its model and what lies beside it.
//
//     clause rule 1
//       quote "Nobody brings more people than there are seats."
//       shall ensure b.people <= b.seats
//
// gives the page `clauses/rule-1` with these words, the rule as it is written and as "It must hold: the
// `people` of the Booking is at most the `seats` of the Booking.", the tests that expect something of it, and
// references to what it uses.
//
// A page is plain data (page.h); html.h and markdown.h write it. Nothing here prints or reads the clock, and
// equal inputs give equal pages. The model has no mistakes, so there is no way to fail.
#pragma once

#include <optional>
#include <vector>

#include "authoring/handbook/page.h"
#include "compiler/model/model.h"
#include "compiler/source_lock/lock.h"
#include "runtime/program/program.h"
#include "testing/coverage/coverage.h"
#include "testing/mutation/mutate.h"
#include "testing/suite/suite.h"

namespace precept::handbook {

/// What a handbook is made of. What is null is not told. All of it outlives the call.
struct Material {
  const model::Model* policy = nullptr;
  const Sources* sources = nullptr;
  const Program* program = nullptr;  ///< of the same policy
  const source_lock::Lock* lock = nullptr;
  const testing::Suite* tests = nullptr;  ///< of this policy
  const testing::PolicyCoverage* coverage = nullptr;
  const testing::MutationReport* mutants = nullptr;
};

/// The pages, the first of which is the index. Every reference leads to one of them, and every clause has
/// one.
std::vector<Page> pages_of(const Material& material);

}  // namespace precept::handbook
