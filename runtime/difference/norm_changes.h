// What changed in a norm, and what that may let through.
#pragma once

#include <vector>

#include "runtime/difference/policy_change.h"

namespace precept::difference {

/// What the norm lets through by being added, or removed. A `may` permits only what is forbidden otherwise;
/// where it lifts another norm, that norm is told to have another exception.
Effect effect_of_adding(const NormOutline& norm);
Effect effect_of_removing(const NormOutline& norm);
/// Of two effects the one that matters more.
Effect graver(Effect one, Effect other);

/// Whether the two say the same in every case. Their words, and what stands behind names, do not count.
bool has_same_meaning(const NormOutline& before, const NormOutline& after);

/// The changes from one norm to the other, each with its effect. Policies are needed for what norms rest
/// upon.
std::vector<PolicyChange> compare_norms(const NormOutline& norm_before, const NormOutline& norm_after,
                                        const Outline& before, const Outline& after);

/// "`shall not` enter, dance when g.age < 18".
std::string norm_in_words(const NormOutline& norm);

}  // namespace precept::difference
