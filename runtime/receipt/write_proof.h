// Writes the proof of a run's results: the values that they rest on, from the registers (docs/receipts.md).
//
//   shall ensure s.length <= f.limit      steps for Ben: `limit` is 4, `length` is 6, the comparison is no
#pragma once

#include <optional>

#include "runtime/receipt/clause_table.h"
#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept::receipt {

/// No proof is written that has more steps, or whose making looks at more values.
inline constexpr std::size_t kMostSteps = 1'000'000;
inline constexpr std::size_t kMostVisits = 10'000'000;

/// The proof in the form that checker/proof.h reads, with exactly the steps that are needed. Nothing where it
/// would be too large.
std::optional<Json> write_proof(const RunView& view, const ClauseTable& table, const DocumentPlaces& places);

}  // namespace precept::receipt
