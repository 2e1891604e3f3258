// Checks one document: finds which of the policies is meant, runs it, and gives the report. This is all that
// an embedding program needs. Nothing here prints or opens a file.
//
//   in force from 2025-01-01                 chosen for a Booking whose `date` is 2025-05-02
//   about Booking b
//   clause house rule 1
//     shall ensure b.people <= b.seats       30 people, 24 seats: non-compliant, one finding violated
//
// Sources: docs/language.md, Versions in time, Documents, Verdict; docs/diagnostics.md, E4xxx and E5xxx.
#pragma once

#include <optional>
#include <span>

#include "runtime/check/readings.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/read/reader.h"

namespace precept {

struct CheckOptions {
  const DocumentReader* reader = nullptr;  ///< the format of the document; null: JSON
  std::vector<ChosenReading> readings;     ///< checked beforehand (`check_readings`)
  std::optional<Day> as_of;  ///< the day to choose the policy by, in place of the document's own date
  ReportDetail detail;
  Language language = Language::En;  ///< of the report; texts without a translation are in English
  PointHits* hits = nullptr;         ///< filled with the points that the document hits; null: not wanted
  ReadLimits limits;
  RunInspector* inspector = nullptr;  ///< looks at the run; null: nobody does
};

/// Checks the document against that one of the policies that is about its kind and in force on its
/// date. Every mistake, and "no policy is meant", is in the report's diagnostics; then it has no verdict.
/// Nor has a report about one element alone, as an inspector may wish.
/// Whatever the report says of the policy is a copy; the arguments need only live through the call.
DocumentReport check_document(std::span<const Program* const> policies, FileId file, const Sources& sources,
                              const CheckOptions& options = {});

/// Whether the policy is in force on the day; both ends of its interval are included.
bool is_in_force(const Program& policy, Day day);
/// "from 2022-03-09 until 2024-10-24", "since 2022-03-09", "until 2024-10-24", "at all times".
std::string interval_in_words(const program::Head& head);

}  // namespace precept
