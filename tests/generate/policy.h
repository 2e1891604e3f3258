// A random policy that the checker takes.
#pragma once

#include "tests/generate/piece.h"

namespace precept::generate {

/// Adds definitions and judgements to the world and writes the whole policy.
Piece make_policy(Random& random, World& world);

}  // namespace precept::generate
