// The command line with readings of the text and languages of the report.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

// ---- readings --------------------------------------------------------------------------------------

constexpr const char* kRead = R"(policy read

reading seats
  all_rows   "every row counts" default
  front_only "only the front row counts"

reading tone
  strict "it binds" default
  mild   "it is advice"

record Play
  name   : text
  people : int
  seats  : int
  front  : int

about Play p

clause seats
  shall ensure p.people <= (if seats = all_rows then p.seats else p.front)
    when tone = strict
  should ensure p.people <= p.seats
    when tone = mild

clause people
  shall ensure p.people > 0
)";
constexpr const char* kPlay = R"({"kind": "Play", "name": "Macbeth", "people": 20, "seats": 24, "front": 8})";

TEST_CASE("a reading is chosen by option, else by the project file, else by default") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  fs::create_directories(folder.path() / "plays/2025");
  folder.write("plays/2025/macbeth.json", kPlay);
  const std::string check = "plays/2025/macbeth.json --policy read.precept";
  CHECK(folder.check(check).code == 0);
  CHECK(!contains(folder.check(check).out, "read with"));
  Run asked = folder.check(check + " --reading seats=front_only");
  CHECK(asked.code == 1);
  CHECK(contains(asked.out, "read with seats = front_only: only the front row counts (--reading)"));

  folder.write("precept.project", "-- of this folder\n\nreading seats=front_only -- and so on\n");
  Run by_project = folder.check(check);
  CHECK(by_project.code == 1);
  CHECK(contains(by_project.out, "(precept.project:3)"));
  CHECK(folder.check(check + " --reading seats=all_rows").code == 0);
  // The nearest counts, and only that.
  folder.write("plays/precept.project", "reading tone = mild\n");
  CHECK(contains(folder.check(check).out, "tone = mild: it is advice (plays/precept.project:1)"));
  CHECK(folder.check(check).code == 0);
  CHECK(folder.check(check + " --reading tone=strict --reading seats=front_only").code == 1);
}

TEST_CASE("beside the policy is where a project file is looked for last") {
  ClubFolder folder;
  fs::create_directories(folder.path() / "policies");
  fs::create_directories(folder.path() / "plays");
  folder.write("policies/read.precept", kRead);
  folder.write("policies/precept.project", "reading seats = front_only\n");
  folder.write("plays/macbeth.json", kPlay);
  CHECK(folder.check("plays/macbeth.json --policy policies/read.precept").code == 1);
  CHECK(folder.check("plays/macbeth.json --policy policies").code == 1);
  folder.write("precept.project", "");
  CHECK(folder.check("plays/macbeth.json --policy policies").code == 0);
}

TEST_CASE("what is no reading, or no choice, or no line of a project file, checks nothing") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  folder.write("macbeth.json", kPlay);
  const std::string check = "macbeth.json --policy read.precept";
  Run unknown = folder.check(check + " --reading seat=all_rows");
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "error[E5007]"));
  CHECK(contains(unknown.err, "did you mean `seats`?"));
  Run no_choice = folder.check(check + " --reading seats=front_onyl");
  CHECK(no_choice.code == 2);
  CHECK(contains(no_choice.err, "error[E5008]"));
  CHECK(contains(no_choice.err, "did you mean `front_only`?"));
  CHECK(folder.check(check + " --reading seats").code == 2);

  for (const char* line : {"readings seats = all_rows", "reading seats", "reading seats = all_rows now",
                           "reading = all_rows", "reading seats = all_rows\nreading seats = front_only"}) {
    folder.write("precept.project", line);
    Run run = folder.check(check);
    CAPTURE(line);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5009]"));
    CHECK(contains(run.err, "precept.project:"));
  }
  folder.write("precept.project", "reading tone = mld\n");
  Run mistaken = folder.run("check " + check + " --format json");
  CHECK(mistaken.code == 2);
  json report = json::parse(mistaken.out);
  CHECK(report["documents"][0]["checked"] == false);
  CHECK(report["documents"][0]["errors"][0]["code"] == "E5008");
  CHECK(report["documents"][0]["errors"][0]["line"] == 1);
  CHECK(report["documents"][0]["errors"][0]["column"] == 16);
}

