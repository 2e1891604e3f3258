// Writes test results, for people and for continuous integration. Nothing here fails.
//
//   test "a sixth is too many"
//     given Loan {date: 2025-03-01, reader: {name: "Ida", age: 30}, books: 6}
//     expect rule 1 satisfied
//
// is told in TAP as `not ok 1 - a sixth is too many`, in text with what was expected, what came, and why
// (docs/testing.md).
#pragma once

#include <vector>

#include "render/sink.h"
#include "testing/coverage/coverage.h"
#include "testing/suite/suite.h"

namespace precept::rendering {

/// Why a failing expectation came out as it did.
struct FailureReason {
  std::vector<std::string> norms;  ///< "rule 2 (shall), loans.precept:26: shall ensure l.books <= 5"
  std::string explanation;         ///< lines, as `precept explain` tells them

  /// The norms, then the lines of the explanation.
  std::vector<std::string> lines() const;
};

/// The tests that were run, with a result for each. It refers to the suite, which must outlive it.
struct TestRun {
  const testing::Suite& suite;
  std::vector<const testing::Test*> tests;
  std::vector<testing::TestResult> results;                                     ///< one for each test
  std::optional<std::vector<testing::PolicyCoverage>> coverage = std::nullopt;  ///< where it was measured
  /// For each test one for each failure; empty where nobody asked for them.
  std::vector<std::vector<FailureReason>> reasons = {};

  std::size_t failed() const;
  /// The name of the file, as reports show it.
  const std::string& file_of(Span place) const { return suite.sources.file(place.file).name; }
  LineColumn start_of(Span place) const { return suite.sources.locate(place.file, place.begin); }
};

/// Writes the failures, each with what was expected, what came, and why; then the counts.
void write_tests_text(const TestRun& run, Sink& output, Color color, std::size_t width);
/// Writes one object. Other programs depend on its keys and words: add to them, never rename them.
void write_tests_json(const TestRun& run, Sink& output);
/// Writes JUnit XML, with a test suite for each file.
void write_tests_junit(const TestRun& run, Sink& output);
/// Writes JUnit XML where nothing was run: the mistakes are the error of one test.
void write_failure_junit(const Diagnostics& diagnostics, const Sources& sources, Sink& output);
/// Writes TAP version 14 (testanything.org).
void write_tests_tap(const TestRun& run, Sink& output);
/// Writes TAP where nothing was run.
void write_failure_tap(const Diagnostics& diagnostics, Sink& output);

}  // namespace precept::rendering
