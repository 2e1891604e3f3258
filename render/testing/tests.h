// What came of running tests, for people and for the programs that watch over them.
#pragma once

#include <vector>

#include "render/sink.h"
#include "testing/coverage/coverage.h"
#include "testing/suite/suite.h"

namespace precept::rendering {

/// Tests that were run, and what came of each.
struct TestRun {
  const testing::Suite& suite;
  std::vector<const testing::Test*> tests;
  std::vector<testing::TestResult> results;                                     ///< of each
  std::optional<std::vector<testing::PolicyCoverage>> coverage = std::nullopt;  ///< where it was measured

  std::size_t failed() const;
  /// As reports name it.
  const std::string& file_of(Span place) const { return suite.sources.file(place.file).name; }
  LineColumn start_of(Span place) const { return suite.sources.locate(place.file, place.begin); }
};

/// Failures, each with what was expected, what came and why; then the counts.
void write_tests_text(const TestRun& run, Sink& output, Color color, std::size_t width);
/// One object. Keys and words are what other programs depend on: add, never rename.
void write_tests_json(const TestRun& run, Sink& output);
/// The XML that continuous integration reads; a suite is a file.
void write_tests_junit(const TestRun& run, Sink& output);
/// The same where nothing was run: the mistakes as the error of one test.
void write_failure_junit(const Diagnostics& diagnostics, const Sources& sources, Sink& output);
/// TAP version 14 (testanything.org).
void write_tests_tap(const TestRun& run, Sink& output);
/// The same where nothing was run.
void write_failure_tap(const Diagnostics& diagnostics, Sink& output);

}  // namespace precept::rendering
