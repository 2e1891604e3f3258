// `precept explain --fix` and `--margin`, and `precept ask`, as people and scripts meet them.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/workshop.h"

namespace {

using nlohmann::json;
using precept::test::Workshop;

constexpr const char* kPolicy = R"(policy hall

record Guest
  name : text fixed
  age  : int

record Evening
  guests : list of Guest
  seats  : int

judgement sober(g: Guest, e: Evening)
  asks "Is {g.name} sober?"

about Evening e

clause seats
  shall ensure count(e.guests) <= e.seats

clause dancers
  shall ensure count(g in e.guests where g.age >= 18 and sober(g, e)) >= 2
)";
constexpr const char* kOpen = R"({"kind": "Evening", "seats": 3, "guests": [
  {"name": "Ada", "age": 30},
  {"name": "Ben"}]}
)";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

struct Hall : Workshop {
  Hall() {
    write("hall.precept", kPolicy);
    write("open.json", kOpen);
    write("full.json", R"({"kind": "Evening", "seats": 1, "guests": [{"name": "Ada", "age": 30},
      {"name": "Ben", "age": 20}], "attestations": [
      {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  }
  Result precept(const std::string& words) const {
    return shell("precept " + words + " --policy hall.precept");
  }
};

}  // namespace

TEST_CASE("a fix's patch mends the document") {
  Hall hall;
  auto told = hall.precept("explain full.json --fix --format json");
  REQUIRE(told.status == 0);
  json report = json::parse(told.output);
  CHECK(report["verdict"] == "non-compliant");
  REQUIRE(!report["fixes"].empty());
  for (const json& fix : report["fixes"]) {
    CHECK(fix["verdict"] == "compliant");
    CHECK(!fix["changes"].empty());
    json mended = json::parse(hall.read("full.json")).patch(fix["patch"]);
    hall.write("mended.json", mended.dump());
    CHECK(hall.precept("check mended.json").status == 0);
    CHECK(contains(hall.precept("explain mended.json --fix").output, "nothing to mend"));
  }
  CHECK(hall.precept("check full.json").status == 1);
}

TEST_CASE("what is asked of fixes must be there, and is told as text or json") {
  Hall hall;
  CHECK(contains(hall.precept("explain full.json --fix --name Nobody").output, "E5010"));
  CHECK(hall.precept("explain full.json --fix --format html").status == 2);
  CHECK(hall.precept("explain full.json --fix --margin").status == 2);
  CHECK(hall.precept("explain missing.json --fix").status == 2);
  hall.write("empty.json", "");
  CHECK(hall.precept("explain empty.json --fix").status == 2);
}

TEST_CASE("a margin tells what is spare, what would break it and what would leave it open") {
  Hall hall;
  hall.write("good.json", R"({"kind": "Evening", "seats": 3, "guests": [{"name": "Ada", "age": 30},
    {"name": "Ben", "age": 18}], "attestations": [
    {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"},
    {"judgement": "sober", "about": "Ben", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  auto told = hall.precept("explain good.json --margin --format json");
  REQUIRE(told.status == 0);
  json report = json::parse(told.output);
  REQUIRE(report["slacks"].size() == 2);
  CHECK(report["slacks"][0]["clause"] == "dancers");
  CHECK(report["slacks"][0]["spare"] == 0);
  CHECK(report["slacks"][1]["spare"] == 1);
  std::set<std::string> effects;
  for (const json& fix : report["fixes"]) {
    effects.insert(fix["effect"]);
    CHECK(fix["verdict"] == (fix["effect"] == "breaks" ? "non-compliant" : "undetermined"));
  }
  CHECK(effects == std::set<std::string>{"breaks", "leaves-open"});
  CHECK(contains(hall.precept("explain full.json --margin").output, "no margin"));
}

TEST_CASE("ask lists what could change the verdict, with the exit code of a check") {
  Hall hall;
  auto told = hall.shell("precept ask open.json --policy hall.precept < /dev/null");
  CHECK(told.status == 3);
  CHECK(contains(told.output, "Is Ada sober?"));
  CHECK(contains(told.output, "no settles it (non-compliant)"));
  json form = json::parse(hall.precept("ask open.json --format json").output);
  REQUIRE(form["questions"].size() == 3);
  for (const json& question : form["questions"]) CHECK(question["effects"].size() >= 2);
  auto settled = hall.precept("ask full.json --format json");
  CHECK(settled.status == 1);
  CHECK(json::parse(settled.output)["questions"].empty());
}

TEST_CASE("answers are kept beside the document, and counted where they are named") {
  Hall hall;
  const std::string ask = "precept ask open.json --policy hall.precept --interactive --date 2024-05-02";
  // A name is asked for once; `maybe` and `twelve` are no answers; why is told.
  auto first = hall.shell("printf 'maybe\\nw\\ny\\nMia\\nseen\\nq\\n' | " + ask);
  CHECK(first.status == 3);
  CHECK(contains(first.output, "please answer"));
  CHECK(hall.read("open.json") == kOpen);
  json answers = json::parse(hall.read("open.answers.json"));
  REQUIRE(answers["attestations"].size() == 1);
  CHECK(answers["attestations"][0]["by"] == "Mia");
  CHECK(answers["attestations"][0]["date"] == "2024-05-02");
  CHECK(answers["attestations"][0]["reason"] == "seen");
  // The next time only the rest is asked, and added.
  auto second = hall.shell("printf 'y\\n\\ntwelve\\n19\\n' | " + ask + " --by Ole");
  CHECK(second.status == 0);
  CHECK(contains(second.output, "that is not a whole number"));
  answers = json::parse(hall.read("open.answers.json"));
  CHECK(answers["attestations"].size() == 2);
  REQUIRE(answers["values"].size() == 1);
  CHECK(answers["values"][0]["at"] == "/guests/1/age");
  auto checked = hall.precept("check open.json --answers open.answers.json");
  CHECK(checked.status == 0);
  CHECK(contains(checked.output, "open.answers.json"));
  CHECK(hall.precept("check open.json").status == 3);
  CHECK(hall.precept("ask open.json --write whole.json --format json").status == 0);
  CHECK(hall.precept("check whole.json").status == 0);
  CHECK(hall.precept("ask open.json --write open.json --format json").status == 2);
  CHECK(hall.read("open.json") == kOpen);
}

TEST_CASE("an answer given is kept though the input ends after it") {
  Hall hall;
  const std::string ask = "precept ask open.json --policy hall.precept --interactive";
  auto named = hall.shell("printf 'y\\n' | " + ask + " --by Mia");
  CHECK(named.status == 3);
  CHECK(json::parse(hall.read("open.answers.json"))["attestations"].size() == 1);
  auto nobody = hall.shell("printf 'y\\n' | " + ask);
  CHECK(nobody.status == 3);
  CHECK(contains(nobody.output, "The answer is not kept: nobody said whose it is."));
  CHECK(json::parse(hall.read("open.answers.json"))["attestations"].size() == 1);
}

TEST_CASE("answers that do not fit are an error") {
  Hall hall;
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "Nobody", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "E4017"));
  hall.write("a.json", R"({"answers_to": "x.json", "kind": "Morning"})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "are to a `Morning`"));
  hall.write("a.json", R"({"answers_to": "x.json", "kind": "Evening",
    "values": [{"at": "/guests/7/age", "value": 3, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "has no `/guests/7`"));
  hall.write("a.json", R"({"answers_to": "x.json", "kind": "Evening",
    "values": [{"at": "/guests/0/age", "value": 3, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("explain open.json --answers a.json").output, "has another value"));
  hall.write("a.json", R"({"answers_to": "x.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "Ada", "value": false, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check full.json --answers a.json").output, "E4018"));
  CHECK(contains(hall.precept("check open.json full.json --answers a.json").output, "to one document"));
  hall.write("a.json", "[]");
  CHECK(hall.precept("check open.json --answers a.json").status == 2);
  hall.write("a.json", "{");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "E4002"));
  CHECK(contains(hall.precept("check open.json --answers none.json").output, "E4001"));
}
