// Coverage: the points of a policy, the documents that hit them, what is told of the others, and `--min`.
#include "testing/coverage/coverage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/pipeline.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/read/json/json.h"
#include "runtime/verify/open.h"
#include "tests/common/command_folder.h"

using namespace precept;
namespace fs = std::filesystem;

namespace {

constexpr const char* kWard = R"(policy ward

enum Act
  enter stay

record Guest
  name     : text
  age      : int
  escorted : truth
  pass     : text or none
  acts     : set of Act default {}

record Visit
  open   : truth
  guests : list of Guest

define is_grown(g: Guest): truth
  = g.age >= 18
    or g.escorted or g.pass is given

about Visit v

clause rule 1
  shall ensure count(v.guests) > 0
    when v.open

clause note
  informative "nothing to decide"

about Visit v, each g in v.guests

acts enter, stay
  exercised g.acts

clause rule 2
  applies when v.open
  shall not enter, stay
    unless is_grown(g)      -- whoever is grown may
  however "for a moment"
    may enter
      when g.age > 14

clause rule 3
  should ensure is_grown(g)
)";

/// Each brings about something that no other does.
const std::vector<std::string> kTests = {
    R"(test "an empty ward"
  given Visit {open: yes, guests: []}
  expect rule 1 violated
)",
    R"(test "a closed ward"
  given Visit {open: no, guests: [{name: "A", age: 12, escorted: no}]}
  expect rule 1 not applicable
  expect guests "A" enter silent
)",
    R"(test "children stay outside"
  given Visit {open: yes, guests: [{name: "A", age: 12, escorted: no}]}
  expect rule 1 satisfied
  expect rule 3 violated
  expect guests "A" enter forbidden by rule 2
)",
    R"(test "at fifteen one may look in"
  given Visit {open: yes, guests: [{name: "A", age: 15, escorted: no}]}
  expect guests "A" may enter by rule 2
)",
    R"(test "grown guests"
  given Visit {open: yes, guests: [{name: "A", age: 18, escorted: no}]}
  expect rule 3 satisfied
)",
    R"(test "escorted guests"
  given Visit {open: yes, guests: [{name: "A", age: 12, escorted: yes}]}
  expect rule 3 satisfied
)",
    R"(test "guests with a pass"
  given Visit {open: yes, guests: [{name: "A", age: 12, escorted: no, pass: "P1"}]}
  expect rule 3 satisfied
)"};

class CoverageFolder : public precept::test::CommandFolder {
 public:
  Result run(const std::string& arguments) const { return shell("precept test " + arguments); }
};

std::string file_of(const std::vector<std::string>& tests) {
  std::string text = "tests ward\n";
  for (const std::string& test : tests) text += "\n" + test;
  return text;
}

/// The only policy's coverage by these tests.
testing::PolicyCoverage coverage_of(const std::string& policy, const std::vector<std::string>& tests) {
  CoverageFolder folder;
  folder.write("ward.precept", policy);
  folder.write("ward_test.precept", file_of(tests));
  Diagnostics diagnostics;
  std::vector<fs::path> paths{folder.path()};
  testing::Suite suite = testing::read_suite(paths, {}, diagnostics);
  testing::Coverage coverage(suite, diagnostics);
  INFO(diagnostics_text(diagnostics, suite.sources, Color::Off));
  REQUIRE(!diagnostics.has_errors());
  for (const testing::Test& test : suite.tests) {
    CAPTURE(test.name);
    CHECK(coverage.run(test).passed());
  }
  auto measured = coverage.measured();
  REQUIRE(measured.size() == 1);
  return std::move(measured[0]);
}

/// What is missing, each way for itself.
std::set<std::string> missing(const testing::PolicyCoverage& coverage) {
  std::set<std::string> result;
  for (const testing::CoveragePoint& point : coverage.points) {
    if (!point.is_hit) result.insert(point.owner + ": " + point.missing());
  }
  return result;
}

