// Lenses above what can be run: the tests of a clause, the coverage of a policy, the clause on a document.
#include <fmt/format.h>

#include "authoring/server/common/commands.h"
#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/tests_of_policy.h"
#include "authoring/server/records/record_features.h"

namespace precept::server {

namespace {

Json lenses_of_tests(const Context& context, const Document& document) {
  Json result = Json::array();
  const TestFile file = tests_in(document.path, document.text);
  const Json start = range_json(document, 0, 0, context.encoding());
  if (!file.tests.empty())
    result.push_back(lens_json(start, "run all tests", kRunTests, {{"uri", document.uri}}));
  for (const TestInFile& test : file.tests) {
    if (test.title.empty()) continue;
    result.push_back(lens_json(range_json(document, test.begin, test.end, context.encoding()), "run test",
                               kRunTests, {{"uri", document.uri}, {"test", test.title}}));
  }
  return result;
}

std::size_t count_of_tests(const std::vector<std::shared_ptr<const TestFile>>& files,
                           std::string_view label) {
  std::size_t count = 0;
  for (const auto& file : files)
    for (const TestInFile& test : file->tests) count += label.empty() || expects_of(test, label) ? 1 : 0;
  return count;
}

std::string in_number(std::size_t count) {
  return count == 0 ? "no test" : count == 1 ? "run 1 test" : fmt::format("run {} tests", count);
}

/// An open buffer with a document of a kind that the policy is about.
std::string document_for(const Context& context, const PolicyState& policy) {
  for (const auto& [path, document] : context.workspace.documents.all()) {
    if (kind_of(path) == DocumentKind::Record && is_of_policy(document, policy)) return document.uri;
  }
  return {};
}

Json lenses_of_policy(const Context& context, const Document& document) {
  Json result = Json::array();
  const Spot spot = spot_at(context, document, 0);
  if (!spot.is_known()) return result;
  const auto files = test_files_of(context.workspace, *spot.policy);
  const std::string on = document_for(context, *spot.policy);
  for (const analysis::Declaration& each : spot.analysis().declarations()) {
    if (each.name_span.file != spot.file) continue;
    const Json range = range_json(*spot.policy, each.name_span, context.encoding());
    if (each.kind == analysis::DeclarationKind::Policy) {
      const std::size_t count = count_of_tests(files, {});
      result.push_back(lens_json(range, in_number(count), kRunTests, {{"uri", document.uri}}));
      if (count > 0) result.push_back(lens_json(range, "coverage", kShowCoverage, {{"uri", document.uri}}));
    } else if (each.kind == analysis::DeclarationKind::Clause) {
      Json of_clause = {{"uri", document.uri}, {"clause", std::string(each.name)}};
      result.push_back(lens_json(range, in_number(count_of_tests(files, each.name)), kRunTests, of_clause));
      if (on.empty()) continue;
      of_clause["document"] = on;
      result.push_back(lens_json(range, "explain on the document", kExplain, of_clause));
    }
  }
  return result;
}

}  // namespace

Json code_lenses(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  switch (kind_of(document.path)) {
    case DocumentKind::Tests:
      return lenses_of_tests(context, document);
    case DocumentKind::Policy:
      return lenses_of_policy(context, document);
    case DocumentKind::Record:
      return lenses_of_record(context, document);
    case DocumentKind::Other:
      break;
  }
  return Json::array();
}

}  // namespace precept::server