TEST_CASE("the report says under which readings it was reached, and what others would change") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  folder.write("macbeth.json", kPlay);
  const std::string check = "macbeth.json --policy read.precept";
  json readings = json::parse(folder.run("check " + check + " --reading tone=strict --format json")
                                  .out)["documents"][0]["policy"]["readings"];
  REQUIRE(readings.size() == 2);
  CHECK(readings[0] ==
        json{{"name", "seats"}, {"choice", "all_rows"}, {"words", "every row counts"}, {"default", true}});
  CHECK(readings[1]["chosen_in"] == "--reading");
  CHECK(readings[1]["default"] == true);

  Run table = folder.check(check + " --readings");
  CHECK(table.code == 0);
  CHECK(contains(table.out, "seats = front_only  non-compliant  seats violated, was satisfied"));
  CHECK(contains(table.out, "tone = mild         compliant      seats not applicable, was satisfied"));
  Run chosen = folder.run("check " + check + " --readings --reading seats=front_only --format json");
  CHECK(chosen.code == 1);
  json document = json::parse(chosen.out)["documents"][0];
  CHECK(document["verdict"] == "non-compliant");
  REQUIRE(document["other_readings"].size() == 2);
  const json& other = document["other_readings"][0];
  CHECK(other["reading"] == "seats");
  CHECK(other["choice"] == "all_rows");
  CHECK(other["verdict"] == "compliant");
  CHECK(other["findings"][0]["before"] == "violated");
  CHECK(other["findings"][0]["after"] == "satisfied");
  CHECK(document["other_readings"][1]["verdict"] == "compliant");
}

TEST_CASE("of many differences the first are shown, and --all shows them") {
  ClubFolder folder;
  folder.write("many.precept", R"(policy many
reading age
  twelve   "from twelve on" default
  eighteen "from eighteen on"
record Person
  name : text
  age  : int
record Play
  people : list of Person
about Play p, each a in p.people
acts enter, dance
clause age
  may enter, dance
    when a.age >= (if age = twelve then 12 else 18)
clause names
  shall ensure a.age > 0
)");
  json people = json::array();
  for (int i = 0; i < 25; ++i) people.push_back({{"name", "P" + std::to_string(i)}, {"age", 15}});
  folder.write("play.json", json{{"kind", "Play"}, {"people", people}}.dump());
  const std::string check = "check play.json --policy many.precept --readings";
  Run cut = folder.run(check);
  CHECK(contains(cut.out, "P0: enter, dance silent, was permitted"));
  CHECK(!contains(cut.out, "P20: "));
  CHECK(contains(cut.out, "… and 5 more; --all shows them"));
  CHECK(contains(folder.run(check + " --all").out, "P24: enter, dance silent, was permitted"));
}

TEST_CASE("a policy without readings says so") {
  ClubFolder folder;
  Run run = folder.check(std::string("good.json --readings") + kBy);
  CHECK(run.code == 0);
  CHECK(contains(run.out, "it has no readings"));
  CHECK(!json::parse(
             folder.run(std::string("check good.json --format json") + kBy).out)["documents"][0]["policy"]
             .contains("readings"));
}

// ---- languages -----------------------------------------------------------------------------------

TEST_CASE("a report is told in the language asked for, else the project file's, else English") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  folder.write("macbeth.json", kPlay);
  const std::string check = "macbeth.json --policy read.precept --reading seats=front_only";
  CHECK(contains(folder.check(check).out, "non-compliant"));
  Run french = folder.check(check + " --lang fr");
  CHECK(french.code == 1);
  CHECK(contains(french.out, "non conforme"));
  CHECK(contains(french.out, "Un texte de la politique n'existe pas en français"));
  Run json = folder.run("check " + check + " --lang fr --format json");
  CHECK(contains(json.out, "\"language\": \"fr\""));
  CHECK(contains(json.out, "\"verdict\": \"non-compliant\""));
  Run russian = folder.check(check + " --lang ru");
  CHECK(contains(russian.out, "non-compliant"));
  CHECK(contains(russian.out, "The checker's own sentences are not available in Russian."));

  folder.write("precept.project", "language = fr\n");
  CHECK(contains(folder.check(check).out, "non conforme"));
  CHECK(contains(folder.check(check + " --lang en").out, "non-compliant"));
  CHECK(contains(folder.run("explain " + check).out, "non conforme"));
  for (const char* line :
       {"language = french", "language fr", "language = fr\nlanguage = fr", "language = = fr"}) {
    folder.write("precept.project", line);
    CAPTURE(line);
    Run run = folder.check(check);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5009]"));
  }
  folder.write("precept.project", "");
  Run unknown = folder.run("check " + check + " --lang frr");
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "`frr` is none of"));
}

