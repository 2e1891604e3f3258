// What the tests of a policy have covered, for people and for programs.
#pragma once

#include "render/sink.h"
#include "testing/coverage/coverage.h"

namespace precept::rendering {

class JsonWriter;

/// Hits by clause, then each point that is missing.
void write_coverage_text(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         Sink& output, Color color, std::size_t width);
/// The value of a key: an array, one object for each policy.
void write_coverage_json(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         JsonWriter& json);
/// One page with the policies' texts, each line marked. It needs nothing beside itself.
std::string coverage_page(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources);

}  // namespace precept::rendering