std::string guest(const std::string& fields, const std::string& open = "yes") {
  return "test \"it\"\n  given Visit {open: " + open + ", guests: [{name: \"A\", " + fields +
         "}]}\n  expect rule 1 not violated\n";
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every kind of point, each missing and each hit") {
  auto none =
      coverage_of(kWard, {"test \"it\"\n  given Visit {guests: []}\n  expect verdict undetermined\n"});
  std::set<std::string> all = {
      "rule 1: `when v.open` was never yes",
      "rule 1: `when v.open` was never no",
      "rule 1: `ensure count(v.guests) > 0` was never yes",
      "rule 1: `ensure count(v.guests) > 0` was never no",
      "rule 2: `applies when v.open` was never yes",
      "rule 2: `applies when v.open` was never no",
      "rule 2: `unless is_grown(g)` was never yes",
      "rule 2: `unless is_grown(g)` was never no",
      "rule 2: the exception `may enter` never defeated a norm",
      "rule 2: the exception `may enter` never spared a norm",
      "rule 2: `shall not enter, stay` was never in effect",
      "rule 2: `shall not enter, stay` was never out of effect",
      "rule 2: `when g.age > 14` was never yes",
      "rule 2: `when g.age > 14` was never no",
      "rule 2: `may enter` was never in effect",
      "rule 2: `may enter` was never out of effect",
      "rule 3: `ensure is_grown(g)` was never yes",
      "rule 3: `ensure is_grown(g)` was never no",
      "is_grown: `g.age >= 18` never decided its `or` alone",
      "is_grown: `g.escorted` never decided its `or` alone",
      "is_grown: `g.pass is given` never decided its `or` alone",
  };
  CHECK(missing(none) == all);
  CHECK(none.share.all == all.size());
  CHECK(none.unnamed == std::vector<std::string>{"rule 1", "rule 2", "rule 3"});

  auto whole = coverage_of(kWard, kTests);
  CHECK(missing(whole) == std::set<std::string>{});
  CHECK(whole.share.words() == "100 %");
  CHECK(whole.unnamed.empty());
  std::vector<std::string> rows;
  for (const auto& row : whole.rows) rows.push_back(row.name + " " + std::to_string(row.share.all));
  CHECK(rows == std::vector<std::string>{"rule 1 4", "rule 2 12", "rule 3 2", "is_grown 3"});
}

TEST_CASE("an operand decides an `or` where it is yes and no other is") {
  auto decides = [](const std::string& fields) {
    std::vector<std::string> result;
    for (const auto& point : coverage_of(kWard, {guest(fields)}).points) {
      if (point.kind == program::PointKind::Disjunct && point.is_hit) result.push_back(point.excerpt);
    }
    return result;
  };
  using Excerpts = std::vector<std::string>;
  CHECK(decides("age: 20, escorted: no") == Excerpts{"g.age >= 18"});
  CHECK(decides("age: 20") == Excerpts{"g.age >= 18"});  // whether escorted is unknown: not yes
  CHECK(decides("escorted: yes") == Excerpts{"g.escorted"});
  CHECK(decides("age: 20, escorted: yes") == Excerpts{});
  CHECK(decides("age: 20, escorted: yes, pass: \"P1\"") == Excerpts{});
  CHECK(decides("age: 12, pass: \"P1\"") == Excerpts{"g.pass is given"});
  CHECK(decides("age: 12, escorted: no") == Excerpts{});
  CHECK(decides("escorted: no") == Excerpts{});  // unknown is not yes
}

TEST_CASE("a part of a norm counts only where the parts before it let the norm apply") {
  auto closed = missing(coverage_of(kWard, {guest("age: 20, escorted: no", "no")}));
  CHECK(closed.contains("rule 2: `unless is_grown(g)` was never yes"));
  CHECK(closed.contains("rule 2: `when g.age > 14` was never yes"));
  CHECK(closed.contains("rule 2: the exception `may enter` never defeated a norm"));
  CHECK(!closed.contains("rule 2: `applies when v.open` was never no"));
  CHECK(!closed.contains("rule 2: `shall not enter, stay` was never out of effect"));
  // A grown guest: the exception's `when` is yes, but the norm that it is from does not apply.
  auto grown = missing(coverage_of(kWard, {guest("age: 20, escorted: no")}));
  CHECK(!grown.contains("rule 2: `when g.age > 14` was never yes"));
  CHECK(grown.contains("rule 2: the exception `may enter` never defeated a norm"));
}

