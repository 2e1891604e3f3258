// Changes every member of a receipt in several ways: none of the changed receipts may be accepted.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::test {

using Json = nlohmann::json;

/// One place for each kind of place; kinds differ in more than indexes of lists and names of facts.
std::vector<Json::json_pointer> places_in(const Json& receipt, generate::Random& random);

/// At least five receipts with another value at the place, or without it; each differs from the original.
std::vector<Json> altered_at(const Json& receipt, const Json::json_pointer& place);

/// Texts with the same value, written otherwise: escapes, blanks, a repeated key, an exponent. `text` is a
/// receipt.
std::vector<std::string> other_spellings(const std::string& text, generate::Random& random);

}  // namespace precept::test
