#include <fmt/format.h>

#include "render/escapes.h"
#include "render/layout.h"
#include "render/testing/tests.h"

namespace precept::rendering {

namespace {

void write_case(const TestRun& run, std::size_t index, Sink& output) {
  const testing::Test& test = *run.tests[index];
  const testing::TestResult& result = run.results[index];
  output.write(fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
                           xml_attribute(test.name), xml_attribute(test.policies->name),
                           xml_attribute(run.file_of(test.place)), run.start_of(test.place).line));
  if (result.passed()) return output.write("/>\n");
  output.write(">\n");
  // A test case has one `failure`; the others are in its text.
  const testing::Failure& first = result.failures.front();
  output.write(fmt::format("      <failure message=\"expected {}; came {}\">", xml_attribute(first.expected),
                           xml_attribute(first.found)));
  for (std::size_t f = 0; f < result.failures.size(); ++f) {
    const testing::Failure& failure = result.failures[f];
    output.write(fmt::format("{}:{}: expected {}\ncame {}\n", escaped_html(run.file_of(failure.place)),
                             run.start_of(failure.place).line, escaped_html(failure.expected),
                             escaped_html(failure.found)));
    for (const std::string& reason : failure.because)
      output.write(fmt::format("  {}\n", escaped_html(reason)));
    if (run.reasons.empty()) continue;
    for (const std::string& line : run.reasons[index][f].lines())
      output.write(fmt::format("  {}\n", escaped_html(line)));
  }
  output.write("</failure>\n    </testcase>\n");
}

}  // namespace

void write_tests_junit(const TestRun& run, Sink& output) {
  output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  output.write(fmt::format("<testsuites tests=\"{}\" failures=\"{}\">\n", run.tests.size(), run.failed()));
  for (std::size_t begin = 0; begin < run.tests.size();) {
    FileId file = run.tests[begin]->place.file;
    std::size_t end = begin, failures = 0;
    for (; end < run.tests.size() && run.tests[end]->place.file == file; ++end)
      failures += run.results[end].passed() ? 0 : 1;
    output.write(fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                             xml_attribute(run.suite.sources.file(file).name), end - begin, failures));
    for (std::size_t i = begin; i < end; ++i) write_case(run, i, output);
    output.write("  </testsuite>\n");
    begin = end;
  }
  output.write("</testsuites>\n");
}

void write_failure_junit(const Diagnostics& diagnostics, const Sources& sources, Sink& output) {
  output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"1\" errors=\"1\">\n");
  output.write("  <testsuite name=\"precept test\" tests=\"1\" errors=\"1\">\n");
  output.write("    <testcase name=\"the tests can be run\" classname=\"precept\">\n");
  std::string first;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != Severity::Error) continue;
    first = fmt::format("{}: {}", info(diagnostic.kind).code, diagnostic.message);
    break;
  }
  output.write(fmt::format("      <error message=\"{}\">{}</error>\n", xml_attribute(first),
                           escaped_html(diagnostics_text(diagnostics, sources, Color::Off))));
  output.write("    </testcase>\n  </testsuite>\n</testsuites>\n");
}

}  // namespace precept::rendering
