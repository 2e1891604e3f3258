#include "tools/commands/mutate.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "render/testing/mutation.h"

namespace precept::tools {

namespace {

using Clock = std::chrono::steady_clock;

/// A line of progress on standard error, which each step overwrites; nothing where that is no terminal.
class ProgressBar {
 public:
  void show(std::size_t done, std::size_t all) {
    if (!is_terminal_) return;
    std::size_t percent = all == 0 ? kWhole : done * kWhole / all;
    if (percent == shown_ && done != all) return;
    shown_ = percent;
    constexpr std::size_t kBar = 40;
    std::size_t filled = percent * kBar / kWhole;
    put(fmt::format("\r[{}{}] {} of {} ", std::string(filled, '#'), std::string(kBar - filled, '.'), done,
                    all));
  }
  void clear() {
    if (is_terminal_) put("\r\x1b[K");
  }

 private:
  static constexpr std::size_t kWhole = 100;
  static void put(const std::string& text) {
    if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // nothing can be done
  }
  bool is_terminal_ = isatty(STDERR_FILENO) != 0;
  std::size_t shown_ = kWhole + 1;
};

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
  ProgressBar bar;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  testing::MutationOptions options{.jobs = arguments.jobs == 0 ? threads : arguments.jobs};
  if (arguments.limit) {
    Clock::time_point end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                               std::chrono::duration<double>(*arguments.limit));
    options.is_over = [end] { return Clock::now() >= end; };
  }
  options.on_progress = [&](std::size_t done, std::size_t all) { bar.show(done, all); };
  Diagnostics diagnostics;
  testing::MutationReport report = testing::test_mutants(run.suite, run.tests, options, diagnostics);
  bar.clear();
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
