// Readings of a policy: which choice is taken, where it was chosen, and what another would change.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/program.h"
#include "runtime/program/translations.h"
#include "runtime/report/report.h"

namespace precept {

/// A choice made outside the document, by name. Of two for one reading the later counts.
struct ChosenReading {
  std::string reading, choice;
  std::string chosen_in;             ///< for people: "--reading", "precept.project:3"
  Span reading_place, choice_place;  ///< no place: not written in a file
};

/// Reports a reading that none of the policies declares, and a choice that a policy which declares the
/// reading does not have. False where something was reported.
bool check_readings(std::span<const Program* const> policies, std::span<const ChosenReading> chosen,
                    Diagnostics& diagnostics);

/// The number of the choice for each reading of the program: the chosen one, else its default. Choices for
/// readings that it does not declare are for other policies.
std::vector<std::uint32_t> choices_of(const Program& policy, std::span<const ChosenReading> chosen);

/// The same in words, for the report.
std::vector<ReadingUsed> readings_used(const Program& policy, std::span<const ChosenReading> chosen,
                                       Translations* translations = nullptr);

/// Every reading of the policy with every choice but the one that is chosen, one change at a time.
std::vector<ChosenReading> alternatives_of(const Program& policy, std::span<const ChosenReading> chosen);

/// A finding that comes out otherwise; no outcome: there is none by that reading.
struct FindingChange {
  Finding finding;  ///< by the other reading; where there is none, by the first
  std::optional<Outcome> before, after;
};
struct RightChange {
  std::string subject, name, act;
  Right before{}, after{};
};
/// What comes of one document by another reading.
struct Alternative {
  std::string reading, choice, words;
  DocumentReport report;
  std::vector<FindingChange> findings;
  std::vector<RightChange> rights;
  std::vector<OpenPoint> opened, closed;  ///< questions asked only by the other reading; only by the first

  bool changes_nothing(const DocumentReport& first) const {
    return report.verdict == first.verdict && findings.empty() && rights.empty() && opened.empty() &&
           closed.empty();
  }
};

/// Fills what differs between the first report and that of the other reading; both with all findings.
void compare_readings(const DocumentReport& first, Alternative& other);

}  // namespace precept
