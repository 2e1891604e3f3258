// Programs of a policy with one of its files changed, and whether that made a difference. Internal to
// testing/.
#pragma once

#include <map>

#include "testing/suite/suite.h"

namespace precept::testing {

/// Compiles a policy file as if the file `name` (as messages name it) held the text; none where that is not
/// possible. The source lock is not asked: quotes are as they were.
std::optional<Program> compile_changed(const std::filesystem::path& policy, const std::string& name,
                                       std::string text);

/// A digest of all that a program decides and says, of nothing else: programs that differ in the places and
/// digests of their sources only have the same.
std::string meaning_of(const Program& program);

/// The revisions of a policy, some of them changed.
struct ChangedPolicy {
  std::vector<std::unique_ptr<Program>> changed;
  std::vector<const Program*> programs;  ///< of each revision, changed or not
  std::string meaning;                   ///< of all of them
};
/// None where a revision that uses the file does not compile any more. `uses` tells which do.
std::optional<ChangedPolicy> change_policy(const PolicySet& policies, const std::vector<bool>& uses,
                                           const std::string& name, const std::string& text);
/// Of the policy as it is.
std::string meaning_of(const PolicySet& policies);

}  // namespace precept::testing
