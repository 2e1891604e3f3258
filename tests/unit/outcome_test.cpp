// From a run to its report: the same in slices of any size; pointers, places and names of rows; the missing
// evidence that still matters, and no other.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "base/moment.h"
#include "compiler/pipeline.h"
#include "runtime/check/check.h"
#include "runtime/evidence/finding_texts.h"
#include "runtime/phrasing/wording.h"
#include "runtime/read/json/json.h"
#include "runtime/verify/open.h"
#include "tests/common/scratch_folder.h"

using namespace precept;

namespace {

namespace fs = std::filesystem;

Program program_of(const fs::path& policy) {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(policy, sources, diagnostics);
  auto bytes = model ? compile(*model, sources, diagnostics) : std::nullopt;
  REQUIRE_MESSAGE(bytes, diagnostics_text(diagnostics, sources, Color::Off));
  auto program = open_program(std::move(*bytes));
  REQUIRE_MESSAGE(program, program.error().message);
  return std::move(*program);
}

/// A policy that is written where the test stands.
Program program_from(std::string_view text) {
  const test::ScratchFolder scratch;
  fs::path file = scratch.path() / "policy.precept";
  std::ofstream(file) << text;
  return program_of(file);
}

DocumentReport report_of(const Program& program, std::string_view text, std::uint32_t slice_rows,
                         ReportDetail detail = {}) {
  Sources sources;
  FileId file = sources.add("document.json", std::string(text));
  DocumentReport report;
  auto document = read_json(file, sources, program, 0, report.diagnostics);
  REQUIRE_MESSAGE(document, diagnostics_text(report.diagnostics, sources, Color::Off));
  evaluate(program, *document, sources, report, {.slice_rows = slice_rows}, detail);
  return report;
}
DocumentReport report_of(const Program& program, std::string_view text) {
  return report_of(program, text, MachineOptions::kWhole);
}

std::string line_of(const OpenPoint& point) {
  return fmt::format("  ? {} | {} | {} | {} | {} | {}:{}:{}\n", point.judgement, point.about, point.asks,
                     point.from, point.subject, point.at.file, point.at.line, point.at.column);
}

/// Everything a report says, to be compared.
std::string text_of(const DocumentReport& report) {
  std::string text = report.verdict ? to_string(*report.verdict) : "no verdict";
  text += "\n";
  for (const Finding& finding : report.findings) {
    text += fmt::format("{} {} {} {} \"{}\" \"{}\" [{}] {}:{}\n", finding.clause, to_string(finding.outcome),
                        to_string(finding.level), finding.subject, finding.name, finding.message,
                        fmt::join(finding.acts, ","), finding.at.line, finding.at.column);
    for (const OpenPoint& point : finding.missing) text += line_of(point);
  }
  for (const SubjectRights& subject : report.rights) {
    text += fmt::format("{} \"{}\"", subject.subject, subject.name);
    for (const ActRight& act : subject.acts) {
      text += fmt::format(" {}={}({})", act.act, to_string(act.right), fmt::join(act.by, ","));
    }
    text += "\n";
  }
  for (const OpenPoint& point : report.open_questions) text += line_of(point);
  return text;
}

constexpr const char* kGarden = R"(policy garden

record Leaf
  green : truth

record Twig
  name   : text or none
  leaves : list of Leaf

record Tree
  kind_of_tree : text
  age          : int
  twigs        : list of Twig
  planted      : text or none

judgement healthy(t: Twig, d: Tree)
  asks "Is twig {t.name} of {d.kind_of_tree} healthy?"
  from "a gardener"

about Tree d

clause age
  shall ensure d.age >= 3 or count(d.twigs) > 2
    otherwise "{d.kind_of_tree} is {d.age} years old"

clause health
  shall ensure count(t in d.twigs where healthy(t, d)) >= 1
    otherwise "{count(t in d.twigs where healthy(t, d))} healthy twigs"

about Tree d, each t in d.twigs, each l in t.leaves

clause green
  shall ensure l.green
    otherwise "a leaf of {t.name} is not green"
)";

std::string many_twigs(int count, int brown) {
  std::string text = R"({"kind": "Tree", "kind_of_tree": "elm", "age": 1, "attestations": [
    {"judgement": "healthy", "about": "t0", "value": true, "by": "Gus", "date": "2024-01-01"}], "twigs": [)";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("{}\n{{\"name\": \"t{}\", \"leaves\": [{{\"green\": true}}, {{\"green\": {}}}]}}",
                        i > 0 ? "," : "", i,
                        i == brown        ? "false"
                        : i == brown + 70 ? "null"
                                          : "true");
  }
  return text + "]}";
}

