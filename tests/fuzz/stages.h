// Everything that can be done with a document: what a fuzzer runs its inputs through.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace precept::test {

/// Lists the program, checks in slices and whole, gives all reasons, makes a receipt and checks it, searches
/// what would mend and what would break, asks questions, writes all reports. Each must end, whatever the
/// document is. Returns whether the document came to a verdict.
bool run_all_stages(const Program& program, const std::string& document);

}  // namespace precept::test