TEST_CASE("exceptions to what is ensured, and `despite` of other clauses") {
  const std::string policy = R"(policy ward
enum Act
  enter
record Visit
  quiet : truth
  drill : truth
  acts  : set of Act default {}
about Visit v
acts enter
  exercised v.acts
clause rule 1
  shall ensure v.quiet
  however "a drill"
    shall ensure yes
      when v.drill
clause rule 2
  shall not enter
clause rule 3
  despite rule 2 "a drill"
    may enter
      when v.drill
)";
  auto visit = [](const std::string& fields) {
    return "test \"" + fields + "\"\n  given Visit {" + fields + "}\n  expect rule 1 not violated\n";
  };
  using Missing = std::set<std::string>;
  auto drill = missing(coverage_of(policy, {visit("quiet: yes, drill: yes")}));
  CHECK(drill.contains("rule 1: `ensure v.quiet` was never yes"));  // defeated: it decided nothing
  CHECK(drill.contains("rule 1: the exception `shall ensure yes` never spared a norm"));
  CHECK(!drill.contains("rule 1: the exception `shall ensure yes` never defeated a norm"));
  CHECK(drill.contains("rule 3: the exception `may enter` never spared a norm"));
  CHECK(!drill.contains("rule 3: the exception `may enter` never defeated a norm"));
  CHECK(drill.contains("rule 2: `shall not enter` was never in effect"));
  auto quiet = missing(coverage_of(policy, {visit("quiet: yes, drill: no")}));
  CHECK(quiet.contains("rule 1: the exception `shall ensure yes` never defeated a norm"));
  CHECK(!quiet.contains("rule 1: the exception `shall ensure yes` never spared a norm"));
  CHECK(quiet.contains("rule 3: the exception `may enter` never defeated a norm"));
  CHECK(!quiet.contains("rule 3: the exception `may enter` never spared a norm"));
  auto both = missing(coverage_of(policy, {visit("quiet: yes, drill: yes"), visit("quiet: yes, drill: no")}));
  CHECK(both ==
        Missing{"rule 1: `ensure v.quiet` was never no",
                "rule 1: `ensure yes` was never no, and cannot be: it is the same for every document"});
}

TEST_CASE("what no document can decide otherwise is told so") {
  auto coverage = coverage_of(R"(policy ward
record Visit
  open : truth
about Visit v
clause rule 1
  shall ensure v.open or 1 > 2
    when 1 < 2
)",
                              {"test \"it\"\n  given Visit {open: yes}\n  expect rule 1 satisfied\n"});
  std::set<std::string> expected = {
      "rule 1: `ensure v.open or 1 > 2` was never no",
      "rule 1: `when 1 < 2` was never no, and cannot be: it is the same for every document",
      "rule 1: `1 > 2` never decided its `or` alone, and cannot be: it is the same for every document"};
  CHECK(missing(coverage) == expected);
}

TEST_CASE("an `or` within an `or`, in a `let`, under a quantifier, and in a definition used twice") {
  auto coverage = coverage_of(R"(policy ward
record Bed
  name : text
  wide : truth
  long : truth
record Visit
  a    : truth
  b    : truth
  c    : truth
  beds : list of Bed
define fits(x: truth, b: Bed): truth
  = (x or b.wide) and (b.long or x)
about Visit v
clause rule 1
  let any = v.a or (v.b or v.c)
  shall ensure any and (some b in v.beds satisfies fits(v.a, b) or fits(v.b, b))
  shall ensure (any or v.a) and (v.b or (no or any))  -- (
)",
                              {R"(test "it"
  given Visit {a: no, b: no, c: yes, beds: [{name: "A", wide: no, long: yes}, {name: "B", wide: yes, long: yes}]}
  expect rule 1 satisfied
)"});
  std::set<std::string> expected = {
      "rule 1: `ensure any and (some b in v.beds satisfies fits(v.a, b) or fits(v.b, b))` was never no",
      "rule 1: `v.a` never decided its `or` alone",
      "rule 1: `v.b` never decided its `or` alone",
      "rule 1: `fits(v.a, b)` never decided its `or` alone",  // both are yes for bed B
      "rule 1: `fits(v.b, b)` never decided its `or` alone",
      "rule 1: `ensure (any or v.a) and (v.b or (no or any))` was never no",
      "rule 1: `no` never decided its `or` alone, and cannot be: it is the same for every document",
      "fits: `x` never decided its `or` alone",  // in neither of the two it stands in
  };
  CHECK(missing(coverage) == expected);
}

TEST_CASE("in slices the same is hit as in one run") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  std::string document = "{\"kind\": \"Visit\", \"open\": true, \"guests\": [";
  for (int i = 0; i < 300; ++i) {
    document += std::string(i > 0 ? ", " : "") + "{\"name\": \"" + std::to_string(i) + "\", \"age\": " +
                (i == 299   ? "15"
                 : i == 100 ? "20"
                            : "12") +
                ", \"escorted\": " + (i == 70 ? "true}" : "false}");
  }
  document += "]}";
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(folder.path() / "ward.precept", sources, diagnostics);
  REQUIRE(model);
  auto program = open_program(*compile(*model, sources, diagnostics, {.coverage = true}));
  REQUIRE(program);
  FileId file = sources.add("visit.json", document);
  auto read = read_json(file, sources, *program, 0, diagnostics);
  REQUIRE(read);
  std::vector<std::vector<bool>> hits;
  for (std::uint32_t slice_rows : {64u, 128u, MachineOptions::kWhole}) {
    PointHits each;
    DocumentReport report;
    evaluate(*program, *read, sources, report, {.slice_rows = slice_rows}, {}, &each);
    CHECK(each.program == &*program);
    hits.push_back(each.points);
  }
  CHECK(hits[0] == hits[2]);
  CHECK(hits[1] == hits[2]);
  CHECK(std::ranges::count(hits[2], true) == 17);
}