const OpenPoint* find(const std::vector<OpenPoint>& points, std::string_view subject) {
  for (const OpenPoint& point : points) {
    if (point.subject == subject) return &point;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a report is the same in slices and whole") {
  Program program = program_from(kGarden);
  for (int brown : {0, 63, 64, 130, -1}) {
    std::string document = many_twigs(150, brown);
    std::string whole = text_of(report_of(program, document));
    CHECK(whole == text_of(report_of(program, document, 64)));
    CHECK((whole.find("\"a leaf of") != std::string::npos) == (brown >= 0));
  }
}

TEST_CASE("the reports of the examples are the same in slices and whole") {
  fs::path root = PRECEPT_ROOT;
  Program program = program_of(root / "policies/wtsa-res54/res54.precept");
  int count = 0;
  for (const auto& entry : fs::directory_iterator(root / "examples/res54")) {
    if (entry.path().extension() != ".json") continue;
    Sources sources;
    auto file = sources.read(entry.path());
    REQUIRE(file);
    Diagnostics diagnostics;
    auto head = peek_json(*file, sources, diagnostics);
    REQUIRE(head);
    for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
      if (program.text(program.units[unit].kind) != head->kind) continue;
      auto document = read_json(*file, sources, program, unit, diagnostics);
      REQUIRE(document);
      DocumentReport whole, sliced;
      evaluate(program, *document, sources, whole);
      evaluate(program, *document, sources, sliced, {.slice_rows = 64});
      CHECK_MESSAGE(text_of(whole) == text_of(sliced), entry.path().string());
      CHECK(whole.findings.size() + whole.rights.size() > 0);
      ++count;
    }
  }
  CHECK(count > 10);
}

TEST_CASE("a finding says where it is: pointer, name and place, in nested lists too") {
  Program program = program_from(kGarden);
  DocumentReport report = report_of(program, many_twigs(80, 5));
  const Finding* found = nullptr;
  for (const Finding& finding : report.findings) {
    if (finding.outcome == Outcome::Violated && finding.clause == "green") found = &finding;
  }
  REQUIRE(found != nullptr);
  CHECK(found->subject == "/twigs/5/leaves/1");
  CHECK(found->message == "a leaf of t5 is not green");
  CHECK(found->at.line == 8);
  CHECK(found->at.column == 54);  // where it says that it is not green
  CHECK(report.verdict == Verdict::NonCompliant);
  CHECK(report.open_questions.empty());
}

TEST_CASE("places count code points, on one long line too") {
  Program program = program_from(kGarden);
  std::string document =
      R"({"kind": "Tree", "kind_of_tree": "Ölbaum", "age": 1, "twigs": [{"name": "ä", "leaves": )"
      R"([{"green": false}, {"green": false}]}, {"leaves": [{"green": false}]}]})";
  DocumentReport report = report_of(program, document);
  std::vector<std::uint32_t> columns;
  for (const Finding& finding : report.findings) {
    if (finding.clause == "green") columns.push_back(finding.at.column);
  }
  CHECK(columns == std::vector<std::uint32_t>{99, 117, 149});
  CHECK(report.findings.back().message == "a leaf of none is not green");
}

TEST_CASE("a finding about the document stands where its norm looks") {
  Program program = program_from(kGarden);
  DocumentReport report =
      report_of(program, "{\"kind\": \"Tree\",\n \"kind_of_tree\": \"elm\",\n \"age\": 1,\n \"twigs\": []}");
  REQUIRE(report.findings.size() == 2);
  CHECK(report.findings[0].clause == "age");
  CHECK(report.findings[0].at.line == 3);
  CHECK(report.findings[0].at.column == 9);
  CHECK(report.findings[0].message == "elm is 1 years old");
  CHECK(report.findings[1].at.line == 4);
}

TEST_CASE("what is missing is named once, and only what still matters") {
  Program program = program_from(kGarden);
  // `age` no longer matters: there are three twigs. Of the twigs one was judged, but not well.
  DocumentReport report = report_of(program, R"({"kind": "Tree", "kind_of_tree": "elm",
    "twigs": [{"name": "a", "leaves": []}, {"name": "b", "leaves": []}, {"name": "c", "leaves": [{}]}],
    "attestations": [{"judgement": "healthy", "about": "b", "value": false, "by": "Gus", "date": "2024-01-01"}]})");
  CHECK(report.verdict == Verdict::Undetermined);
  CHECK(find(report.open_questions, "/age") == nullptr);
  CHECK(find(report.open_questions, "/twigs/1") == nullptr);
  REQUIRE(report.open_questions.size() == 3);
  const OpenPoint* first = find(report.open_questions, "/twigs/0");
  REQUIRE(first != nullptr);
  CHECK(first->judgement == "healthy");
  CHECK(first->about == "a");
  CHECK(first->asks == "Is twig a of elm healthy?");
  CHECK(first->from == "a gardener");
  CHECK(find(report.open_questions, "/twigs/2") != nullptr);
  const OpenPoint* leaf = find(report.open_questions, "/twigs/2/leaves/0/green");
  REQUIRE(leaf != nullptr);
  CHECK(leaf->judgement.empty());
  CHECK(leaf->asks == "Is `green` yes or no for /twigs/2/leaves/0?");
}

