// A test as it stands in a file, made of a document. Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

/// A document in a file, which a test may begin with.
struct Fixture {
  std::string path;  ///< relative to the file of the tests
  Json document;
};

/// `given …` with what changes and what is attested: by that fixture from which the fewest changes lead to
/// the document, or with the whole document where that is shorter. Empty where tests cannot write such a
/// document.
std::string given_text(const Json& document, const model::Record& record, const model::Model& model,
                       std::span<const Fixture> fixtures);

}  // namespace precept::testing
