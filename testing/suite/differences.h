// What two policies decide differently about one document, as expectations of a test. Internal to testing/.
#pragma once

#include "runtime/report/report.h"
#include "testing/suite/data.h"

namespace precept::testing {

/// A hash of everything that a test can expect of a report.
std::size_t decision_digest(const DocumentReport& report);

/// Expectations, without `expect`, that the first report should meet and the second should not; the most
/// specific come first. The caller must try whether they do.
std::vector<std::string> decision_differences(const DocumentReport& first, const DocumentReport& second,
                                              const Json& document);

/// The text in quotes, as tests write it; braces are doubled.
std::string in_quotes(std::string_view text);

}  // namespace precept::testing
