// Writes what the tests of a policy have covered, for people and for programs. Nothing here fails.
//
//   shall ensure l.reader.age >= 16 or l.signed
//
// without a test in which a parent signs is told as "`l.signed` never decided its `or` alone", below the line
// "rule 2  5/6"; docs/testing.md ("What the tests have shown").
#pragma once

#include "render/sink.h"
#include "testing/coverage/coverage.h"

namespace precept::rendering {

class JsonWriter;

/// Writes the hits by clause, then each point that was not hit.
void write_coverage_text(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         Sink& output, Color color, std::size_t width);
/// Writes the value of a key: an array with an object for each policy.
void write_coverage_json(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         JsonWriter& json);
/// One HTML page with the policies' texts, each line marked; it needs no other file.
std::string coverage_page(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources);

}  // namespace precept::rendering
