// The proof of a run's results: which values they stand on, read off the registers.
#pragma once

#include <optional>

#include "runtime/receipt/exported_table.h"
#include "runtime/run/places.h"
#include "runtime/run/run_view.h"

namespace precept::receipt {

/// A proof of more steps, or one that takes more looks at values to find, is not written.
inline constexpr std::size_t kMostSteps = 1'000'000;
inline constexpr std::size_t kMostLooks = 10'000'000;

/// In the form that checker/proof.h reads, and with exactly the steps that it needs. Nothing where it would
/// be too large.
std::optional<Json> prove(const RunView& view, const ExportedTable& table, const Places& places);

}  // namespace precept::receipt
