// Tests in the language: every file of tests/cases/tests has exactly the mistakes that its comments announce;
// what passes, what fails and what a failure says; the output formats.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compiler/parse/parse_tests.h"
#include "testing/suite/suite.h"
#include "tests/common/command_folder.h"
#include "tests/mistakes/mistakes.h"

using namespace precept;
namespace fs = std::filesystem;

namespace {

const fs::path kCases = fs::path(PRECEPT_ROOT) / "tests/cases/tests";

testing::Suite read(const fs::path& path, Diagnostics& diagnostics) {
  std::vector<fs::path> paths{path};
  return testing::read_suite(paths, {}, diagnostics);
}

/// A folder with the club's policy, its fixtures, and one file of tests.
class TestsFolder : public precept::test::CommandFolder {
 public:
  explicit TestsFolder(const std::string& tests) {
    for (const char* name : {"club.precept", "rooms.csv"}) fs::copy(kCases / name, path() / name);
    fs::copy(kCases / "fixtures", path() / "fixtures");
    write("club_test.precept", tests);
  }
  /// `precept test` with these arguments, in the folder.
  Result run(const std::string& arguments) const { return shell("precept test " + arguments); }
};

/// The failures of a test file's only test, under the club's policy.
std::vector<testing::Failure> failures_of(const std::string& test) {
  TestsFolder folder("tests club.rules\n\ntest \"it\"\n" + test);
  Diagnostics diagnostics;
  testing::Suite suite = read(folder.path(), diagnostics);
  INFO(diagnostics_text(diagnostics, suite.sources, Color::Off));
  REQUIRE(!diagnostics.has_errors());
  REQUIRE(suite.tests.size() == 1);
  return testing::run(suite.tests[0], suite.tests[0].policies->all_programs()).failures;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Of a test with one expectation that fails: what came, and why, in one text.
std::string found(const std::string& changes, const std::string& expectation) {
  auto failures = failures_of("  given Evening from \"fixtures/evening.json\"\n" + changes + "  expect " +
                              expectation + "\n");
  REQUIRE(failures.size() == 1);
  CHECK(failures[0].expected == expectation);
  std::string text = failures[0].found;
  for (const std::string& reason : failures[0].because) text += "\n" + reason;
  return text;
}

constexpr const char* kMixed = R"(tests club.rules

test "passes"
  given Evening from "fixtures/evening.json"
  expect verdict compliant

test "fails & <tells> # why"
  given Evening from "fixtures/evening.json"
    with place.seats = 1
  expect verdict compliant
  expect rule 1 satisfied
)";

}  // namespace

TEST_CASE("every file of cases/tests has the mistakes its comments tell, and no other") {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (!entry.path().filename().string().ends_with("_test.precept")) continue;
    CAPTURE(entry.path().filename().string());
    Diagnostics diagnostics;
    testing::Suite suite = read(entry.path(), diagnostics);
    diagnostics.sort_by_place();
    test::check_mistakes(suite.sources, 0, diagnostics);
    ++count;
  }
  CHECK(count >= 7);
}

TEST_CASE("a test may choose how the text is read") {
  TestsFolder folder("tests club.rules\n");
  folder.write("read.precept", R"(policy read
reading seats
  all_rows   "every row counts" default
  front_only "only the front row counts"
record Play
  people : int
about Play p
clause seats
  shall ensure p.people <= (if seats = all_rows then 24 else 8)
)");
  const std::string given = "\n  given Play {people: 20}\n";
  folder.write("read_test.precept", "tests read\ntest \"default\"" + given +
                                        "  expect seats satisfied\ntest \"chosen\"" + given +
                                        "  under reading seats = front_only\n  expect seats violated\n");
  CHECK(folder.run("read_test.precept").status == 0);
  // What a project file says is nothing to a test.
  folder.write("precept.project", "reading seats = front_only\n");
  CHECK(folder.run("read_test.precept").status == 0);

  auto refused = [&](const std::string& under) {
    folder.write("read_test.precept",
                 "tests read\ntest \"it\"" + given + under + "  expect seats violated\n");
    TestsFolder::Result result = folder.run("read_test.precept");
    CHECK(result.status == 2);
    return result.output;
  };
  CHECK(contains(refused("  under reading seats = front\n"), "error[E5008]"));
  CHECK(contains(refused("  under reading seat = front_only\n"), "did you mean `seats`?"));
  CHECK(contains(refused("  under reading seats = all_rows\n  under reading seats = front_only\n"), "E1011"));
}

