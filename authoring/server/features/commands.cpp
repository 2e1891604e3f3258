#include "authoring/server/common/commands.h"

#include <fmt/format.h>

#include "authoring/server/documents/uri.h"
#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/tests_of_policy.h"
#include "authoring/server/records/record_features.h"
#include "testing/coverage/coverage.h"

namespace precept::server {

namespace {

namespace fs = std::filesystem;

std::string text_or_empty(const Json& of, const char* name) {
  return of.contains(name) && of[name].is_string() ? of[name].get<std::string>() : "";
}

fs::path file_in(const Json& argument) {
  return path_of_uri(text_member(argument, "uri"));
}

/// The files of tests that a command is about: the one that it names, else those of the policy.
std::vector<fs::path> test_files_for(const Context& context, const fs::path& file) {
  if (kind_of(file) == DocumentKind::Tests) return {file};
  std::vector<fs::path> result;
  const auto policy = context.workspace.state(context.workspace.root_of(file));
  for (const auto& each : test_files_of(context.workspace, *policy)) result.push_back(each->path);
  return result;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

bool is_about(const testing::Test& test, const std::string& label) {
  for (const testing::ResolvedExpectation& each : test.expectations)
    if (each.kind == testing::ExpectationKind::Clause && each.clause == label) return true;
  return false;
}

/// Runs tests of files and gathers what failed.
class TestRunOf {
 public:
  TestRunOf(const Context& context, std::string title, std::string clause)
      : context_(context), title_(std::move(title)), clause_(std::move(clause)) {}

  void run(const fs::path& file) {
    const ReadTests tests = read_tests_in(context_.workspace, file, text_now(context_.workspace, file));
    if (tests.diagnostics.has_errors() || tests.policy->revisions.programs.empty()) {
      const std::string why = tests.diagnostics.all().empty() ? "its policy has mistakes"
                                                              : tests.diagnostics.all().front().message;
      not_run_.push_back(fmt::format("{}: {}", file.filename().string(), why));
      return;
    }
    for (const testing::Test& test : tests.suite.tests) {
      if (!is_chosen(test, tests.suite.sources)) continue;
      const testing::TestResult result = testing::run(test, tests.policy->revisions.all_programs());
      result.passed() ? ++passed_ : ++failed_;
      for (const testing::Failure& failure : result.failures) add(test, failure, file, tests.suite.sources);
    }
  }

  Json result() const {
    std::string message = fmt::format("{} passed, {} failed", counted(passed_, "test"), failed_);
    if (passed_ + failed_ == 0 && not_run_.empty()) message = "there is no such test";
    for (const std::string& why : not_run_) message += fmt::format("; not run: {}", why);
    for (const Json& each : failures_)
      message += fmt::format("\n{}: expected {}, found {}", each["test"].get<std::string>(),
                             each["expected"].get<std::string>(), each["found"].get<std::string>());
    return {{"passed", passed_},     {"failed", failed_},  {"notRun", not_run_.size()},
            {"failures", failures_}, {"message", message}, {"isGood", failed_ == 0 && not_run_.empty()}};
  }

 private:
  bool is_chosen(const testing::Test& test, const Sources& sources) const {
    if (!clause_.empty()) return is_about(test, clause_);
    if (title_.empty() || test.name == title_) return true;
    // The rows of a test have the values in its title; the place is the same file's.
    const std::string prefix = title_.substr(0, title_.find('{'));
    return prefix.size() < title_.size() && test.name.starts_with(prefix) &&
           !sources.text(test.place).empty();
  }

  void add(const testing::Test& test, const testing::Failure& failure, const fs::path& file,
           const Sources& sources) {
    const std::string& text = sources.file(failure.place.file).text;
    failures_.push_back({{"test", test.name},
                         {"uri", uri_of(context_.workspace, file)},
                         {"range", range_json(TextLines(text), text, failure.place.begin, failure.place.end,
                                              context_.encoding())},
                         {"expected", failure.expected},
                         {"found", failure.found},
                         {"because", failure.because}});
  }

  const Context& context_;
  std::string title_, clause_;
  std::size_t passed_ = 0, failed_ = 0;
  std::vector<std::string> not_run_;
  Json failures_ = Json::array();
};

Json run_tests(const Context& context, const Json& argument) {
  TestRunOf tests(context, text_or_empty(argument, "test"), text_or_empty(argument, "clause"));
  for (const fs::path& file : test_files_for(context, file_in(argument))) tests.run(file);
  return tests.result();
}

/// The coverage by the tests that were saved.
Json show_coverage(const Context& context, const Json& argument) {
  const fs::path file = file_in(argument);
  const std::vector<fs::path> files = test_files_for(context, file);
  Diagnostics diagnostics;
  const testing::Suite suite = testing::read_suite(files, {}, diagnostics);
  std::optional<testing::Coverage> coverage;
  if (!files.empty() && !diagnostics.has_errors()) coverage.emplace(suite, diagnostics);
  if (!coverage || diagnostics.has_errors()) {
    const std::string why = files.empty()               ? "there are no tests"
                            : diagnostics.all().empty() ? ""
                                                        : diagnostics.all().front().message;
    throw RequestError(ErrorCode::RequestFailed, "the coverage cannot be measured: " + why);
  }
  for (const testing::Test& test : suite.tests) coverage->run(test);
  Json missing = Json::array();
  std::string message;
  for (const testing::PolicyCoverage& policy : coverage->measured()) {
    message += fmt::format("{}coverage of {}: {}", message.empty() ? "" : "; ", policy.policies->name,
                           policy.share.words());
    for (const testing::MissingPlace& each : testing::missing_places(policy)) {
      const Span at = each.point->place;
      const std::string& text = suite.sources.file(at.file).text;
      missing.push_back({{"uri", uri_of(context.workspace, plain_path(suite.sources.file(at.file).name))},
                         {"range", range_json(TextLines(text), text, at.begin, at.end, context.encoding())},
                         {"owner", each.point->owner},
                         {"message", each.words}});
      message += fmt::format("\n{}: {}", each.point->owner, each.words);
    }
  }
  return {{"missing", std::move(missing)}, {"message", message}, {"isGood", true}};
}

Json explain_on(const Context& context, const Json& argument) {
  const std::string uri = text_or_empty(argument, "document");
  if (uri.empty())
    throw RequestError(ErrorCode::RequestFailed,
                       "open a document of the policy's kind, on which it is explained");
  const fs::path file = path_of_uri(uri);
  const std::string text =
      explanation_of(context, file, text_now(context.workspace, file), text_or_empty(argument, "clause"));
  return {{"text", text}, {"message", text}, {"isGood", true}};
}

}  // namespace

Json command_names() {
  return Json::array({kRunTests, kShowCoverage, kExplain});
}

Json execute_command(const Context& context, const Json& params) {
  const std::string command = text_member(params, "command");
  const bool has_argument = params.contains("arguments") && params["arguments"].is_array() &&
                            !params["arguments"].empty() && params["arguments"][0].is_object();
  if (!has_argument) throw RequestError(ErrorCode::InvalidParams, "a command has one object in `arguments`");
  const Json& argument = params["arguments"][0];
  if (command == kRunTests) return run_tests(context, argument);
  if (command == kShowCoverage) return show_coverage(context, argument);
  if (command == kExplain) return explain_on(context, argument);
  throw RequestError(ErrorCode::InvalidParams, fmt::format("there is no command `{}`", command));
}

}  // namespace precept::server
