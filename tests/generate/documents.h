// Makes a random document of a record, without mistakes.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/generate/world.h"

namespace precept::generate {

nlohmann::json make_document(Random& random, const World& world, std::size_t record);

}  // namespace precept::generate
