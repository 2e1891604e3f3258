// Compiles a policy with one of its files changed, and tells whether the meaning changed. Internal to
// testing/.
#pragma once

#include <map>

#include "testing/suite/suite.h"

namespace precept::testing {

/// Compiles a policy file as if the file `name` (its name in messages) held the text; nothing where it does
/// not compile. The source lock is not checked, because no mutant changes a quote.
std::optional<Program> compile_changed(const std::filesystem::path& policy, const std::string& name,
                                       std::string text);

/// A digest of everything that a program decides and says. Places and digests of sources are left out:
/// programs that differ in nothing else have the same digest.
std::string meaning_digest(const Program& program);

/// The revisions of a policy with one file changed. It owns the changed programs; the others belong to the
/// PolicyRevisions.
struct ChangedPolicy {
  std::vector<std::unique_ptr<Program>> changed;
  std::vector<const Program*> programs;  ///< one for each revision, changed or not
  std::string meaning;                   ///< the digest of all of them
};
/// Nothing where a revision no longer compiles. `uses` has an entry for each revision: whether it uses the
/// file.
std::optional<ChangedPolicy> change_policy(const PolicyRevisions& policies, const std::vector<bool>& uses,
                                           const std::string& name, const std::string& text);
/// The meaning of the policy as it is.
std::string meaning_digest(const PolicyRevisions& policies);

}  // namespace precept::testing
