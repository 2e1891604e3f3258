#include "authoring/review/tests_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "compiler/policy_files.h"
#include "render/layout.h"
#include "testing/suite/suite.h"

namespace precept::review {

namespace fs = std::filesystem;

namespace {

bool is_about(const testing::Test& test, const fs::path& policy) {
  return std::ranges::any_of(test.policies->files, [&](const fs::path& file) {
    std::error_code error;
    return fs::equivalent(file, policy, error);
  });
}

void report_failures(const testing::Test& test, const testing::TestResult& result, Diagnostics& to) {
  for (const testing::Failure& failure : result.failures) {
    Diagnostic& told = to.report(DiagnosticKind::TestFails, failure.place,
                                 fmt::format("the test `{}` fails: expected {}, found {}", test.name,
                                             failure.expected, failure.found));
    told.notes = failure.because;
    if (failure.place.begin != test.place.begin) told.label(test.place, "in this test");
  }
}

/// What is told of the tests themselves; the policy's own mistakes were told before.
Diagnostics of_tests(const Diagnostics& all, const Sources& sources) {
  Diagnostics kept;
  for (const Diagnostic& one : all.all()) {
    const bool has_place = !one.labels.empty() && one.labels.front().span.has_place();
    if (!has_place || sources.file(one.labels.front().span.file).name.ends_with(kTestsEnding)) kept.add(one);
  }
  return kept;
}

}  // namespace

TestsSeen tests_of(const fs::path& policy) {
  const fs::path parent = policy.parent_path();
  const std::array<fs::path, 1> folder{parent.empty() ? fs::path(".") : parent};
  TestsSeen seen;
  Diagnostics found;
  if (testing::find_test_files(folder, found).empty() && !found.has_errors()) {
    return {.state = State::Nothing, .words = "there are none", .told = {}};
  }
  auto suite = std::make_shared<testing::Suite>();
  Diagnostics read;
  *suite = testing::read_suite(folder, {}, read);
  seen.told.sources = std::shared_ptr<const Sources>(suite, &suite->sources);
  seen.told.diagnostics = of_tests(read, suite->sources);
  if (read.has_errors()) {
    seen.state = State::Failed;
    seen.words = rendering::number_and_noun(read.error_count(), "mistake", "mistakes") + "; none was run";
    return seen;
  }
  std::size_t count = 0, failed = 0;
  for (const testing::Test& test : suite->tests) {
    if (!is_about(test, policy)) continue;
    ++count;
    const testing::TestResult result = testing::run(test, test.policies->all_programs());
    failed += result.passed() ? 0 : 1;
    report_failures(test, result, seen.told.diagnostics);
  }
  seen.state = count == 0 ? State::Nothing : failed == 0 ? State::InOrder : State::Found;
  seen.words = count == 0    ? "there are none"
               : failed == 0 ? fmt::format("{} passed", count)
                             : fmt::format("{} of {} fail", failed, count);
  return seen;
}

}  // namespace precept::review
