// The tests that lie beside a policy, as a step of its review.
#pragma once

#include <filesystem>
#include <string>

#include "authoring/review/review.h"

namespace precept::review {

struct TestsSeen {
  State state{};
  std::string words;  ///< "38 passed"
  Told told;          ///< mistakes in the tests, and each test that fails (W7030)
};

/// Runs the tests of this policy that lie in its folder and below. Mistakes in the policy itself are not
/// told.
TestsSeen tests_of(const std::filesystem::path& policy);

}  // namespace precept::review