TEST_CASE("a program says the same with and without its points, and has none where nobody asks") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(folder.path() / "ward.precept", sources, diagnostics);
  auto plain = open_program(*compile(*model, sources, diagnostics));
  auto again = open_program(*compile(*model, sources, diagnostics));
  REQUIRE(plain);
  CHECK(plain->points.empty());
  CHECK(plain->probes.empty());
  CHECK(plain->digest() == again->digest());
}

TEST_CASE("a share is never rounded up") {
  CHECK(testing::Share{0, 3}.words() == "0 %");
  CHECK(testing::Share{2, 3}.words() == "66.6 %");
  CHECK(testing::Share{9999, 10000}.words() == "99.9 %");
  CHECK(testing::Share{10000, 10000}.words() == "100 %");
  CHECK(testing::Share{0, 0}.words() == "100 %");
}

TEST_CASE("the gate opens with all tests, and for want of any of them it stays shut and says why") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  folder.write("ward_test.precept", file_of(kTests));
  auto all = folder.run("--min 100");
  CHECK(all.status == 0);
  CHECK(contains(all.output, "21 of 21 points: 100 %"));
  for (std::size_t left_out = 0; left_out < kTests.size(); ++left_out) {
    CAPTURE(kTests[left_out]);
    std::vector<std::string> tests = kTests;
    tests.erase(tests.begin() + static_cast<std::ptrdiff_t>(left_out));
    folder.write("ward_test.precept", file_of(tests));
    auto result = folder.run("--coverage --min 100");
    CHECK(result.status == 1);
    CHECK(contains(result.output, "coverage of ward is "));
    CHECK(contains(result.output, "less than the 100 % that --min asks for"));
    CHECK(folder.run("--coverage").status == 0);
    CHECK(folder.run("--min 50").status == 0);
  }
  folder.write("ward_test.precept", file_of({kTests.begin() + 1, kTests.end()}));
  auto result = folder.run("--coverage");
  CHECK(contains(result.output,
                 "  ward.precept:24:16  rule 1\n    `ensure count(v.guests) > 0` was never no\n"));
  CHECK(contains(result.output, "  rule 1             3/4\n"));
  CHECK(contains(result.output, "  20 of 21 points: 95.2 %\n"));
  CHECK(folder.run("--min 95.2").status == 0);
  CHECK(folder.run("--min 95.3").status == 1);
}

TEST_CASE(
    "a clause of which no test expects anything is named, and a place decided neither way is one line") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  folder.write("ward_test.precept", file_of({kTests[0]}));
  auto result = folder.run("--coverage");
  CHECK(contains(result.output, "  no test expects anything of rule 2, rule 3\n"));
  CHECK(contains(result.output, "`unless is_grown(g)` was never yes nor no\n"));
  CHECK(contains(result.output, "the exception `may enter` never defeated nor spared a norm\n"));
  CHECK(contains(folder.run("--min 100 --filter nothing").output, "error[E7007]"));
}

