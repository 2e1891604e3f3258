// Makes a random policy that compiles.
#pragma once

#include "tests/generate/piece.h"

namespace precept::generate {

/// The most that there are of each: a policy has one or more sections, a section one or more clauses.
struct PolicySize {
  int sections = 3, clauses = 4;
};

/// Makes the whole policy; adds its definitions and judgements to the world.
Piece make_policy(Random& random, World& world, PolicySize size = {});

}  // namespace precept::generate
