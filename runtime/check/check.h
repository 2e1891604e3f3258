// One document against the policies at hand: which of them is meant, and what it says. All that a program
// needs that checks documents itself; nothing here prints or opens a file.
#pragma once

#include <optional>
#include <span>

#include "runtime/check/readings.h"
#include "runtime/evaluate/outcome.h"
#include "runtime/read/reader.h"

namespace precept {

struct CheckOptions {
  const DocumentReader* reader = nullptr;  ///< the format of the document; null: JSON
  std::vector<ChosenReading> readings;     ///< checked beforehand (`check_readings`)
  std::optional<Day> as_of;  ///< the day to choose the policy by, in place of the document's own date
  ReportDetail detail;
  Language language = Language::En;  ///< of what is said; texts that are not there in it are in English
  Hits* hits = nullptr;              ///< where it is to be told which points of the program the document hits
  ReadLimits limits;
  Inspector* inspector = nullptr;  ///< told of the run, where one came to a verdict
};

/// Checks the document against that one of the policies that is about its kind and in force on its
/// date. Every mistake, and "no policy is meant", is in the report's diagnostics; then it has no verdict.
/// Nor has a report about one element alone, as an inspector may wish.
/// Whatever the report says of the policy is a copy; the arguments need only live through the call.
DocumentReport check_document(std::span<const Program* const> policies, FileId file, const Sources& sources,
                              const CheckOptions& options = {});

/// Whether the policy is in force on the day (both ends of its interval included).
bool is_in_force(const Program& policy, Day day);
/// "from 2022-03-09 until 2024-10-24", "since 2022-03-09", "until 2024-10-24", "at all times".
std::string interval_in_words(const program::Head& head);

}  // namespace precept
