// What people attest in a document: by somebody, about one thing, and whether it counts.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "checker/clause_table.h"
#include "checker/policy.h"

namespace precept::checker {

inline constexpr const char* kAttestations = "attestations";

/// By judgement, and the pointer of what it is about (nothing: the document).
using Attested = std::pair<std::string, std::optional<std::string>>;
using Attestations = std::map<Attested, bool>;

/// What is attested in the document and counts, as far as somebody of `attesters` attests it (of nobody: as
/// everybody does); `not_counted` is the number of the others. Refuses attestations that are incomplete, by
/// nobody, not about one thing, or of those that count contradict each other. The document is one of the
/// schema.
Attestations read_attestations(const Json& document, const ClauseTable& table, const Attesters& attesters,
                               std::size_t& not_counted);

}  // namespace precept::checker
