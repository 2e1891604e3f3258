#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>

#include "render/json/mistakes.h"
#include "render/testing/coverage.h"
#include "testing/coverage/coverage.h"
#include "tools/commands/mutate.h"
#include "tools/commands/test_reasons.h"
#include "tools/common/files.h"
#include "tools/watch/watch.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

class TestCommand {
 public:
  TestCommand(const TestArguments& arguments, Output& output) : arguments_(arguments), output_(output) {
    paths_.assign(arguments.paths.begin(), arguments.paths.end());
    if (paths_.empty()) paths_.emplace_back(".");
    policies_.assign(arguments.policies.begin(), arguments.policies.end());
  }

  int run() {
    if (is_standard_output(arguments_.coverage_page)) output_.reserve_for_data();
    Diagnostics diagnostics;
    for (const fs::path& policy : policies_) {
      if (std::error_code error; fs::is_regular_file(policy, error) || fs::is_directory(policy, error))
        continue;
      diagnostics
          .report(DiagnosticKind::CannotRead, {},
                  fmt::format("`{}` cannot be read: it is no file or folder", policy.string()))
          .with_help("tests look for their policy by its file; name that with --policy");
    }
    if (diagnostics.has_errors()) return fail(diagnostics, {});
    testing::Suite suite = testing::read_suite(paths_, policies_, diagnostics);
    if (!arguments_.dumped.empty()) return dump_document(suite, diagnostics);
    TestRun run{.suite = suite};
    for (const testing::Test& test : suite.tests) {
      if (is_chosen(suite, test)) run.tests.push_back(&test);
    }
    if (!diagnostics.has_errors() && run.tests.empty()) {
      diagnostics
          .report(DiagnosticKind::NoTests, {},
                  fmt::format("no test has `{}` in its title or its file's name", arguments_.filter))
          .with_help(fmt::format("without --filter there are {} tests", suite.tests.size()));
    }
    diagnostics.sort_by_place();
    if (diagnostics.has_errors()) return fail(diagnostics, suite.sources);
    if (!diagnostics.all().empty()) tell(diagnostics, suite.sources);
    std::optional<testing::Coverage> coverage;
    if (arguments_.measures_coverage()) coverage.emplace(suite, diagnostics);
    if (diagnostics.has_errors()) return fail(diagnostics, suite.sources);
    for (const testing::Test* test : run.tests) {
      run.results.push_back(coverage ? coverage->run(*test)
                                     : testing::run(*test, test->policies->all_programs()));
    }
    if (coverage) run.coverage = coverage->measured();
    if (arguments_.with_reasons) explain_failures(run);
    if (arguments_.is_mutating) return run_mutation_command(run, arguments_, output_);
    write(run);
    if (!write_page(run)) return kNotChecked;
    return run.failed() > 0 || !has_minimum(run) ? kNonCompliant : kCompliant;
  }

 private:
  int dump_document(const testing::Suite& suite, Diagnostics& diagnostics) {
    const testing::Test* test =
        diagnostics.has_errors() ? nullptr : test_called(suite, arguments_.dumped, diagnostics);
    if (!diagnostics.all().empty()) tell(diagnostics, suite.sources);
    if (test == nullptr) return kNotChecked;
    dump(*test, output_);
    return kCompliant;
  }

  void tell(const Diagnostics& diagnostics, const Sources& sources) {
    output_.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments_.color)));
  }

  /// Tells the mistakes where nothing was run, in the format that is asked for.
  int fail(const Diagnostics& diagnostics, const Sources& sources) {
    switch (arguments_.format) {
      case TestFormat::Text:
        tell(diagnostics, sources);
        break;
      case TestFormat::Json:
        write_failure_json(diagnostics, sources, {}, output_);
        break;
      case TestFormat::Junit:
        write_failure_junit(diagnostics, sources, output_);
        break;
      case TestFormat::Tap:
        write_failure_tap(diagnostics, output_);
        break;
    }
    return kNotChecked;
  }

  bool write_page(const TestRun& run) {
    if (arguments_.coverage_page.empty()) return true;
    Diagnostics diagnostics;
    InputFiles inputs;
    inputs.add(run.suite.sources);
    if (write_file(arguments_.coverage_page, coverage_page(*run.coverage, run.suite.sources), inputs, output_,
                   diagnostics))
      return true;
    tell(diagnostics, run.suite.sources);
    return false;
  }

  /// Whether each policy reaches the minimum of coverage; tells which do not.
  bool has_minimum(const TestRun& run) {
    if (!arguments_.minimum) return true;
    bool is_enough = true;
    for (const testing::PolicyCoverage& each : *run.coverage) {
      if (100.0 * each.share.hit >= *arguments_.minimum * each.share.all) continue;
      is_enough = false;
      output_.write_mistakes(fmt::format("coverage of {} is {}, less than the {:g} % that --min asks for\n",
                                         each.policies->name, each.share.words(), *arguments_.minimum));
    }
    return is_enough;
  }

  bool is_chosen(const testing::Suite& suite, const testing::Test& test) const {
    std::string wanted = lower(arguments_.filter);
    return lower(test.name).find(wanted) != std::string::npos ||
           lower(suite.sources.file(test.place.file).name).find(wanted) != std::string::npos;
  }

  void write(const TestRun& run) {
    switch (arguments_.format) {
      case TestFormat::Text:
        return write_tests_text(run, output_, color_of(STDOUT_FILENO, arguments_.color), output_width());
      case TestFormat::Json:
        return write_tests_json(run, output_);
      case TestFormat::Junit:
        return write_tests_junit(run, output_);
      case TestFormat::Tap:
        return write_tests_tap(run, output_);
    }
  }

  const TestArguments& arguments_;
  Output& output_;
  std::vector<fs::path> paths_, policies_;
};

}  // namespace