TEST_CASE("a good file passes, test by test and row by row") {
  Diagnostics diagnostics;
  testing::Suite suite = read(kCases / "good_test.precept", diagnostics);
  REQUIRE(!diagnostics.has_errors());
  std::vector<std::string> names;
  for (const testing::Test& test : suite.tests) {
    CAPTURE(test.name);
    names.push_back(test.name);
    for (const testing::Failure& failure : testing::run(test, test.policies->all_programs()).failures) {
      FAIL_CHECK(failure.expected << " / " << failure.found
                                  << (failure.because.empty() ? "" : " / " + failure.because[0]));
    }
  }
  CHECK(names == std::vector<std::string>{"in order", "written in the test", "open",
                                          "from Member it follows: may", "from Guest it follows: may not",
                                          "refused", "too late"});
}

TEST_CASE("a failure tells what came, and why") {
  const std::string full = "    with place.seats = 1\n";
  std::string text = found(full, "verdict compliant");
  CHECK(contains(text, "verdict non-compliant\nrule 1 (shall) violated: \"2 people for 1 seats\""));
  CHECK(contains(found(full, "rule 1 satisfied"), "rule 1 is violated"));
  CHECK(contains(found(full, "rule 1 violated message \"3 people\""), "the message is another"));
  CHECK(contains(found("", "rule 1 encourage satisfied"), "rule 1 is undetermined"));
  CHECK(contains(found("", "rule 1 encourage satisfied"), "open: quiet: Was it quiet?"));
  CHECK(contains(found(full, "rule 1 not violated"), "rule 1 is violated"));
  CHECK(contains(found("", "rule 3 violated"), "nothing comes of rule 3"));
  CHECK(contains(found("", "people \"Ben\" may dance"), "dance forbidden by rule 3"));
  CHECK(contains(found("", "people \"Ana\" dance permitted by rule 3"), "dance permitted by rule 2"));
  CHECK(contains(found("", "open invited \"Ben\""), "nothing is open: it is compliant"));
  const std::string entered = "    with people[1].acts = [enter]\n";
  CHECK(contains(found(entered, "nothing open"), "invited \"Ben\": Was Ben invited?"));
  CHECK(contains(found(entered, "open place.seats"), "something else is open"));
  CHECK(contains(found("", "error E4006"), "the document was checked: it is compliant"));
  CHECK(contains(found("", "not checked"), "the document was checked"));
  CHECK(
      contains(found("    with people[1].kind = Gast\n", "error E4003"), "another mistake was told\nE4006"));
  CHECK(contains(found("    with date = 2022-01-01\n", "not in force"), "the document was checked"));
}

TEST_CASE("a document that is not checked is one failure, with the mistake") {
  auto failures = failures_of(
      "  given Evening {date: 2019-01-01}\n  expect verdict compliant\n  expect rule 1 satisfied\n");
  REQUIRE(failures.size() == 1);
  CHECK(failures[0].found == "it was not checked");
  REQUIRE(failures[0].because.size() == 1);
  CHECK(contains(failures[0].because[0], "E5002"));
}

TEST_CASE("rows whose title tells no value are numbered") {
  TestsFolder folder(
      "tests club.rules\n\ntest \"it\"\n  cases kind\n    | Member |\n    | Guest |\n"
      "  given Evening from \"fixtures/evening.json\"\n    with people[1].kind = kind\n"
      "  expect verdict compliant\n");
  Diagnostics diagnostics;
  testing::Suite suite = read(folder.path(), diagnostics);
  REQUIRE(suite.tests.size() == 2);
  CHECK(suite.tests[0].name == "it (row 1)");
  CHECK(suite.tests[1].name == "it (row 2)");
}

