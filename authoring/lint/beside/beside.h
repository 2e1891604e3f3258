// The tests that lie beside policies, for the rules about tests.
//
//     -- hall/rules_test.precept
//     tests hall.rules
//
// are tests of the policy `hall.rules`. Files with mistakes are left to `precept test`: a policy that has one
// counts as one whose tests are not known.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "authoring/lint/look/look.h"
#include "base/diagnostic.h"
#include "compiler/ast/test_file.h"

namespace precept::lint {

class TestsBeside {
 public:
  /// Reads the tests of a folder and below it, each once; their texts go to `sources`, which outlives this.
  void read_below(const std::filesystem::path& folder, Sources& sources);
  /// The same of the folder alone.
  void read_in(const std::filesystem::path& folder, Sources& sources);
  Tests of(const std::string& policy) const;

 private:
  void read(const std::filesystem::path& file, Sources& sources);

  std::deque<ast::Arena> arenas_;
  std::map<std::string, Tests> by_policy_;
  std::vector<std::filesystem::path> done_;
};

}  // namespace precept::lint