TEST_CASE("lint: of a policy without translations, of one that is not there, and of none") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  Run unasked = folder.run("lint read.precept --write");
  CHECK(unasked.code == 0);
  CHECK(contains(unasked.out, "--lang fr asks for French"));
  Run asked = folder.run("lint read.precept --lang fr");
  CHECK(asked.code == 1);
  CHECK(contains(asked.out, "read.precept:"));
  Run written = folder.run("lint read.precept --lang fr --write");
  CHECK(written.code == 1);
  CHECK(fs::exists(folder.path() / "read.fr.po"));
  CHECK(contains(folder.run("lint read.precept").out, "are not there in French"));
  CHECK(folder.run("lint nowhere.precept --lang fr").code == 2);
  fs::create_directories(folder.path() / "empty");
  CHECK(folder.run("lint empty --lang fr").code == 2);
  folder.write("read.fr.po", "msgid \"a\n");
  CHECK(folder.run("lint read.precept --write").code == 2);
  folder.write("broken.precept", "policy broken\n\nabout");
  CHECK(folder.run("lint broken.precept").code == 2);
}

// ---- the project file's text ------------------------------------------------------------------------

TEST_CASE("a line of the project file is what a reader sees of it") {
  ClubFolder folder;
  folder.write("read.precept", kRead);
  folder.write("macbeth.json", kPlay);
  const std::string check = "macbeth.json --policy read.precept";
  struct Tried {
    std::string text, message, place;
  };
  const Tried all[] = {
      {"-- a note\rtrust \"head\"\n", "a carriage return alone", ":1:10"},
      {"-- a note\rtrust \"head\"\r", "a carriage return alone", ":1:10"},
      {"language = en\n-- a note\ftrust \"head\"\n", "a form feed (U+000C)", ":2:10"},
      {"-- a note\vtrust \"head\"\n", "a vertical tab (U+000B)", ":1:10"},
      {"-- a note\u0085trust \"head\"\n", "a next-line sign (U+0085)", ":1:10"},
      {"-- a note\u2028trust \"head\"\n", "a line separator (U+2028)", ":1:10"},
      {"trust \"a\u2029b\"\n", "a paragraph separator (U+2029)", ":1:9"},
      {std::string("trust \"a\0b\"\n", 13), "U+0000 (null)", ":1:9"},
      {"trust \"a\u200Bb\"\n", "U+200B (zero width space)", ":1:9"},
      {"trust \"a\u202Eb\"\n", "U+202E (right-to-left override)", ":1:9"},
      {"trust \"a\x1B[8m\"\n", "U+001B (escape)", ":1:9"},
      {"trust \"a\x7F\"\n", "U+007F (delete)", ":1:9"},
      {"trust \"a\" as \"b\u2060\"\n", "U+2060 (word joiner)", ":1:16"},
      {"reading to\u200Bne = mild\n", "U+200B (zero width space)", ":1:11"},
      {"language = en\ntrust \"a\xE9\"\n", "not valid UTF-8", ":2:9"},
  };
  for (const Tried& tried : all) {
    folder.write("precept.project", tried.text);
    Run run = folder.check(check);
    CAPTURE(tried.text);
    CHECK(run.code == 2);
    CHECK_MESSAGE(contains(run.err, "error[E5009]: "), run.err);
    CHECK_MESSAGE(contains(run.err, tried.message), run.err);
    CHECK_MESSAGE(contains(run.err, "precept.project" + tried.place), run.err);
  }
  folder.write("precept.project", "-- a note\r\ntrust \"Zo\u00EB  Q.\"\r\n-- the end\r");
  CHECK(folder.check(check).code == 0);
}