TEST_CASE("whom a test takes out of its fixture, nobody attests of any more") {
  TestsFolder folder(
      "tests club.rules\n\ntest \"it\"\n  given Evening from \"fixtures/attested.json\"\n"
      "    with people = [{name: \"Cem\", kind: Guest}]\n"
      "  expect open invited \"Cem\"\n");
  folder.write("fixtures/attested.json",
               R"({"kind": "Evening", "date": "2022-05-01", "place": {"seats": 2},
                   "people": [{"name": "Ben", "kind": "Guest"}],
                   "attestations": [{"judgement": "invited", "about": "Ben", "value": true, "by": "Xi",
                                     "date": "2022-05-01"}]})");
  Diagnostics diagnostics;
  testing::Suite suite = read(folder.path(), diagnostics);
  REQUIRE(suite.tests.size() == 1);
  CHECK(testing::run(suite.tests[0], suite.tests[0].policies->all_programs()).passed());
}

TEST_CASE("an attestation takes the place of the fixture's, a change that of its value") {
  TestsFolder folder(
      "tests club.rules\n\ntest \"it\"\n  given Evening from \"fixtures/attested.json\"\n"
      "    with people[0].acts = [enter]\n    attest invited(\"Ben\") no\n"
      "  expect people \"Ben\" enter forbidden by rule 3\n  expect verdict non-compliant\n");
  folder.write("fixtures/attested.json",
               R"({"kind": "Evening", "date": "2022-05-01", "place": {"seats": 2},
                   "people": [{"name": "Ben", "kind": "Guest", "acts": []}],
                   "attestations": [{"judgement": "invited", "about": "Ben", "value": true, "by": "Xi",
                                     "date": "2022-05-01"}]})");
  Diagnostics diagnostics;
  testing::Suite suite = read(folder.path(), diagnostics);
  REQUIRE(suite.tests.size() == 1);
  CHECK(testing::run(suite.tests[0], suite.tests[0].policies->all_programs()).passed());
}

TEST_CASE("the revision in force on the document's date tells the names") {
  TestsFolder folder(
      "tests club.rules\n\ntest \"before\"\n  given Evening from \"fixtures/evening.json\"\n"
      "  expect rule 1 satisfied\n\ntest \"after\"\n  given Evening from \"fixtures/evening.json\"\n"
      "    with date = 2024-05-01\n    with guests = 3\n  expect new rule satisfied\n");
  folder.write(
      "later.precept",
      "policy club.rules\nin force from 2024-01-01\nrecord Place\n seats : int\nrecord Person\n name : text\n"
      " kind : text\n acts : list of text default []\n"
      "record Evening\n date : date\n guests : int\n place : Room\n people : list of Person\n"
      "record Room\n room : text\n seats : int\n"
      "about Evening e\nclause new rule\n shall ensure e.guests < 4\n");
  Diagnostics diagnostics;
  testing::Suite suite = read(folder.path(), diagnostics);
  INFO(diagnostics_text(diagnostics, suite.sources, Color::Off));
  REQUIRE(suite.tests.size() == 2);
  for (const auto& test : suite.tests) CHECK(testing::run(test, test.policies->all_programs()).passed());
}

TEST_CASE("exit codes") {
  CHECK(TestsFolder(kMixed).run("--filter passes").status == 0);
  CHECK(TestsFolder(kMixed).run("").status == 1);
  auto none = TestsFolder(kMixed).run("--filter nowhere");
  CHECK(none.status == 2);
  CHECK(contains(none.output, "error[E7007]"));
  CHECK(TestsFolder("tests club.rules\n").run("").status == 2);
  auto mistake = TestsFolder("tests club.rules\n\ntest \"a\"\n  given Evening\n").run("");
  CHECK(mistake.status == 2);
  CHECK(contains(mistake.output, "error[E7006]: this test expects nothing"));
  CHECK(TestsFolder(kMixed).run("nowhere").status == 2);
}