TEST_CASE("a judgement about somebody without a name asks for the name") {
  Program program = program_from(kGarden);
  DocumentReport report = report_of(program, R"({"kind": "Tree", "kind_of_tree": "elm", "age": 9,
    "twigs": [{"leaves": []}]})");
  REQUIRE(report.open_questions.size() == 1);
  CHECK(report.open_questions[0].subject == "/twigs/0/name");
}

TEST_CASE("only what is wanted is told, and the counts tell the rest") {
  Program program = program_from(kGarden);
  std::string document = many_twigs(150, -1);
  DocumentReport all = report_of(program, document);
  DocumentReport brief = report_of(program, document, 64, {.settled_findings = false, .rights = false});
  CHECK(all.findings.size() == 302);
  CHECK(brief.verdict == all.verdict);
  CHECK(brief.counts.satisfied == all.counts.satisfied);
  CHECK(brief.counts.subjects == 300);
  for (const Finding& finding : brief.findings) CHECK(finding.outcome == Outcome::Undetermined);
}

TEST_CASE("an overflow is a warning that names its place in the policy") {
  Program program = program_from(R"(policy big

record Box
  side : int

about Box b

clause volume
  shall ensure b.side * b.side * b.side < 1000
)");
  DocumentReport report = report_of(program, R"({"kind": "Box", "side": 9000000000000000000})");
  CHECK(report.verdict == Verdict::Undetermined);
  REQUIRE(report.diagnostics.all().size() >= 1);
  CHECK(report.diagnostics.all()[0].kind == DiagnosticKind::Overflow);
  CHECK(report.diagnostics.all()[0].notes[0].find("policy.precept:9:") != std::string::npos);
  CHECK_FALSE(report.diagnostics.has_errors());
  CHECK(report_of(program, R"({"kind": "Box", "side": 9})").diagnostics.all().empty());
}

TEST_CASE("numbers as people read them") {
  CHECK(format_interval(Interval::exactly(3), ValueType::Int) == "3");
  CHECK(format_interval({1, 3}, ValueType::Int) == "1 to 3");
  CHECK(format_interval({1, Interval::unknown().high}, ValueType::Int) == "at least 1");
  CHECK(format_interval({Interval::unknown().low, 3}, ValueType::Int) == "at most 3");
  CHECK(format_interval(Interval::unknown(), ValueType::Int) == "an unknown number");
  CHECK(format_interval(Interval::none(), ValueType::Int) == "none");
  CHECK(format_interval(Interval::exactly(1), ValueType::Duration) == "1 day");
  CHECK(format_interval(Interval::exactly(-2), ValueType::Duration) == "-2 days");
  CHECK(format_interval({1, 3}, ValueType::Duration) == "1 to 3 days");
  CHECK(format_interval(Interval::unknown(), ValueType::Duration) == "an unknown number of days");
  CHECK(format_interval(Interval::exactly(1), ValueType::Months) == "1 month");
  CHECK(format_interval(Interval::exactly(18), ValueType::Months) == "18 months");
  CHECK(format_interval(Interval::exactly(-24), ValueType::Months) == "-2 years");
  CHECK(format_interval({6, 12}, ValueType::Months) == "6 months to 1 year");
  CHECK(format_interval(Interval::exactly(86'400), ValueType::Hours) == "24 hours");
  CHECK(format_interval(Interval::exactly(-5'400), ValueType::Hours) == "-(1 hour 30 minutes)");
  CHECK(format_interval(Interval::exactly(0), ValueType::Hours) == "0 hours");
  CHECK(format_interval({45, 3'601}, ValueType::Hours) == "45 seconds to 1 hour 1 second");
  CHECK(format_interval(Interval::unknown(), ValueType::Hours) == "an unknown number of hours");
  const std::int64_t moment = *parse_moment("2024-05-01T14:30:15+02:00");
  CHECK(format_interval(Interval::exactly(moment), ValueType::Moment) == "2024-05-01 14:30:15 +02:00");
  CHECK(format_interval({moment, moment + 1}, ValueType::Moment) == "unknown");
  CHECK(format_interval(Interval::exactly(0), ValueType::Moment) == "unknown");
  CHECK(format_interval(Interval::exactly(2'500'000), ValueType::Number) == "2.5");
  CHECK(format_interval(Interval::exactly(-12'000'000), ValueType::Number) == "-12");
  CHECK(format_interval({15'811'388, 15'811'389}, ValueType::Number) == "about 15.81");
  CHECK(format_interval({1'500'000, 2'000'000}, ValueType::Number) == "1.5 to 2");
  CHECK(format_interval({12, 13}, ValueType::Number) == "about 0.00001");
  CHECK(format_interval({14, 15}, ValueType::Number) == "0.000014 to 0.000015");
  CHECK(format_interval({4'999, 5'000}, ValueType::Number) == "about 0.005");
}