int test(const TestArguments& arguments, Output& output) {
  return TestCommand(arguments, output).run();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kTestExamples = R"(
Examples:
  precept test policies/wtsa-res54
  precept test policies --filter associate
  precept test draft_test.precept --policy policies/wtsa-res54
  precept test policies --format junit > tests.xml
  precept test policies/wtsa-res54 --explain
  precept test policies/wtsa-res54 --dump "five sponsors are enough" > five.json
  precept test policies --coverage --min 100
  precept test policies --html coverage.html
  precept test policies/wtsa-res54 --mutate --min-score 98

Exit code: 0 all pass, 1 one fails or less than was asked for is covered or noticed, 2 something is in error or
there is no test.
)";

}  // namespace

Command test_command() {
  auto of = std::make_shared<TestArguments>();
  return {
      .name = "test",
      .help = "Run the tests of a policy",
      .options =
          {{"PATH", &of->paths,
            "Files of tests; a folder: every *_test.precept in it and below (default: .)"},
           {.names = "-p,--policy",
            .target = &of->policies,
            .help = "Where the tests' policy is, if neither beside them nor above; may be given again",
            .value = "PATH",
            .is_repeated = true},
           format_option<TestFormat>(of->format,
                                     {{"text", TestFormat::Text},
                                      {"json", TestFormat::Json},
                                      {"junit", TestFormat::Junit},
                                      {"tap", TestFormat::Tap}},
                                     "text, json, junit or tap"),
           {"--filter", &of->filter, "Only tests with these words in their title or file's name", "WORDS"},
           {.names = "--explain",
            .target = &of->with_reasons,
            .help = "Why failing expectations came out as they did",
            .excludes = {"--mutate"}},
           {.names = "--dump",
            .target = &of->dumped,
            .help = "Write the document of the test with this title, and run nothing",
            .value = "TITLE",
            .excludes = {"--filter", "--explain", "--coverage", "--min", "--html", "--mutate", "--watch"}},
           {"--coverage", &of->with_coverage, "What of the policy the tests have brought about"},
           {.names = "--min",
            .target = &of->minimum,
            .help = "Exit with 1 where less than this share of a policy is covered",
            .value = "PERCENT",
            .range = {{0, 100}}},
           {"--html", &of->coverage_page, "Write the policy, marked with what is covered, to a page", "FILE"},
           {.names = "--mutate",
            .target = &of->is_mutating,
            .help = "Try small changes of the policy: do its tests notice?",
            .excludes = {"--coverage", "--min", "--html"}},
           {.names = "--min-score",
            .target = &of->minimum_score,
            .help = "With --mutate: exit with 1 below this share of changes that are noticed",
            .value = "PERCENT",
            .needs = {"--mutate"},
            .range = {{0, 100}}},
           {.names = "--limit",
            .target = &of->limit,
            .help = "With --mutate: stop after so many seconds",
            .value = "SECONDS",
            .needs = {"--mutate"},
            .range = {{0, std::numeric_limits<double>::infinity()}}},
           {.names = "--jobs",
            .target = &of->jobs,
            .help = "With --mutate: threads (default: as many as the machine has)",
            .value = "COUNT",
            .needs = {"--mutate"},
            .range = {{1, 256}}},
           watch_option(of->is_watching),
           color_option(of->color)},
      .examples = kTestExamples,
      .run = [of](Output& output) {
        const auto once = [&] { return test(*of, output); };
        return of->is_watching ? watch(once, output) : once();
      }};
}

}  // namespace precept::tools