TEST_CASE("a policy in the place of its tests is told, with where they are") {
  TestsFolder folder(kMixed);
  folder.write("fair.precept",
               "policy fair\nrecord Fair\n n : int\nabout Fair f\nclause a\n shall ensure f.n > 0\n");
  const auto alone = folder.run("fair.precept");
  CHECK(alone.status == 2);
  CHECK(contains(alone.output, "error[E7007]: `fair.precept` is a policy, and has no tests in it"));
  CHECK(contains(alone.output, "tests stand in files of their own, such as `fair_test.precept`"));
  // A pipe is read once, as tests.
  CHECK(folder.run("/dev/stdin --policy fair.precept < fair.precept").status == 2);
  folder.write("piped",
               "tests fair\n\ntest \"a\"\n  given Fair\n    with n = 1\n  expect verdict compliant\n");
  CHECK(folder.shell("cat piped | precept test /dev/stdin --policy fair.precept").status == 0);
  folder.write("fair_test.precept", "tests fair\n");
  CHECK(contains(folder.run("fair.precept").output, "name its tests, `fair_test.precept`, or their folder"));
}

TEST_CASE("a policy that does not compile is told once, and no test runs") {
  TestsFolder folder(kMixed);
  folder.write("more_test.precept", kMixed);
  folder.write("club.precept", "policy club.rules\n\nabout Evening e\n\nclause a\n  shall ensure e.x\n");
  auto result = folder.run("");
  CHECK(result.status == 2);
  CHECK(contains(result.output, "E1002"));
  CHECK(result.output.find("E1002") == result.output.rfind("E1002"));
}

TEST_CASE("a list of so many: each has a name of its own, and one of them is changed") {
  const std::string so_many =
      "  given Evening from \"fixtures/evening.json\"\n    with people = 3 of {kind: Guest}\n";
  CHECK(failures_of(so_many +
                    "    with people[\"people 2\"].kind = Member\n    with people[2].acts = {dance}\n"
                    "    with place.seats = 3\n    attest invited(\"people 3\") yes\n"
                    "  expect rule 1 satisfied\n  expect people \"people 2\" dance permitted\n"
                    "  expect people \"people 3\" enter permitted\n  expect people 0 dance forbidden\n"
                    "  expect rule 3 violated for people \"people 3\"\n")
            .empty());
  CHECK(
      failures_of(
          "  given Evening from \"fixtures/evening.json\"\n"
          "    with people = 2 of {name: \"Ida\", kind: Member}\n  expect people \"Ida 2\" enter permitted\n")
          .empty());
  CHECK(failures_of("  given Evening from \"fixtures/evening.json\"\n    with people = 0 of {kind: Member}\n"
                    "  expect rule 2 not violated\n")
            .empty());
}

TEST_CASE("the document of a test is written, and checked as it was") {
  TestsFolder folder(kMixed);
  auto dumped = folder.run("--dump 'fails & <tells> # why'");
  CHECK(dumped.status == 0);
  CHECK(nlohmann::json::parse(dumped.output)["place"]["seats"] == 1);
  folder.write("one.json", dumped.output);
  CHECK(folder.shell("precept check one.json --policy club.precept").status == 1);
  CHECK(folder.run("--dump tells").output == dumped.output);
  auto none = folder.run("--dump 'fails & <tell> # why'");
  CHECK(none.status == 2);
  CHECK(contains(none.output, "did you mean `fails & <tells> # why`?"));
  auto both = folder.run("--dump s");
  CHECK(both.status == 2);
  CHECK(contains(both.output, "error[E7008]: 2 tests have `s` in their titles"));
}

