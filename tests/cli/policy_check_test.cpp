// `precept check` of policies by themselves, mistakes in the forms of programs, and `precept explain CODE`.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
using nlohmann::json;

namespace {

constexpr const char* kHall =
    "policy hall\n\ntitle \"Who comes\"\n\nrecord Visit\n  people : int\n\nabout Visit v\n\n"
    "clause one\n  gist \"Somebody comes.\"\n  shall ensure v.people > 0\n";
constexpr const char* kTests =
    "tests hall\n\ntest \"some come\"\n  given Visit {people: 3}\n  expect one satisfied\n\n"
    "test \"nobody comes\"\n  given Visit {people: 0}\n  expect one violated\n";

class HallFolder : public ClubFolder {
 public:
  HallFolder() {
    write("hall/hall.precept", kHall);
    write("hall/hall_test.precept", kTests);
  }
  void replace(const std::string& file, const std::string& what, const std::string& by) const {
    std::string text = read(file);
    text.replace(text.find(what), what.size(), by);
    write(file, text);
  }
};

}  // namespace

TEST_CASE("a policy in order: every step says what it did") {
  HallFolder folder;
  for (const char* named : {"hall", "hall/hall.precept"}) {
    const Run run = folder.run(std::string("check ") + named);
    CHECK(run.code == 0);
    CHECK(contains(run.out, "1 clause, 0 definitions, 0 tables; 1 file read"));
    CHECK(contains(run.out, "the policy names none"));
    CHECK(contains(run.out, "2 passed"));
    CHECK(contains(run.out, "rules: nothing found"));
    CHECK(contains(run.out, "1 policy checked: in order"));
    CHECK(run.err.empty());
  }
}

TEST_CASE("a test that fails is told at its expectation, with exit code 1") {
  HallFolder folder;
  folder.replace("hall/hall_test.precept", "{people: 3}", "{people: 0}");
  const Run run = folder.run("check hall");
  CHECK(run.code == 1);
  CHECK(contains(run.out, "1 of 2 fail"));
  CHECK(contains(run.out, "1 policy checked: 1 not in order"));
  CHECK(contains(run.err, "W7030"));
  CHECK(contains(run.err, "hall/hall_test.precept:5:3"));
}

TEST_CASE("a mistake ends with exit code 2, and what could not be looked at says so") {
  HallFolder folder;
  folder.replace("hall/hall.precept", "v.people > 0", "v.poeple > 0");
  const Run run = folder.run("check hall");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E1003]"));
  CHECK(contains(run.out, "not run"));
  HallFolder tests;
  tests.replace("hall/hall_test.precept", "expect one satisfied", "expect one satsfied");
  const Run broken = tests.run("check hall");
  CHECK(broken.code == 2);
  CHECK(contains(broken.out, "1 mistake; none was run"));
}

TEST_CASE("a module is reviewed by itself, and a policy that is read with a part of it once") {
  HallFolder folder;
  folder.write("words/words.precept", "module words\n\nenum Kind\n  Big Small\n");
  Run run = folder.run("check words/words.precept");
  CHECK(run.code == 0);
  CHECK(contains(run.out, "a module"));
  folder.write("words/words.precept", "module words\n\nrecord R\n  k : Knd\n");
  run = folder.run("check words/words.precept");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "E1002"));
}

TEST_CASE("documents are never taken for policies, nor nothing for something") {
  HallFolder folder;
  CHECK(folder.run("check").code == 2);
  CHECK(folder.run("check --policy hall").code == 2);
  folder.write("hall/visit.json", "{\"kind\": \"Visit\", \"people\": 1}");
  // A folder with a document in it is one of documents.
  const Run run = folder.run("check hall");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "there is no policy to check by"));
  CHECK(folder.run("check hall/hall.precept --receipt r.json").code == 2);
  CHECK(folder.run("check hall/hall.precept --format junit").code == 2);
  CHECK(contains(folder.run("check nowhere.precept").err, "`nowhere.precept` cannot be read"));
  // Tests are no policy, in one message.
  for (const char* command : {"check", "compile -o hall.pbc"})
    check_refused(folder.run(std::string(command) + " hall/hall_test.precept"), "E1025",
                  "run it with `precept test`");
}

