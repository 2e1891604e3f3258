#include <fmt/format.h>

#include "render/escapes.h"
#include "render/layout.h"
#include "render/testing/tests.h"

namespace precept::rendering {

void write_tests_tap(const TestRun& run, Sink& output) {
  output.write(fmt::format("TAP version 14\n1..{}\n", run.tests.size()));
  for (std::size_t i = 0; i < run.tests.size(); ++i) {
    bool passed = run.results[i].passed();
    output.write(
        fmt::format("{} {} - {}\n", passed ? "ok" : "not ok", i + 1, tap_description(run.tests[i]->name)));
    if (passed) continue;
    output.write("  ---\n  failures:\n");
    for (std::size_t f = 0; f < run.results[i].failures.size(); ++f) {
      const testing::Failure& failure = run.results[i].failures[f];
      output.write(fmt::format(
          "    - at: {}\n      expected: {}\n      found: {}\n",
          tap_yaml(fmt::format("{}:{}", run.file_of(failure.place), run.start_of(failure.place).line)),
          tap_yaml(failure.expected), tap_yaml(failure.found)));
      if (!failure.because.empty()) output.write("      because:\n");
      for (const std::string& reason : failure.because)
        output.write(fmt::format("        - {}\n", tap_yaml(reason)));
      if (run.reasons.empty()) continue;
      output.write("      explanation:\n");
      for (const std::string& line : run.reasons[i][f].lines())
        output.write(fmt::format("        - {}\n", tap_yaml(line)));
    }
    output.write("  ...\n");
  }
}

void write_failure_tap(const Diagnostics& diagnostics, Sink& output) {
  output.write("TAP version 14\n");
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != Severity::Error) continue;
    output.write(fmt::format("# {}: {}\n", info(diagnostic.kind).code, terminal_text(diagnostic.message)));
  }
  output.write("Bail out! nothing was run\n");
}

}  // namespace precept::rendering