TEST_CASE("--explain tells the norm, its line and why") {
  TestsFolder folder(kMixed);
  auto told = folder.run("--explain");
  CHECK(told.status == 1);
  INFO(told.output);
  CHECK(contains(told.output,
                 "    norm      rule 1, club.precept:46: shall ensure count(e.people) <= e.place.seats\n"));
  CHECK(contains(told.output, "    explained "));
  folder.write("one.json", folder.run("--dump tells").output);
  auto explained = folder.shell("precept explain one.json --policy club.precept --clause 'rule 1'").output;
  // All but the document's name stands in both.
  const std::string reasons = explained.substr(explained.find('\n'));
  for (std::size_t at = 0; at < reasons.size();) {
    const std::size_t end = reasons.find('\n', at);
    const std::string line = reasons.substr(at, end - at);
    if (contains(line, "- ")) CHECK(contains(told.output, line));
    at = end == std::string::npos ? reasons.size() : end + 1;
  }
  auto json = nlohmann::json::parse(folder.run("--explain --format json").output);
  CHECK(json["tests"][1]["failures"][1]["norms"].size() == 1);
  CHECK(!json["tests"][1]["failures"][1]["explanation"].get<std::string>().empty());
  // Every format tells it, and where mutants are told nothing would be explained.
  for (const char* format : {"junit", "tap"}) {
    const std::string with = folder.run(std::string("--explain --format ") + format).output;
    CHECK(contains(with, "rule 1, club.precept:46: shall ensure"));
    CHECK_FALSE(contains(folder.run(std::string("--format ") + format).output, "rule 1, club.precept:46"));
  }
  CHECK(folder.run("--explain --mutate").status == 2);
}

TEST_CASE("text: each failure with its place, what was expected, what came and why") {
  auto result = TestsFolder(kMixed).run("");
  CHECK(contains(result.output, "failed  fails & <tells> # why\n  club_test.precept:10:3\n"));
  CHECK(contains(result.output,
                 "    expected  verdict compliant\n    came      verdict non-compliant\n"
                 "    because   rule 1 (shall) violated"));
  CHECK(contains(result.output, "2 tests in 1 file: 1 passed, 1 failed"));
}

TEST_CASE("json, junit and tap are well-formed and tell the same") {
  TestsFolder folder(kMixed);
  auto json = nlohmann::json::parse(folder.run("--format json").output);
  CHECK(json["passed"] == 1);
  CHECK(json["failed"] == 1);
  REQUIRE(json["tests"].size() == 2);
  CHECK(json["tests"][0]["passed"] == true);
  CHECK(json["tests"][1]["failures"].size() == 2);
  CHECK(json["tests"][1]["failures"][0]["line"] == 10);
  CHECK(json["tests"][1]["failures"][1]["found"] == "rule 1 is violated");

  auto junit = folder.run("--format junit");
  CHECK(junit.status == 1);
  CHECK(contains(junit.output, "<testsuite name=\"club_test.precept\" tests=\"2\" failures=\"1\">"));
  CHECK(contains(junit.output, "name=\"fails &amp; &lt;tells&gt; # why\""));
  folder.write("out.xml", junit.output);
  if (std::system("command -v python3 > /dev/null") == 0) {
    std::string parse = "python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' '" +
                        (folder.path() / "out.xml").string() + "'";
    CHECK(std::system(parse.c_str()) == 0);
  }

  auto tap = folder.run("--format tap");
  CHECK(tap.output.starts_with(
      "TAP version 14\n1..2\nok 1 - passes\nnot ok 2 - fails & <tells> \\# why\n  ---\n"));
  CHECK(tap.output.ends_with("  ...\n"));
}

TEST_CASE("whatever the text, reading tests ends in a bounded number of messages") {
  for (std::string_view part :
       {"test ", "test \"a\"\n", "expect ", "with a = [", "5 of ", "with a = 5 of {a: ", "{a: ", "( ", "\" ",
        "given A {", "cases a\n|", "| a\n", "é ", "attest a(\"b\") ", "1.5 ", "expect -\n"}) {
    CAPTURE(part);
    std::string text;
    for (std::size_t i = 0; i < 20'000; ++i) text += part;
    Sources sources;
    FileId file = sources.add("hostile_test.precept", text);
    ast::Arena arena;
    Diagnostics diagnostics;
    parse_tests(file, sources, arena, diagnostics);
    CHECK(!diagnostics.all().empty());
    CHECK(diagnostics.all().size() <= Diagnostics::kMaxErrors + 1);
  }
}
