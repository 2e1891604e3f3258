// Changes of a receipt's proof, or of what it is to prove, each small and each a real one.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::test {

using Json = nlohmann::json;

/// Their names, for a table of what was tried.
const std::vector<std::string>& alteration_names();

/// Makes the change in place; false where the receipt has nothing of the kind, or where nothing came of it.
/// Digests are not touched.
bool alter(Json& receipt, const std::string& name, generate::Random& random);

}  // namespace precept::test
