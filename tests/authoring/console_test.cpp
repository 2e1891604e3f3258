// What is typed at `precept repl`: expressions of every type, changes and what flips, and every mistake.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/command_folder.h"

namespace {

using precept::test::CommandFolder;

const std::string kPolicy = R"(policy hall

enum Purpose
  Concert "a concert"
  Market

table Room from "rooms.csv" key code
  code  : text
  seats : int

record Helper
  name : text
  age  : int or none

record Booking
  name     : text
  date     : date
  people   : int
  room     : Room
  purpose  : Purpose
  purposes : set of Purpose default {}
  helpers  : list of Helper default []
  deputy   : Helper or none
  paid     : truth

judgement quiet(b: Booking)
  asks "Is {b.name} quiet?"

define grown(h: Helper): truth
  as "{h.name} is grown" | "{h.name} is not grown"
  = h.age is given and h.age >= 18

about Booking b

clause rule 1
  shall ensure b.people <= b.room.seats
    otherwise "{b.name} brings {b.people} people"

clause rule 2
  shall ensure every h in b.helpers satisfies grown(h)
)";

struct Hall {
  CommandFolder folder;
  Hall() {
    folder.write("hall.precept", kPolicy);
    folder.write("rooms.csv", "code,seats\nblue,24\ngreat,120?\n");
    folder.write("choir.json",
                 R"({"kind": "Booking", "name": "Choir", "date": "2025-05-02", "people": 20, "room": "blue",
 "purpose": "Concert", "helpers": [{"name": "Ada", "age": 30}, {"name": "Ben", "age": 12}]})");
  }
  CommandFolder::Result type(const std::string& lines) const {
    folder.write("typed", lines);
    return folder.shell("precept repl choir.json --policy hall.precept < typed");
  }
  /// The answer to one line, which must be understood.
  std::string answer(const std::string& line) const {
    const auto result = type(line + "\n");
    INFO(result.output);
    CHECK(result.status == 0);
    return result.output.substr(result.output.find('\n') + 1);
  }
};

}  // namespace

TEST_CASE("expressions of every type are told with it") {
  const Hall hall;
  CHECK(hall.answer("b.people + 1") == "21 : int\n");
  CHECK(hall.answer("b.people / 3") == "about 6.67 : number\n");
  CHECK(hall.answer("b.people < 30") == "yes : truth\n");
  CHECK(hall.answer("b.people > 30") == "no : truth\n");
  CHECK(hall.answer("b.date + 30 days") == "2025-06-01 : date\n");
  CHECK(hall.answer("b.purpose") == "a concert : Purpose\n");
  CHECK(hall.answer("{Concert, Market}") == "a concert, Market : set of Purpose\n");
  CHECK(hall.answer("count(b.helpers)") == "2 : int\n");
  CHECK(hall.answer("every h in b.helpers satisfies grown(h)") == "no : truth\n");
}

TEST_CASE("what has parts is told with them; what is none or unknown as such") {
  const Hall hall;
  const std::string helpers = hall.answer("h in b.helpers where grown(h)");
  CHECK(helpers.find("list of Helper") != std::string::npos);
  CHECK(helpers.find("\n  1\n  Ada\n") != std::string::npos);
  CHECK(hall.answer("b.deputy") == "none : Helper or none\n");
  const std::string room = hall.answer("b.room");
  CHECK(room.find("seats: 24") != std::string::npos);
  CHECK(hall.answer("b.paid") == "unknown : truth\n  open: Is `paid` yes or no for the Booking?\n");
  CHECK(hall.answer("quiet(b)") == "unknown : truth\n  open: Is Choir quiet?\n");
}

TEST_CASE("an expression that breaks off is told by its end") {
  const Hall hall;
  for (const char* broken : {"1 +\n", "b.people <\n", "if b.people > 3 then\n", "(\n"}) {
    const auto result = hall.type(broken);
    INFO(result.output);
    CHECK(result.output.find("error[") != std::string::npos);
    CHECK(result.output.find("informative") == std::string::npos);
  }
}

