#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "render/layout.h"
#include "render/testing/coverage.h"
#include "render/testing/tests.h"

namespace precept::rendering {

namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kWords = 14;  ///< column behind "expected  "

/// A line with its first word in a column of its own: `expected  resolves 1 violated`.
std::string row(std::string_view word, std::string_view text, std::size_t width) {
  std::string lines = wrapped(terminal_text(text), kWords, kWords, width);
  std::string head = std::string(kIndent, ' ') + padded(word, kWords - kIndent);
  return head + lines.substr(kWords);
}

void write_reason(const FailureReason& reason, Sink& output, std::size_t width) {
  for (std::size_t i = 0; i < reason.norms.size(); ++i)
    output.write(row(i == 0 ? "norm" : "", reason.norms[i], width));
  std::string_view rest = reason.explanation;
  for (bool is_first = true; !rest.empty(); is_first = false) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::string head = padded(is_first ? "explained" : "", kWords - kIndent);
    output.write(line.empty() ? "\n" : fmt::format("{:{}}{}{}\n", "", kIndent, head, line));
  }
}

}  // namespace

std::vector<std::string> FailureReason::lines() const {
  std::vector<std::string> lines = norms;
  std::istringstream text(explanation);
  for (std::string line; std::getline(text, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

std::size_t TestRun::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(results, [](const testing::TestResult& result) { return !result.passed(); }));
}

void write_tests_text(const TestRun& run, Sink& output, Color color, std::size_t width) {
  std::set<FileId> files;
  for (std::size_t i = 0; i < run.tests.size(); ++i) {
    const testing::Test& test = *run.tests[i];
    files.insert(test.place.file);
    if (run.results[i].passed()) continue;
    output.write(fmt::format("{}  {}\n", colored("failed", kRed, color),
                             colored(terminal_text(test.name), kBold, color)));
    for (std::size_t f = 0; f < run.results[i].failures.size(); ++f) {
      const testing::Failure& failure = run.results[i].failures[f];
      LineColumn at = run.start_of(failure.place);
      std::string place =
          fmt::format("{}:{}:{}", terminal_text(run.file_of(failure.place)), at.line, at.column);
      output.write(fmt::format("  {}\n", colored(place, kFaint, color)));
      output.write(row("expected", failure.expected, width));
      output.write(row("came", failure.found, width));
      for (std::size_t k = 0; k < failure.because.size(); ++k)
        output.write(row(k == 0 ? "because" : "", failure.because[k], width));
      if (!run.reasons.empty()) write_reason(run.reasons[i][f], output, width);
    }
    output.write("\n");
  }
  std::size_t failed = run.failed();
  std::string counts = fmt::format("{} in {}: ", number_and_noun(run.tests.size(), "test", "tests"),
                                   number_and_noun(files.size(), "file", "files"));
  std::string passed = fmt::format("{} passed", run.tests.size() - failed);
  output.write(counts + (failed == 0 ? colored(passed, kGreen, color) : passed));
  if (failed > 0) output.write(", " + colored(fmt::format("{} failed", failed), kRed, color));
  output.write("\n");
  if (run.coverage) write_coverage_text(*run.coverage, run.suite.sources, output, color, width);
}

}  // namespace precept::rendering
