// `precept doc`: a policy as pages for people.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "authoring/handbook/forms/html.h"
#include "authoring/handbook/forms/markdown.h"
#include "authoring/handbook/handbook.h"
#include "compiler/pipeline.h"
#include "engine/input/policies.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/site_folder.h"
#include "tools/common/files.h"
#include "tools/common/progress.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

class DocCommand {
 public:
  DocCommand(const DocArguments& arguments, Output& output) : arguments_(arguments), output_(output) {}

  int run() {
    if (is_standard_output(arguments_.target)) output_.reserve_for_data();
    if (!read() || !read_tests() || !measure()) return fail();
    const std::vector<handbook::Page> pages =
        handbook::pages_of({.policy = policy_.get(),
                            .sources = &sources_,
                            .program = &*program_,
                            .lock = lock_ ? &*lock_ : nullptr,
                            .tests = tests_ ? &*tests_ : nullptr,
                            .coverage = coverage_.empty() ? nullptr : &coverage_.front(),
                            .mutants = mutants_ ? &*mutants_ : nullptr});
    if (!write(pages)) return fail();
    output_.write(fmt::format("{}: {} in {}\n", terminal_text(arguments_.target), policy_->name,
                              number_and_noun(pages.size(), "page", "pages")));
    tell();
    return kCompliant;
  }

 private:
  int fail() {
    tell();
    return kNotChecked;
  }

  void tell() {
    output_.flush();
    const Color color = color_of(STDERR_FILENO, arguments_.color);
    if (!diagnostics_.all().empty()) output_.write_mistakes(diagnostics_text(diagnostics_, sources_, color));
    if (const Diagnostics beside = beside_policy(); !beside.all().empty())
      output_.write_mistakes(diagnostics_text(beside, tests_->sources, color));
  }

  /// What was found in the tests. They read the policy once more; what is said of that was said.
  Diagnostics beside_policy() const {
    Diagnostics beside;
    const auto is_of_policy = [&](const Diagnostic& found) {
      if (found.labels.empty() || !found.labels.front().span.has_place()) return false;
      const std::string& name = tests_->sources.file(found.labels.front().span.file).name;
      for (FileId file = 0; file < sources_.size(); ++file) {
        if (sources_.file(file).name == name) return true;
      }
      return false;
    };
    for (const Diagnostic& found : of_tests_.all()) {
      if (!is_of_policy(found)) beside.add(found);
    }
    return beside;
  }

  bool read() {
    const auto file = policy_file_at(arguments_.policy, sources_, diagnostics_);
    if (!file) return false;
    file_ = *file;
    policy_ = read_policy(file_, sources_, diagnostics_);
    auto bytes = policy_ ? compile(*policy_, sources_, diagnostics_) : std::nullopt;
    if (!bytes) return false;
    program_ = open_program(std::move(*bytes), file_, diagnostics_);
    if (!program_) return false;
    if (!policy_->source_lock.empty()) lock_ = source_lock::read_lock(file_, *policy_, diagnostics_);
    return !diagnostics_.has_errors();
  }

  /// The tests of this policy that lie beside it or below. That there are none is no mistake.
  bool read_tests() {
    const std::vector<fs::path> folder{file_.has_parent_path() ? file_.parent_path() : fs::path(".")};
    Diagnostics none;
    std::vector<fs::path> files = testing::find_test_files(folder, none);
    std::erase_if(files, [&](const fs::path& file) { return head_of_file(file).name != policy_->name; });
    if (files.empty()) return true;
    const std::vector<fs::path> policies{file_};
    tests_ = testing::read_suite(files, policies, of_tests_);
    of_tests_.sort_by_place();
    return !of_tests_.has_errors();
  }

  bool measure() {
    if (!tests_) return true;
    if (arguments_.with_coverage) {
      testing::Coverage coverage(*tests_, of_tests_);
      if (of_tests_.has_errors()) return false;
      for (const testing::Test& test : tests_->tests) coverage.run(test);
      coverage_ = coverage.measured();
    }
    if (arguments_.with_mutants) try_mutants();
    return !of_tests_.has_errors();
  }

  void try_mutants() {
    std::vector<const testing::Test*> all;
    for (const testing::Test& test : tests_->tests) all.push_back(&test);
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    testing::MutationOptions options{.jobs = arguments_.jobs == 0 ? threads : arguments_.jobs};
    if (shows_progress(false)) {
      options.on_progress = [&](std::size_t done, std::size_t of) {
        output_.show_status(progress_bar(done, of));
      };
    }
    mutants_ = testing::test_mutants(*tests_, all, options, of_tests_);
    output_.show_status({});
  }

  bool write(const std::vector<handbook::Page>& pages) {
    if (arguments_.format == DocFormat::Html) {
      SiteFolder site(arguments_.target, SiteOf::Policy);
      handbook::write_html(pages, site);
      return site.finish(diagnostics_);
    }
    InputFiles inputs;
    inputs.add(sources_);
    if (tests_) inputs.add(tests_->sources);
    return write_file(arguments_.target, handbook::markdown(pages), inputs, output_, diagnostics_);
  }

  const DocArguments& arguments_;
  Output& output_;
  Sources sources_;
  Diagnostics diagnostics_, of_tests_;
  fs::path file_;
  std::unique_ptr<model::Model> policy_;
  std::optional<Program> program_;
  std::optional<source_lock::Lock> lock_;
  std::optional<testing::Suite> tests_;
  std::vector<testing::PolicyCoverage> coverage_;
  std::optional<testing::MutationReport> mutants_;
};

}  // namespace

int doc(const DocArguments& arguments, Output& output) {
  return DocCommand(arguments, output).run();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kDocExamples = R"(
Examples:
  precept doc policies/wtsa-res54 -o handbook/
  precept doc house.precept -o handbook.md --format markdown
  precept doc policies/wtsa-res54 -o handbook/ --coverage --mutants

Exit code: 0 it is written, 2 an error, and nothing is.
)";

const std::map<std::string, DocFormat> kDocFormats{{"html", DocFormat::Html},
                                                   {"markdown", DocFormat::Markdown}};

}  // namespace

Command doc_command() {
  auto of = std::make_shared<DocArguments>();
  return {.name = "doc",
          .help = "Write a policy as pages for people: each clause in words, with its tests and what it uses",
          .options = {{.names = "POLICY",
                       .target = &of->policy,
                       .help = "A policy file, or a folder with one policy",
                       .is_required = true},
                      {.names = "-o,--output",
                       .target = &of->target,
                       .help = "The folder/ to write; with --format markdown a file, -: standard output",
                       .value = "PATH",
                       .is_required = true},
                      format_option<DocFormat>(of->format, kDocFormats,
                                               "html (a page for each clause) or markdown (one file)"),
                      {"--coverage", &of->with_coverage,
                       "Run the tests, and tell what of each clause they cover"},
                      {"--mutants", &of->with_mutants,
                       "Try small changes of the policy, and tell which the tests do not notice; takes time"},
                      {.names = "--jobs",
                       .target = &of->jobs,
                       .help = "With --mutants: threads (default: as many as the machine has)",
                       .value = "COUNT",
                       .needs = {"--mutants"},
                       .range = {{1, 256}}},
                      color_option(of->color)},
          .examples = kDocExamples,
          .run = [of](Output& output) { return doc(*of, output); }};
}

}  // namespace precept::tools
