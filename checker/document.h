// The whole document: whether it is one that is checked at all, and what people attest in it.
#pragma once

#include <optional>
#include <string>

#include "checker/attestations.h"
#include "checker/clause_table.h"

namespace precept::checker {

/// A document as the clause table's schema has it.
struct ReadDocument {
  Json json;
  Attestations attestations;  ///< those that count
  std::optional<std::int64_t> date;
  std::size_t not_counted = 0;  ///< attestations by somebody else than the attesters
};

/// Refuses each document that is refused when it is checked: of another kind, fields that its record does not
/// have, values of another type, what is no member, key or day, texts with characters that nobody sees, blank
/// names, and attestations that are none (checker/attestations.h).
ReadDocument read_document(const std::string& text, const ClauseTable& table, const Attesters& attesters);

}  // namespace precept::checker
