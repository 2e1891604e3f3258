// What would change how a document came out: the smallest sets of changes, each tried before it is told.
//
// The search is best first over sets of changes. What to try comes from the planner, which walks the
// conditions of what is not as it should be; every set is then made in the document and checked as any other
// document is, and what the walk could not foresee is planned for again from there. A set that does is held
// against all its parts: where one of them does as well, that is the fix.
#pragma once

#include <functional>
#include <span>

#include "runtime/check/check.h"
#include "runtime/reasons/explain.h"
#include "runtime/repair/change/change.h"
#include "runtime/repair/change/draft.h"
#include "runtime/repair/goal.h"
#include "runtime/repair/slack.h"

namespace precept {

struct RepairOptions {
  std::size_t most_fixes = 3;       ///< so many different ones are looked for
  std::size_t most_changes = 8;     ///< in one; all parts of a fix are tried, 254 of 8
  std::size_t most_checks = 2'000;  ///< documents tried, of all lengths together no more than `most_bytes`
  std::size_t most_bytes = 300'000'000;
  Attester attester;
};

struct Repairs {
  /// Of the document as it is; where it has errors there is nothing else. `untranslated` are the texts of the
  /// policy that the changes and slacks below tell, not those of the report.
  DocumentReport report;
  bool is_met = false;        ///< what is asked about is as it should be
  std::vector<Fix> fixes;     ///< cheapest first; to break: those that do, then those that leave it open
  std::vector<Slack> slacks;  ///< to break: nearest first
  std::size_t checks = 0;     ///< documents tried
  bool is_bounded = false;    ///< the search was cut short: there may be smaller ones
};

/// What would bring about, or break, what is asked about: `question` as for an explanation (its `is_full` is
/// of no matter). What it names must be there; else the report's diagnostics say so. What is told is told in
/// the language of `check`.
Repairs find_repairs(std::span<const Program* const> policies, FileId file, const Sources& sources,
                     const Question& question, Aim aim, const CheckOptions& check,
                     const RepairOptions& options = {});

}  // namespace precept
