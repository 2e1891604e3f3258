// Makes a random policy that compiles.
#pragma once

#include "tests/generate/piece.h"

namespace precept::generate {

/// Makes the whole policy; adds its definitions and judgements to the world.
Piece make_policy(Random& random, World& world);

}  // namespace precept::generate
