#include <fmt/format.h>

#include "tools/report/tests.h"

namespace precept::tools {

namespace {

/// Text for XML 1.0, which has no place for most controls.
std::string xml(std::string_view text) {
  std::string result;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (byte < 0x20 && c != '\n' && c != '\t') {
      result += "\uFFFD";
    } else {
      result += c;
    }
  }
  return result;
}

void write_case(const TestRun& run, std::size_t index, Output& output) {
  const testing::Test& test = *run.tests[index];
  const testing::TestResult& result = run.results[index];
  output.write(fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
                           xml(test.name), xml(test.policies->name), xml(run.file_of(test.place)),
                           run.start_of(test.place).line));
  if (result.passed()) return output.write("/>\n");
  output.write(">\n");
  // A test case has one `failure`; the others are in its text.
  const testing::Failure& first = result.failures.front();
  output.write(
      fmt::format("      <failure message=\"expected {}; came {}\">", xml(first.expected), xml(first.found)));
  for (const testing::Failure& failure : result.failures) {
    output.write(fmt::format("{}:{}: expected {}\ncame {}\n", xml(run.file_of(failure.place)),
                             run.start_of(failure.place).line, xml(failure.expected), xml(failure.found)));
    for (const std::string& reason : failure.because) output.write(fmt::format("  {}\n", xml(reason)));
  }
  output.write("</failure>\n    </testcase>\n");
}

}  // namespace

void write_tests_junit(const TestRun& run, Output& output) {
  output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  output.write(fmt::format("<testsuites tests=\"{}\" failures=\"{}\">\n", run.tests.size(), run.failed()));
  for (std::size_t begin = 0; begin < run.tests.size();) {
    FileId file = run.tests[begin]->place.file;
    std::size_t end = begin, failures = 0;
    for (; end < run.tests.size() && run.tests[end]->place.file == file; ++end)
      failures += run.results[end].passed() ? 0 : 1;
    output.write(fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                             xml(run.suite.sources.file(file).name), end - begin, failures));
    for (std::size_t i = begin; i < end; ++i) write_case(run, i, output);
    output.write("  </testsuite>\n");
    begin = end;
  }
  output.write("</testsuites>\n");
}

}  // namespace precept::tools