TEST_CASE("a change tells what flips") {
  const Hall hall;
  const auto result =
      hall.type(":check\n:set /people 30\n:set /helpers/1/age 40\n:set /people 20\n:set /people 20\n");
  INFO(result.output);
  CHECK(result.status == 0);
  for (const char* line :
       {"non-compliant\n  rule 2", "rule 1: satisfied -> violated: Choir brings 30 people\n",
        "rule 2: violated -> satisfied\n", "verdict: non-compliant -> compliant\n",
        "nothing flips: compliant\n"})
    CHECK_MESSAGE(result.output.find(line) != std::string::npos, line);
  CHECK(hall.type(":unset /people\n").output.find("satisfied -> undetermined") != std::string::npos);
}

TEST_CASE("what the document cannot be is told, and it stays as it was") {
  const Hall hall;
  const auto result = hall.type(":set /people many\n:set people 3\n:unset /nothing\nb.people\n");
  CHECK(result.status == 2);
  for (const char* words : {"error[E40", "the document stays as it was", "`people` is no place",
                            "nothing at `/nothing`", "20 : int"})
    CHECK_MESSAGE(result.output.find(words) != std::string::npos, words << "\n" << result.output);
}

TEST_CASE("a mistake is told at its place in what was typed, and what is typed next is answered") {
  const Hall hall;
  const auto result = hall.type("b.peple\nb.people + \"x\"\nb.people +\n:reloat\n)\nb.people\n");
  INFO(result.output);
  CHECK(result.status == 2);
  for (const char* words : {"--> typed:1:3", "did you mean `people`?", "did you mean `reload`?", "20 : int"})
    CHECK_MESSAGE(result.output.find(words) != std::string::npos, words);
  CHECK(result.output.find("precept_answer") == std::string::npos);
}

TEST_CASE("why, type, doc, history, reload and load") {
  const Hall hall;
  CHECK(hall.answer(":why rule 2").find("Ben is not grown") != std::string::npos);
  CHECK(hall.answer(":type b.room.seats") == "int\n");
  CHECK(hall.answer(":doc grown").find("define grown(h: Helper): truth") != std::string::npos);
  CHECK(hall.answer(":doc rule 1").find("It must hold that") != std::string::npos);
  CHECK(hall.answer(":history") == ":history\n");
  CHECK(hall.answer(":reload").find("`b` is the Booking") != std::string::npos);
  CHECK(hall.answer(":load choir.json").find("choir.json") != std::string::npos);
  CHECK(hall.answer(":document").find("\"Choir\"") != std::string::npos);
  CHECK(hall.answer(":help").find(":set /PATH VALUE") != std::string::npos);
  CHECK(hall.answer(":quit\nnothing of this is asked") == "");
}

TEST_CASE("without a document there is an example; of a broken policy nothing is asked") {
  const Hall hall;
  const auto example = hall.folder.shell("echo b.name | precept repl --policy hall.precept");
  CHECK(example.status == 0);
  CHECK(example.output.find("a booking : text") != std::string::npos);
  hall.folder.write("broken.precept", "policy broken\n\nclause x\n");
  CHECK(hall.folder.shell("echo 1 | precept repl --policy broken.precept").status == 2);
  CHECK(hall.folder.shell("echo 1 | precept repl nothing.json --policy hall.precept").status == 2);
}

TEST_CASE("the shipped policies, and one of several files") {
  const CommandFolder folder;
  const std::string policies = PRECEPT_SOURCE_DIR "/policies/";
  const auto debian =
      folder.shell("echo '1 + 1' | precept repl --policy '" + policies + "debian-constitution'");
  INFO(debian.output);
  CHECK(debian.status == 0);
  CHECK(debian.output.find("2 : int") != std::string::npos);
  const auto res54 = folder.shell("echo '1 + 1' | precept repl --policy '" + policies + "wtsa-res54'");
  CHECK(res54.output.find("2 : int") != std::string::npos);
}
