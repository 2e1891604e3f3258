// What a document is expected to give, one fact a line:
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

/// What the lines choose of the policy's readings.
std::vector<ChosenReading> chosen_in(const std::vector<ExpectedLine>& expected);

/// One line for each fact that is not so; a line that is no fact is one too.
std::vector<std::string> unmet(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                               const Sources& sources);

/// The lines that would hold: comments kept, everything else as the report has it; rights only of the
/// acts that were spoken of before (all that are not silent where none was).
std::vector<std::string> rewritten(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                                   const Sources& sources);

/// 0 compliant, 1 non-compliant, 2 error or nothing checked, 3 undetermined.
int exit_code(const DocumentReport& report);

}  // namespace precept::test
