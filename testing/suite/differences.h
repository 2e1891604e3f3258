// What two policies decide differently of one document, as expectations of a test. Internal to testing/.
#pragma once

#include "runtime/report/report.h"
#include "testing/suite/data.h"

namespace precept::testing {

/// All that a test can expect of a report, as one number: reports that differ in it have the same by chance
/// only.
std::size_t decision_digest(const DocumentReport& report);

/// Expectations, without `expect`, that the first report should fulfil and the second not, the most telling
/// first. That they do is for the caller to try.
std::vector<std::string> differences(const DocumentReport& first, const DocumentReport& second,
                                     const Json& document);

/// A text as tests write it, in quotes; braces are doubled.
std::string in_quotes(std::string_view text);

}  // namespace precept::testing
