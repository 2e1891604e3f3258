// The attestations of a document: by whom, about what, and whether they count (docs/language.md,
// Attestations).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "checker/clause_table.h"
#include "checker/policy.h"

namespace precept::checker {

inline constexpr const char* kAttestations = "attestations";

/// The judgement, and the JSON pointer of what is attested (none: the document).
using Attested = std::pair<std::string, std::optional<std::string>>;
using Attestations = std::map<Attested, bool>;

/// The attestations that count: those by somebody of `attesters`, or all where that is empty. `not_counted`
/// gets the number of the others. Throws Refused for attestations that are incomplete, by nobody or not about
/// one thing, and for those that count and contradict each other. The document has been checked against the
/// schema.
Attestations read_attestations(const Json& document, const ClauseTable& table, const Attesters& attesters,
                               std::size_t& not_counted);

}  // namespace precept::checker
