// Writes the `given` of a test that has a certain document. Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

/// A document in a file, from which a test may begin.
struct Fixture {
  std::string path;  ///< relative to the file of the tests
  Json document;
};

/// The lines `given …`, with changes and attestations, that give the document. They begin from the fixture
/// that needs the fewest changes, or hold the whole document where that is shorter. Empty where tests cannot
/// write the document.
std::string given_text(const Json& document, const model::Record& record, const model::Model& model,
                       std::span<const Fixture> fixtures);

}  // namespace precept::testing
