// Small changes of a receipt's proof, or of what it proves; each makes a difference.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::test {

using Json = nlohmann::json;

/// The names of the changes, for a table of what was tried.
const std::vector<std::string>& alteration_names();

/// Makes the change in place; false where the receipt has no place for it, or it made no difference. Digests
/// are not corrected.
bool change_receipt(Json& receipt, const std::string& name, generate::Random& random);

}  // namespace precept::test
