// The place of a finding is that of the field that decides, in every output alike.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

constexpr const char* kFair = R"(policy fair

enum Ware
  Bread Cheese Wine

enum Act
  sell serve

table Town from "towns.csv" key code
  code : text
  size : int

record Stall
  name   : text
  length : int
  town   : Town or none
  wares  : set of Ware
  helpers : list of Helper
  acts   : set of Act default {sell}

record Helper
  name : text
  age  : int

record Sponsor
  name  : text
  given : truth

record Fair
  region   : text
  limit    : int
  wares    : set of Ware
  open     : truth
  sponsors : list of Sponsor
  stalls   : list of Stall

about Fair f

clause some
  shall ensure some s in f.sponsors satisfies s.name != f.region and s.given

clause every
  shall ensure every s in f.stalls satisfies s.length <= f.limit

clause count
  shall ensure count(f.stalls) >= 3

clause set
  shall ensure Bread in f.wares

clause both
  shall ensure f.region = "west" and f.open

clause either
  shall ensure f.region = "east" or f.open or count(f.sponsors) > 9

about Fair f, each s in f.stalls

acts sell, serve
  exercised s.acts

clause length
  shall ensure s.length <= f.limit

clause town
  shall ensure s.town is given and s.town.size < 100

clause wares
  shall ensure s.wares subset of f.wares

clause helpers
  shall ensure every h in s.helpers satisfies h.age >= 18

clause grown
  shall ensure some h in s.helpers satisfies h.age >= 60

clause serving
  shall not serve
    when s.length > 5
)";

constexpr const char* kDocument = R"({"kind": "Fair", "region": "west",
 "limit": 4,
 "wares": ["Cheese"],
 "open": false,
 "sponsors": [{"name": "Bell", "given": false}],
 "stalls": [
  {"name": "Ada",
   "length": 6,
   "town": "B",
   "wares": ["Wine"],
   "helpers": [{"name": "Cleo", "age": 20},
               {"name": "Dan",
                "age": 12}],
   "acts": ["serve"]},
  {"name": "Ben",
   "wares": [],
   "helpers": []}
 ]})";

class FairFolder : public ClubFolder {
 public:
  FairFolder() {
    write("fair.precept", kFair);
    write("towns.csv", "code,size\nA,10\nB,1000\n");
    write("fair.json", kDocument);
  }
};

struct Expected {
  const char* clause;
  const char* subject;
  int line, column;
};

const std::vector<Expected> kExpected{
    {"some", "", 5, 14},    // the list that lacks an element, and not `region`, which is compared, too
    {"every", "", 8, 14},   // the element that is not as all are to be
    {"count", "", 6, 12},   // the list that is too short
    {"set", "", 3, 11},     // the set that lacks a member
    {"both", "", 4, 10},    // of `and` the part that is not met
    {"either", "", 4, 10},  // of `or` one of the parts, as none is met
    {"length", "/stalls/0", 8, 14},
    {"length", "/stalls/1", 15, 3},  // absent: the record that should hold it
    {"town", "/stalls/0", 9, 12},    // the key by which the table was asked
    {"wares", "/stalls/0", 10, 13},
    {"helpers", "/stalls/0", 13, 24},
    {"grown", "/stalls/0", 11, 15},
    {"grown", "/stalls/1", 17, 15},
    {"serving", "/stalls/0", 14, 12},  // where the act is recorded
};

}  // namespace

TEST_CASE("a finding is at the field that decides") {
  FairFolder folder;
  const Run run = folder.run("check fair.json --policy fair.precept --format json");
  const json report = json::parse(run.out);
  for (const Expected& expected : kExpected) {
    CAPTURE(std::string(expected.clause));
    CAPTURE(std::string(expected.subject));
    bool is_found = false;
    for (const json& finding : report["documents"][0]["findings"]) {
      if (finding["clause"] != expected.clause || finding["subject"] != expected.subject) continue;
      is_found = true;
      CHECK(finding["outcome"] != "satisfied");
      CHECK(finding["at"]["line"] == expected.line);
      CHECK(finding["at"]["column"] == expected.column);
    }
    CHECK(is_found);
  }
}

TEST_CASE("every output has the same places") {
  FairFolder folder;
  auto with = [&](const char* format) {
    return folder.run(std::string("check fair.json --policy fair.precept --format ") + format).out;
  };
  const std::string text = with("text"), github = with("github"), markdown = with("markdown");
  const json log = json::parse(with("sarif"));
  std::string sarif;
  for (const json& result : log["runs"][0]["results"]) {
    const json& region = result["locations"][0]["physicalLocation"]["region"];
    sarif += fmt::format("{}:{}\n", region["startLine"].get<int>(), region["startColumn"].get<int>());
  }
  for (const Expected& expected : kExpected) {
    CAPTURE(std::string(expected.clause));
    const std::string at = fmt::format("{}:{}", expected.line, expected.column);
    CHECK(contains(text, "fair.json:" + at + "\n"));
    CHECK(contains(github, fmt::format("line={},col={},", expected.line, expected.column)));
    CHECK(contains(markdown, "fair.json:" + at));
    CHECK(contains(sarif, at + "\n"));
  }
}

TEST_CASE("of a list in a file of its own the place is the cell") {
  FairFolder folder;
  json fair = json::parse(kDocument);
  fair.erase("stalls");
  folder.write("head.json", fair.dump());
  folder.write("stalls.csv", "name,length,wares\nAda,3,\nBen,9,Cheese\n");
  const Run run = folder.run("check head.json --table stalls=stalls.csv --policy fair.precept");
  CHECK(contains(run.out, "stalls.csv:3:5"));
}
