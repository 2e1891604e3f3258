#include "authoring/server/knowledge/tests_of_policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "authoring/server/common/diagnostics_json.h"
#include "base/file.h"
#include "compiler/pipeline.h"
#include "engine/input/policies.h"

namespace precept::server {

namespace fs = std::filesystem;

namespace {

struct TestedPolicies {
  std::map<std::pair<std::string, fs::path>, std::shared_ptr<const TestedPolicy>> known;
};
struct TestFiles {
  std::map<fs::path, std::pair<FileStamp, std::shared_ptr<const TestFile>>> known;
};

bool is_as_it_was(const Workspace& workspace, const TestedPolicy& policy) {
  return policy.epoch == workspace.epoch() && std::ranges::all_of(policy.stamps, [&](const auto& entry) {
           return workspace.stamp_of(entry.first) == entry.second;
         });
}

/// The policies of this name in the folder of the tests or the nearest one above that has one.
std::vector<fs::path> policies_named(const Workspace& workspace, const std::string& name,
                                     const fs::path& test_file) {
  for (fs::path folder = test_file.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    std::vector<fs::path> found;
    for (const HeadedFile& each : workspace.headed_files(folder)) {
      if (each.head.role == FileRole::Policy && each.head.name == name) found.push_back(each.file);
    }
    if (!found.empty() || folder == folder.parent_path()) return found;
  }
  return {};
}

Json range_of_test(const Document& document, const TestInFile& test, bool is_whole, Encoding encoding) {
  return range_json(document, test.begin, is_whole ? test.body_end : test.end, encoding);
}

}  // namespace

std::string text_now(const Workspace& workspace, const fs::path& file) {
  if (const Document* document = workspace.documents.at(file)) return document->text;
  return read_bytes(file).value_or(std::string());
}

std::shared_ptr<const TestedPolicy> tested_policy(Workspace& workspace, const std::string& name,
                                                  const fs::path& test_file) {
  auto& known = workspace.kept<TestedPolicies>().known[{name, test_file.parent_path()}];
  if (known && is_as_it_was(workspace, *known)) return known;
  auto policy = std::make_shared<TestedPolicy>();
  policy->epoch = workspace.epoch();
  policy->files = policies_named(workspace, name, test_file);
  policy->revisions = {.name = name, .files = policy->files, .models = {}, .programs = {}};
  workspace.put_buffers(policy->sources);
  for (const fs::path& file : policy->files) {
    Diagnostics unheard;  // told of the policy's own file
    auto model =
        read_policy(file, policy->sources, unheard, SourceLock::Ignore, {.parsed = &workspace.parsed()});
    auto bytes = model ? compile(*model, policy->sources, unheard, {.reasons = false}) : std::nullopt;
    auto program = bytes ? input::open_program(std::move(*bytes), file, unheard) : std::nullopt;
    if (!program) {
      policy->revisions.models.clear();
      policy->revisions.programs.clear();
      break;
    }
    policy->revisions.models.push_back(std::move(model));
    policy->revisions.programs.push_back(std::move(*program));
  }
  for (const fs::path& file : policy->files) policy->stamps[file] = workspace.stamp_of(file);
  for (FileId file = 0; file < policy->sources.size(); ++file) {
    const fs::path path = policy->sources.file(file).name;
    policy->stamps[path] = workspace.stamp_of(path);
  }
  known = policy;
  return known;
}

ReadTests read_tests_in(Workspace& workspace, const fs::path& file, const std::string& text) {
  ReadTests result;
  const std::string name = precept::head_of(text).name;
  result.policy = tested_policy(workspace, name, file);
  if (!result.policy->revisions.programs.empty()) {
    testing::read_tests(file.string(), text, result.policy->revisions, result.suite, result.diagnostics);
    return result;
  }
  const FileId source = result.suite.sources.add(file.string(), text);
  ast::Arena arena;
  const ast::TestFile* tree = parse_tests(source, result.suite.sources, arena, result.diagnostics);
  if (result.policy->files.empty() && !tree->policy.text.empty()) {
    result.diagnostics
        .report(DiagnosticKind::NoTestedPolicy, tree->policy.span,
                fmt::format("no policy `{}` lies beside this file or above it", tree->policy.text))
        .with_help("move the tests to their policy");
  }
  return result;
}

TestFile tests_in(const fs::path& path, const std::string& text) {
  TestFile result{.path = path, .policy = {}, .tests = {}};
  Sources sources;
  ast::Arena arena;
  Diagnostics unheard;
  const ast::TestFile* tree = parse_tests(sources.add(path.string(), text), sources, arena, unheard);
  result.policy = tree->policy.text;
  for (const ast::Test& test : tree->tests) {
    TestInFile& to = result.tests.emplace_back();
    if (test.title != nullptr) to.title = test.title->plain;
    to.begin = test.head.begin;
    to.end = test.head.end;
    to.body_end = std::max(test.span.end, test.head.end);
    for (const ast::Expectation& expectation : test.expectations) {
      std::string words;
      for (const ast::ExpectationWord& word : expectation.words)
        words += (words.empty() ? "" : " ") + std::string(word.text);
      to.expectations.push_back(std::move(words));
    }
  }
  return result;
}

std::vector<std::shared_ptr<const TestFile>> test_files_of(Workspace& workspace, const PolicyState& policy) {
  constexpr std::size_t kMostEntries = 2000;
  std::vector<std::shared_ptr<const TestFile>> result;
  if (!policy.analysis || policy.analysis->files().files.empty()) return result;
  const std::string name(policy.analysis->files().files[0].tree->name.text);
  auto& known = workspace.kept<TestFiles>().known;
  std::error_code error;
  std::size_t count = 0;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator each(policy.root.parent_path(), error), end; !error && each != end;
       each.increment(error)) {
    if (++count > kMostEntries) break;
    if (each.depth() >= 1) each.disable_recursion_pending();
    if (kind_of(each->path()) == DocumentKind::Tests) paths.push_back(each->path());
  }
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    auto& [stamp, file] = known[path];
    const FileStamp now = workspace.stamp_of(path);
    if (!file || stamp != now) {
      file = std::make_shared<TestFile>(tests_in(path, text_now(workspace, path)));
      stamp = now;
    }
    if (file->policy == name) result.push_back(file);
  }
  return result;
}

