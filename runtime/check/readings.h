// Readings of a policy: which choice is taken, where it was chosen, and what another one would change
// (docs/language.md, Readings).
//
//   reading helpers_of_age
//     sixteen  "helpers of sixteen and more are responsible"  default
//     eighteen "only adults are responsible"
//
//   `--reading helpers_of_age=eighteen` is a ChosenReading; without one the choice is `sixteen`. An
//   Alternative tells what the document comes to with the other choice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/program.h"
#include "runtime/program/translations.h"
#include "runtime/report/report.h"

namespace precept {

/// A choice for a reading, made outside policy and document. Of two for one reading the later counts.
struct ChosenReading {
  std::string reading, choice;
  std::string chosen_in;             ///< for people: "--reading", "precept.project:3"
  Span reading_place, choice_place;  ///< without a place where it is not written in a file
};

/// Reports each chosen reading that no policy declares, and each choice that a declaring policy does not
/// have. False where something was reported.
bool check_readings(std::span<const Program* const> policies, std::span<const ChosenReading> chosen,
                    Diagnostics& diagnostics);

/// For each reading of the program the number of its choice: the chosen one, else the default. Choices for
/// readings that the program does not declare are for other policies and are skipped.
std::vector<std::uint32_t> choices_of(const Program& policy, std::span<const ChosenReading> chosen);

/// The same in words, for the report.
std::vector<ReadingUsed> readings_used(const Program& policy, std::span<const ChosenReading> chosen,
                                       Translations* translations = nullptr);

/// For each reading of the policy all choices but the one taken. Each is meant as the only change.
std::vector<ChosenReading> alternatives_of(const Program& policy, std::span<const ChosenReading> chosen);

/// A finding that differs between two readings. An empty `before` or `after`: there is no such finding.
struct FindingChange {
  Finding finding;  ///< by the other reading; if there is none, by the first
  std::optional<Outcome> before, after;
  std::optional<Finding> first;  ///< that of the first report, where it has one
};
struct RightChange {
  std::string subject, name, act;
  Right before{}, after{};
  std::vector<std::string> by_before, by_after;  ///< labels of the clauses that decide
};
/// What one document comes to by another reading.
struct Alternative {
  std::string reading, choice, words;
  DocumentReport report;
  std::vector<FindingChange> findings;
  std::vector<RightChange> rights;
  std::vector<OpenPoint> opened, closed;  ///< questions open only by the other reading; only by the first

  bool changes_nothing(const DocumentReport& first) const {
    return report.verdict == first.verdict && findings.empty() && rights.empty() && opened.empty() &&
           closed.empty();
  }
};

/// Fills in how the other reading's report differs from the first. Both reports must have all findings.
void compare_readings(const DocumentReport& first, Alternative& other);

}  // namespace precept