TEST_CASE("a test that fails is no less a failure for what it covers") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  std::vector<std::string> tests = kTests;
  tests.push_back("test \"wrong\"\n  given Visit {open: yes, guests: []}\n  expect rule 1 satisfied\n");
  folder.write("ward_test.precept", file_of(tests));
  CHECK(folder.run("--min 100").status == 1);
}

TEST_CASE("for programs: each point that is missing, in the tests' object") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  folder.write("ward_test.precept", file_of({kTests.begin() + 1, kTests.end()}));
  auto json = nlohmann::json::parse(folder.run("--coverage --format json").output);
  CHECK(json["passed"] == 6);
  REQUIRE(json["coverage"].size() == 1);
  auto ward = json["coverage"][0];
  CHECK(ward["policy"] == "ward");
  CHECK(ward["file"] == "ward.precept");
  CHECK(ward["hit"] == 20);
  CHECK(ward["all"] == 21);
  CHECK(ward["per_mille"] == 952);
  CHECK(ward["rows"][0] == nlohmann::json({{"clause", "rule 1"}, {"hit", 3}, {"all", 4}}));
  CHECK(ward["rows"][3] == nlohmann::json({{"definition", "is_grown"}, {"hit", 3}, {"all", 3}}));
  REQUIRE(ward["missing"].size() == 1);
  CHECK(ward["missing"][0] == nlohmann::json({{"owner", "rule 1"},
                                              {"kind", "ensure"},
                                              {"wanted", "no"},
                                              {"missing", "`ensure count(v.guests) > 0` was never no"},
                                              {"possible", true},
                                              {"file", "ward.precept"},
                                              {"line", 24},
                                              {"column", 16}}));
  CHECK(ward["unnamed"].empty());
  CHECK(!nlohmann::json::parse(folder.run("--format json").output).contains("coverage"));
}

TEST_CASE("each policy has its own table, and each must pass the gate") {
  CoverageFolder folder;
  folder.write("ward.precept", kWard);
  folder.write("ward_test.precept", file_of(kTests));
  folder.write(
      "door.precept",
      "policy door\nrecord Door\n  shut : truth\nabout Door d\nclause rule 9\n  shall ensure d.shut\n");
  folder.write("door_test.precept",
               "tests door\ntest \"shut\"\n  given Door {shut: yes}\n  expect rule 9 satisfied\n");
  auto result = folder.run("--min 100");
  CHECK(result.status == 1);
  CHECK(contains(result.output, "coverage of ward  "));
  CHECK(contains(result.output, "coverage of door  "));
  CHECK(contains(result.output, "coverage of door is 50 %, less than"));
  CHECK(!contains(result.output, "coverage of ward is"));
  // Only what was tried is measured.
  CHECK(!contains(folder.run("--coverage --filter \"grown guests\"").output, "coverage of door"));
}

TEST_CASE("the page has the text, the marks and what is missing, and can be written or says why not") {
  CoverageFolder folder;
  folder.write("ward.precept", std::string(kWard) + "\n-- <script>alert(1)</script>\n");
  folder.write("ward_test.precept", file_of({kTests.begin() + 1, kTests.end()}));
  CHECK(folder.run("--html page.html").status == 0);
  std::string page = folder.read("page.html");
  CHECK(contains(page, "<td><a href=\"#p0f"));
  CHECK(contains(page, ">define is_grown</a></td><td>3/3</td>"));
  CHECK(contains(page,
                 "<mark class=\"part\" title=\"1 of 2: `ensure count(v.guests) &gt; 0` was never no\">"
                 "count(v.guests) &gt; 0</mark>"));
  CHECK(contains(page, "<mark class=\"hit\" title=\"2 of 2\">v.open</mark>"));
  CHECK(contains(page, "↳ `ensure count(v.guests) &gt; 0` was never no"));
  CHECK(contains(page, "&lt;script&gt;"));
  CHECK(!contains(page, "<script"));
  CHECK(!contains(page, "http"));
  auto result = folder.run("--html nowhere/page.html");
  CHECK(result.status == 2);
  CHECK(contains(result.output, "error[E5006]: `nowhere/page.html` cannot be written"));
}
