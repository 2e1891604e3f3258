#include "base/version.h"
#include "render/json/writer.h"
#include "render/testing/coverage.h"
#include "render/testing/tests.h"

namespace precept::rendering {

namespace {

void write_place(const TestRun& run, Span place, JsonWriter& json) {
  LineColumn at = run.start_of(place);
  json.key("file").value(run.file_of(place));
  json.key("line").value(at.line);
  json.key("column").value(at.column);
}

}  // namespace

void write_tests_json(const TestRun& run, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("passed").value(static_cast<std::uint32_t>(run.tests.size() - run.failed()));
  json.key("failed").value(static_cast<std::uint32_t>(run.failed()));
  json.key("tests").begin_array();
  for (std::size_t i = 0; i < run.tests.size(); ++i) {
    const testing::Test& test = *run.tests[i];
    json.begin_object();
    json.key("name").value(test.name);
    json.key("policy").value(test.policies->name);
    write_place(run, test.place, json);
    json.key("passed").value(run.results[i].passed());
    if (!run.results[i].passed()) json.key("failures").begin_array();
    for (std::size_t f = 0; f < run.results[i].failures.size(); ++f) {
      const testing::Failure& failure = run.results[i].failures[f];
      json.begin_object();
      json.key("expected").value(failure.expected);
      json.key("found").value(failure.found);
      json.key("because").begin_array();
      for (const std::string& reason : failure.because) json.value(reason);
      json.end();
      write_place(run, failure.place, json);
      if (!run.reasons.empty()) {
        json.key("norms").begin_array();
        for (const std::string& norm : run.reasons[i][f].norms) json.value(norm);
        json.end();
        json.key("explanation").value(run.reasons[i][f].explanation);
      }
      json.end();
    }
    if (!run.results[i].passed()) json.end();
    json.end();
  }
  json.end();
  if (run.coverage) write_coverage_json(*run.coverage, run.suite.sources, json.key("coverage"));
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
