#include "tools/commands/mutate.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "render/testing/mutation.h"
#include "tools/common/progress.h"

namespace precept::tools {

namespace {

using Clock = std::chrono::steady_clock;

void write_failing(const TestRun& run, const TestArguments& arguments, Output& output) {
  if (arguments.format == TestFormat::Json) {
    write_tests_json(run, output);
  } else {
    write_tests_text(run, output, color_of(STDOUT_FILENO, arguments.color), output_width());
  }
  output.write_mistakes("no mutant was tried: the tests must pass on the policy as it is\n");
}

}  // namespace

int run_mutation_command(const TestRun& run, const TestArguments& arguments, Output& output) {
  if (arguments.format != TestFormat::Json && arguments.format != TestFormat::Text) {
    output.write_mistakes("error: --mutate writes text or json\n");
    return kNotChecked;
  }
  if (run.failed() > 0) {
    write_failing(run, arguments, output);
    return kNonCompliant;
  }
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  testing::MutationOptions options{.jobs = arguments.jobs == 0 ? threads : arguments.jobs};
  if (arguments.limit) {
    Clock::time_point end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                               std::chrono::duration<double>(*arguments.limit));
    options.is_over = [end] { return Clock::now() >= end; };
  }
  if (shows_progress(false)) {
    options.on_progress = [&](std::size_t done, std::size_t all) {
      output.show_status(progress_bar(done, all));
    };
  }
  Diagnostics diagnostics;
  testing::MutationReport report = testing::test_mutants(run.suite, run.tests, options, diagnostics);
  output.show_status({});
  MutationResult mutation{.suite = run.suite, .report = report, .minimum = arguments.minimum_score};
  if (arguments.format == TestFormat::Json) {
    write_mutation_json(mutation, output);
  } else {
    write_mutation_text(mutation, output, color_of(STDOUT_FILENO, arguments.color));
  }
  if (!diagnostics.all().empty()) {
    diagnostics.sort_by_place();
    output.write_mistakes(
        diagnostics_text(diagnostics, run.suite.sources, color_of(STDERR_FILENO, arguments.color)));
  }
  return mutation.passes() ? kCompliant : kNonCompliant;
}

}  // namespace precept::tools