TEST_CASE("mistakes have begin and end, further places and edits in JSON, SARIF and for GitHub") {
  HallFolder folder;
  folder.replace("hall/hall.precept", "clause one", "clause one\n  shall ensure v.people > 1\n\nclause one");
  Run run = folder.run("check hall --format json");
  CHECK(run.code == 2);
  const json told = json::parse(run.out);
  const json& mistake = told.at("policies").at(0).at("mistakes").at(0);
  CHECK(mistake.at("code") == "E1011");
  CHECK(mistake.at("line") == 13);
  CHECK(mistake.at("end").at("line") == 13);
  CHECK(mistake.at("end").at("column") > mistake.at("column"));
  CHECK(mistake.at("further").at(0).at("line") == 10);
  run = folder.run("compile hall -o hall.pbc --format json");
  CHECK(run.code == 2);
  CHECK(json::parse(run.out).at("errors").at(0).at("code") == "E1011");
  run = folder.run("compile hall -o hall.pbc --format sarif");
  CHECK(run.code == 2);
  const json sarif = json::parse(run.out).at("runs").at(0);
  const json& result = sarif.at("results").at(0);
  CHECK(result.at("ruleId") == "E1011");
  CHECK(result.at("locations").at(0).at("physicalLocation").at("region").at("endLine") == 13);
  CHECK(result.at("relatedLocations").size() == 1);
  CHECK(sarif.at("tool").at("driver").at("rules").at(0).at("id") == "E1011");
  run = folder.run("compile hall -o hall.pbc --format github");
  CHECK(run.code == 2);
  CHECK(run.out.starts_with("::error file=hall/hall.precept,line=13,col="));
  CHECK(contains(run.out, ",endColumn="));
}

TEST_CASE("what is in order is told as nothing in each form, and the program is written") {
  HallFolder folder;
  for (const char* format : {"text", "json", "sarif", "github"}) {
    const Run run = folder.run(std::string("compile hall -o hall.pbc --format ") + format);
    CHECK(run.code == 0);
    if (format == std::string("json")) CHECK(json::parse(run.out).at("errors").empty());
    if (format == std::string("sarif")) CHECK(json::parse(run.out).at("runs").at(0).at("results").empty());
    if (format == std::string("github")) CHECK(run.out.empty());
    CHECK(folder.run("disasm hall.pbc").code == 0);
  }
  CHECK(folder.run("compile hall -o - --format json").code == 2);
}

TEST_CASE("a code is explained, whatever the case of its letter; what is no code is told as such") {
  HallFolder folder;
  for (const char* code : {"E1012", "e1012", "W7030"}) {
    const Run run = folder.run(std::string("explain ") + code);
    CHECK(run.code == 0);
    CHECK(run.out.size() > 100);
    CHECK_FALSE(contains(run.out, "```"));
  }
  const Run unknown = folder.run("explain W1012");
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "did you mean `E1012`?"));
  CHECK(contains(folder.run("explain hall/visit.json").err, "--policy is required"));
}

TEST_CASE("an option or a command that is misspelt gets the one that was meant") {
  HallFolder folder;
  CHECK(contains(folder.run("check x.json --polcy hall").err,
                 "`precept check` has no option `--polcy`; did you mean `--policy`?"));
  CHECK(contains(folder.run("complie hall").err, "did you mean `compile`?"));
  CHECK(contains(folder.run("source lokc hall").err, "did you mean `lock`?"));
  CHECK(folder.run("compile hall -o x --frobnicate").code == 2);
}

TEST_CASE("lints are a step, and --fix makes what is certain first") {
  HallFolder folder;
  folder.replace("hall/hall.precept", "v.people > 0", "not (v.people = 0)");
  Run run = folder.run("check hall");
  CHECK(run.code == 1);
  CHECK(contains(run.err, "negated-comparison"));
  CHECK(contains(run.out, "1 finding"));
  run = folder.run("check hall --fix");
  CHECK(run.code == 0);
  CHECK(contains(run.err, "hall/hall.precept: written"));
  CHECK(contains(folder.read("hall/hall.precept"), "shall ensure v.people != 0"));
  folder.replace("hall/hall.precept", "shall ensure v.people != 0", "shall ensure v.people == 0");
  CHECK(folder.run("check hall --fix").code == 1);  // what the tests say is now another thing
  CHECK(contains(folder.read("hall/hall.precept"), "v.people = 0"));
  folder.write("visit.json", "{\"kind\": \"Visit\", \"people\": 1}");
  CHECK(folder.run("check visit.json --policy hall --fix").code == 2);
}
