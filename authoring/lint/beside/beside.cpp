#include "authoring/lint/beside/beside.h"

#include <algorithm>
#include <array>

#include "compiler/parse/parse_tests.h"
#include "compiler/policy_files.h"
#include "testing/suite/test_files.h"

namespace precept::lint {

namespace fs = std::filesystem;

void TestsBeside::read_below(const fs::path& folder, Sources& sources) {
  Diagnostics unheard;  // `precept test` tells what is wrong with them
  for (const fs::path& file : testing::find_test_files(std::array{folder}, unheard)) read(file, sources);
}

void TestsBeside::read_in(const fs::path& folder, Sources& sources) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error), end; !error && it != end;
       it.increment(error)) {
    const fs::path file = folder.empty() ? it->path().filename() : it->path();
    std::error_code unheard;
    if (file.native().ends_with(kTestsEnding) && it->is_regular_file(unheard)) files.push_back(file);
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) read(file, sources);
}

void TestsBeside::read(const fs::path& file, Sources& sources) {
  std::error_code error;
  const fs::path place = fs::weakly_canonical(file, error);
  if (std::ranges::find(done_, place) != done_.end()) return;
  done_.push_back(place);
  const auto source = sources.read(file);
  if (!source) return;
  Diagnostics mistakes;
  const ast::TestFile* tree = parse_tests(*source, sources, arenas_.emplace_back(), mistakes);
  auto [tests, is_new] = by_policy_.try_emplace(std::string(tree->policy.text), Tests::value_type());
  if (mistakes.has_errors()) tests->second.reset();
  if (tests->second) tests->second->push_back(tree);
}

Tests TestsBeside::of(const std::string& policy) const {
  const auto found = by_policy_.find(policy);
  return found == by_policy_.end() ? Tests::value_type() : found->second;
}

}  // namespace precept::lint
