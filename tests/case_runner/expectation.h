// What is expected of a document, one fact on a line:
//
//   # a comment
//   reading supporting_members = states_only   what is chosen, in place of the default; not a fact itself
//   verdict non-compliant
//   exit 1
//   policy wtsa.res54 "in force on"            the revision used, and a part of why; the latter may be left
//   out error E4006 3:14 Memberstate               place may be left out, and a part of the message or a note
//   finding "resolves 1" violated error / "two are needed"      the subject `/` is the document
//   none "resolves 3" violated                 no such finding
//   right /attendance/3 decide discouraged by "resolves 5"
//   open committed "Kenya"                     a judgement, and whom it is about
//   open /attendance/2/study_groups            a field that is missing
//   open "Country[AZ].region"                  a doubtful cell of a table
//   only                                       what is violated, undetermined or open is all listed
#pragma once

#include <string>
#include <vector>

#include "base/source.h"
#include "runtime/check/readings.h"
#include "runtime/report/report.h"

namespace precept::test {

struct ExpectedLine {
  std::string text;
  std::size_t number = 0;  ///< in its file, from 1
};

/// The readings that the lines choose.
std::vector<ChosenReading> chosen_in(const std::vector<ExpectedLine>& expected);

/// A line for each expected fact that does not hold, and for each line that is no fact.
std::vector<std::string> unmet(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                               const Sources& sources);

/// The lines that would hold: comments stay, all else is as the report says. Rights are listed for the acts
/// that had a line before; where none had, for all acts that are not silent.
std::vector<std::string> rewritten(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                                   const Sources& sources);

/// The exit code of `precept check`: 0 compliant, 1 non-compliant, 2 an error or nothing checked, 3
/// undetermined.
int exit_code(const DocumentReport& report);

}  // namespace precept::test
