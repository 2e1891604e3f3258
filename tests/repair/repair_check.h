// Whether fixes are what they say they are: every one is made and checked
// again, by the machine as everybody does and by the reference evaluator; and
// no part of it does as well.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "runtime/repair/repair.h"
#include "tests/agree/agree.h"

namespace precept::test {

struct RepairCount {
  std::size_t documents = 0;  ///< that are not compliant, and so looked at
  std::size_t mended = 0;     ///< of these, with at least one fix
  std::size_t fixes = 0, parts = 0, bounded = 0, margins = 0;

  void add(const RepairCount& other);
};

/// What is wrong with the fixes of a document; empty where all is well, or
/// where it is compliant. `programs` are those of `policies`, in order.
std::vector<std::string> fix_problems(const std::vector<const Policy*>& policies, const std::string& document,
                                      const CheckOptions& options, const RepairOptions& repair,
                                      RepairCount& count);
/// The same for what is said to break a compliant document, or to leave it
/// open.
std::vector<std::string> margin_problems(const std::vector<const Policy*>& policies,
                                         const std::string& document, const CheckOptions& options,
                                         const RepairOptions& repair, RepairCount& count);

}  // namespace precept::test
