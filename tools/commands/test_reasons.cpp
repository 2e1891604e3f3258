#include "tools/commands/test_reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/suggest.h"
#include "base/text.h"
#include "engine/engine.h"

namespace precept::tools {

using rendering::FailureReason;
using testing::Failure;
using testing::Test;

namespace {

/// Keeps what is written.
class Kept final : public rendering::Sink {
 public:
  void write(std::string_view text) override { text_ += text; }
  void write_mistakes(std::string_view text) override { text_ += text; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::vector<std::string> readings_of(const Test& test) {
  std::vector<std::string> readings;
  for (const ChosenReading& chosen : test.readings)
    readings.push_back(fmt::format("{}={}", chosen.reading, chosen.choice));
  return readings;
}

/// What is asked where the expectation failed.
Question question_of(const testing::ResolvedExpectation& expected) {
  Question question;
  const bool is_clause = expected.kind == testing::ExpectationKind::Clause;
  const bool is_right = expected.kind == testing::ExpectationKind::Right;
  if (is_clause || is_right) question.subject = expected.subject.value_or("");
  if (is_clause) question.clause = expected.clause;
  if (is_right) question.act = expected.act;
  return question;
}

class FailureExplainer {
 public:
  explicit FailureExplainer(rendering::TestRun& run) : run_(run) {}

  void explain() {
    for (std::size_t i = 0; i < run_.tests.size(); ++i) {
      auto& reasons = run_.reasons.emplace_back();
      for (const Failure& failure : run_.results[i].failures)
        reasons.push_back({norms_of(*run_.tests[i], failure), explanation_of(*run_.tests[i], failure)});
    }
  }

 private:
  const Engine& engine_of(const testing::PolicyRevisions& policies) {
    auto [engine, is_new] = engines_.try_emplace(&policies);
    for (const std::filesystem::path& file : policies.files) {
      if (is_new) engine->second.load(file.string());
    }
    return engine->second;
  }

  std::string explanation_of(const Test& test, const Failure& failure) {
    if (failure.expectation == nullptr) return {};
    const Engine engine =
        engine_of(*test.policies).with({.readings = readings_of(test), .has_project_file = false});
    const DocumentCheck document =
        engine.open_text(fmt::format("the document of \"{}\"", test.name), test.document);
    if (!document.is_open()) return {};
    const Explanation explanation = document.explain(question_of(*failure.expectation));
    if (!explanation.answer) return {};
    Kept kept;
    document.tell(explanation, Form::Text, {.color = Color::Off, .width = output_width()}, kept);
    return kept.text();
  }

  std::vector<std::string> norms_of(const Test& test, const Failure& failure) const {
    std::vector<const model::Section*> sections;
    for (const model::Section& section : test.revision->sections) {
      if (test.revision->records[section.record].name == test.kind) sections.push_back(&section);
    }
    std::vector<std::string> result;
    for (const FindingOrigin& origin : failure.norms) {
      if (origin.section >= sections.size()) continue;
      const model::Section& section = *sections[origin.section];
      result.push_back(words_of(section, section.norms[*origin.norm]));
    }
    return result;
  }

  std::string words_of(const model::Section& section, const model::Norm& norm) const {
    const Sources& sources = run_.suite.sources;
    const LineColumn at = run_.start_of(norm.span);
    std::string_view line = sources.line(norm.span.file, at.line);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::string name = norm.name.empty() ? "" : fmt::format(" ({})", norm.name);
    return fmt::format("{}{}, {}:{}: {}", section.clauses[norm.clause].label, name, run_.file_of(norm.span),
                       at.line, line);
  }

  rendering::TestRun& run_;
  std::map<const testing::PolicyRevisions*, Engine> engines_;
};

}  // namespace

void explain_failures(rendering::TestRun& run) {
  FailureExplainer(run).explain();
}

const Test* test_called(const testing::Suite& suite, const std::string& title, Diagnostics& diagnostics) {
  std::vector<const Test*> found, near;
  std::vector<std::string_view> titles;
  for (const Test& test : suite.tests) {
    titles.push_back(test.name);
    if (test.name == title) found.push_back(&test);
    if (case_folded(test.name).find(case_folded(title)) != std::string::npos) near.push_back(&test);
  }
  if (found.empty()) found = near;
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    diagnostics.report(DiagnosticKind::NoTests, {}, fmt::format("no test has the title `{}`", title))
        .with_help(did_you_mean(title, titles));
    return nullptr;
  }
  auto& mistake = diagnostics.report(
      DiagnosticKind::AmbiguousTest, {},
      fmt::format("{} tests have `{}` in their titles, and one is wanted", found.size(), title));
  constexpr std::size_t kMostListed = 5;
  for (std::size_t i = 0; i < std::min(found.size(), kMostListed); ++i)
    mistake.note(fmt::format("`{}`", found[i]->name));
  if (found.size() > kMostListed) mistake.note(fmt::format("and {} more", found.size() - kMostListed));
  mistake.with_help("write the whole title of one");
  return nullptr;
}

void dump(const Test& test, Output& output) {
  output.write(test.document + "\n");
  std::string options;
  for (const std::string& reading : readings_of(test)) options += " --reading " + reading;
  if (!options.empty())
    output.write_mistakes(fmt::format("the test is read with{}: say so to `precept check`, too\n", options));
}

}  // namespace precept::tools
