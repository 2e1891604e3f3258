// What a change of policy means, clause by clause (docs/policy_changes.md says exactly what is weaker).
//
//   shall not enter, dance     ->     should not enter, dance
//
// is a PolicyChange{.what = "norm", .change = "strength", .effect = Weaker, .clause = "door", …}.
#pragma once

#include <string>
#include <vector>

#include "runtime/difference/outline.h"

namespace precept::difference {

/// What a change may let through. Unclear: only documents can show whether it is weaker.
enum class Effect { None, Stronger, Unclear, Weaker };
/// The codes of the JSON: "none", "stronger", "unclear", "weaker".
const char* to_string(Effect effect);

struct PolicyChange {
  std::string policy, kind;  ///< of documents; empty where the change belongs to none alone
  std::string what;  ///< "policy", "kind", "field", "enum", "table", "reading", "judgement", "clause", "norm"
  std::string change;  ///< "added", "removed", "strength", "condition", … (docs/policy_changes.md)
  Effect effect{};
  std::string clause, norm;    ///< label, and the norm's name
  std::string name;            ///< of what is neither a clause nor a norm
  std::string message;         ///< what changed, in one sentence
  std::string before, after;   ///< the words that changed; may be empty
  std::vector<Basis> through;  ///< what changed below it, where its own words did not
  Place at;                    ///< in the new policy; of what was removed, in the old one
};

/// The changes from one policy to another, in the order of the new one; what was removed stands last of its
/// kind.
std::vector<PolicyChange> compare_policies(const Outline& before, const Outline& after);

/// The same of several policies, as the revisions of a text in one folder. They belong together by name and
/// the day from which they are in force, else by name; and one is another's new version where there is no
/// other.
std::vector<PolicyChange> compare_policies(const std::vector<Outline>& before,
                                           const std::vector<Outline>& after);

}  // namespace precept::difference
