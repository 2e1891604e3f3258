// Whether fixes keep their promise: every fix is made and checked again, by the machine and by the reference
// evaluator, and no part of it does as well.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "runtime/repair/repair.h"
#include "tests/agree/agree.h"

namespace precept::test {

struct RepairCount {
  std::size_t documents = 0;  ///< documents that are not compliant
  std::size_t mended = 0;     ///< those of them with at least one fix
  std::size_t fixes = 0, parts = 0, bounded = 0, margins = 0;

  void add(const RepairCount& other);
};

/// The mistakes in the fixes of a document; empty where there are none, or where the document is compliant.
std::vector<std::string> fix_problems(const std::vector<const Policy*>& policies, const std::string& document,
                                      const CheckOptions& options, const RepairOptions& repair,
                                      RepairCount& count);
/// The same for changes that are said to break a compliant document, or to leave it open.
std::vector<std::string> margin_problems(const std::vector<const Policy*>& policies,
                                         const std::string& document, const CheckOptions& options,
                                         const RepairOptions& repair, RepairCount& count);

}  // namespace precept::test
