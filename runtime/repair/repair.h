// Finds the smallest sets of changes that mend or break a document. Each is tried before it is told
// (docs/fixing.md).
//
// The search is best first over sets of changes. The planner walks the conditions that fail and says what to
// try. Each set is made in the document, and the document is checked like any other; where that does not
// suffice, planning goes on from there. When a set suffices, all its parts are tried too, and the smallest
// part that suffices is the fix.
//
//   shall ensure s.length <= f.limit      limit 4, Ben has 6: "change the `limit` to 6", or
//                                         "change the `length` of Ben to 4"
#pragma once

#include <functional>
#include <span>

#include "runtime/check/check.h"
#include "runtime/reasons/explain.h"
#include "runtime/repair/change/change.h"
#include "runtime/repair/change/draft.h"
#include "runtime/repair/goal.h"
#include "runtime/repair/margin.h"

namespace precept {

struct RepairOptions {
  std::size_t most_fixes = 3;            ///< different fixes that are looked for
  std::size_t most_changes = 8;          ///< in one fix; all its parts are tried, 254 of 8 changes
  std::size_t most_checks = 2'000;       ///< documents that are tried
  std::size_t most_bytes = 300'000'000;  ///< of these documents together
  Attester attester;
};

struct Repairs {
  /// The report on the document as it is. Where it has errors, all else is empty. Its `untranslated` are the
  /// texts that the changes and margins below tell, not those of the report.
  DocumentReport report;
  bool is_met = false;     ///< the goal is met as it is
  std::vector<Fix> fixes;  ///< cheapest first; to break: first those that break, then those that leave open
  std::vector<Margin> margins;  ///< only to break; nearest first
  std::size_t checks = 0;       ///< documents that were tried
  bool is_bounded = false;      ///< the search was cut short, so that there may be smaller fixes
};

/// What would mend or break what the question is about, in the language of `check`. The question is as for an
/// explanation; its `is_full` is not used. If it names something that is not there, the report's diagnostics
/// say so. The result owns all its texts.
Repairs find_repairs(std::span<const Program* const> policies, FileId file, const Sources& sources,
                     const Question& question, Aim aim, const CheckOptions& check,
                     const RepairOptions& options = {});

}  // namespace precept