bool expects_of(const TestInFile& test, std::string_view label) {
  return std::ranges::any_of(test.expectations, [&](const std::string& words) {
    return words.starts_with(label) && (words.size() == label.size() || words[label.size()] == ' ');
  });
}

FoundByFile find_in_tests(const Context& context, const Document& document) {
  Workspace& workspace = context.workspace;
  FoundByFile found{.mistakes = {}, .stamps = {}, .epoch = workspace.epoch()};
  const ReadTests tests = read_tests_in(workspace, document.path, document.text);
  found.stamps = tests.policy->stamps;
  found.stamps[document.path] = workspace.stamp_of(document.path);
  Json& mistakes = found.mistakes[document.path] = Json::array();
  for (const Diagnostic& each : tests.diagnostics.all()) {
    Span at = each.labels.empty() ? Span{} : each.labels[0].span;
    const bool is_here = at.has_place() && tests.suite.sources.file(at.file).name == document.path.string();
    if (!is_here) at = {};
    mistakes.push_back(diagnostic_json(each, range_json(document, at.begin, at.end, context.encoding())));
  }
  return found;
}

Json symbols_of_tests(const Context& context, const Document& document) {
  constexpr int kMethodSymbol = 6;
  Json result = Json::array();
  for (const TestInFile& test : tests_in(document.path, document.text).tests) {
    result.push_back({{"name", test.title.empty() ? "test" : test.title},
                      {"kind", kMethodSymbol},
                      {"range", range_of_test(document, test, true, context.encoding())},
                      {"selectionRange", range_of_test(document, test, false, context.encoding())}});
  }
  return result;
}

}  // namespace precept::server
