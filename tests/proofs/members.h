// Every member of a receipt, each in several other forms: none may be accepted in the place of the first.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::test {

using Json = nlohmann::json;

/// Where members stand: one place for each kind of place (indexes of lists and names of facts aside).
std::vector<Json::json_pointer> places_in(const Json& receipt, generate::Random& random);

/// The receipt with another value at the place, or without it: at least five. Each is another receipt.
std::vector<Json> altered_at(const Json& receipt, const Json::json_pointer& place);

/// The same value written otherwise: escapes, blanks, a second key, an exponent. `text` is a receipt's.
std::vector<std::string> written_otherwise(const std::string& text, generate::Random& random);

}  // namespace precept::test
