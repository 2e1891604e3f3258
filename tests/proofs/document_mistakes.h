// Documents with one change, which usually is a mistake.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::test {

/// The names of the changes, for a table of what was tried.
const std::vector<std::string>& document_mistakes();

/// The document's text with the change; the same text where there is no place for it.
std::string with_mistake(const std::string& document, const std::string& name, generate::Random& random);

}  // namespace precept::test
