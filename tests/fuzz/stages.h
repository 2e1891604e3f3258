// Everything that is done with a document: what a fuzzer sends its inputs through.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace precept::test {

/// Listing, check in slices and whole, reasons of everything, receipt and its check, what would mend and what
/// would break, questions, and the reports that people and programs read. Whatever the document is, each
/// says so or comes to an end. Whether it came to a verdict.
bool all_stages(const Program& program, const std::string& document);

}  // namespace precept::test
