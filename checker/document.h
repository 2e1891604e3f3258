// Reads the whole document: refuses one that would not be checked at all, and collects its attestations.
#pragma once

#include <optional>
#include <string>

#include "checker/attestations.h"
#include "checker/clause_table.h"

namespace precept::checker {

/// A document that agrees with the clause table's schema.
struct ReadDocument {
  Json json;
  Attestations attestations;  ///< those that count
  std::optional<std::int64_t> date;
  std::size_t not_counted = 0;  ///< number of attestations by others than the attesters
};

/// Reads a document. Refuses every document that `precept check` refuses: another kind, unknown fields,
/// values of another type, unknown members and keys, days that do not exist, texts with invisible characters,
/// blank names, and invalid attestations (checker/attestations.h).
ReadDocument read_document(const std::string& text, const ClauseTable& table, const Attesters& attesters);

}  // namespace precept::checker
