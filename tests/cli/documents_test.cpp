// Documents as people have them: YAML, files with one on each line, and a kind that is said beside them.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

constexpr const char* kYaml = R"(# of May
kind: Evening
date: 2022-05-01
seats: 10
people:
  - name: Ana
    kind: Member
  - name: Ben
    kind: Guest
    acts: [dance]
)";
constexpr const char* kLine =
    R"({"kind": "Evening", "date": "2022-05-01", "seats": 1, "people": [{"name": "Ana", "kind": "Member"}]})";
constexpr const char* kFullLine =
    R"({"kind": "Evening", "date": "2022-05-01", "seats": 0, "people": [{"name": "Ben", "kind": "Member"}]})";
constexpr const char* kBrokenLine = R"({"kind": "Evening", "date": "2022-05-01", "seets": 1, "people": []})";
constexpr const char* kOpenLine =
    R"({"kind": "Evening", "date": "2022-05-01", "seats": 1, "people": [{"name": "Ben", "kind": "Guest"}]})";

std::string lines(std::initializer_list<const char*> of) {
  std::string text;
  for (const char* line : of) text += std::string(line) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a document in YAML is checked, explained, asked, attested and converted, with its own places") {
  ClubFolder folder;
  folder.write("may.yaml", kYaml);
  folder.write("MAY.YML", kYaml);
  const std::string by = kBy;
  CHECK(contains(folder.check("may.yaml" + by).out, "may.yaml:10:11"));
  CHECK(folder.check("may.yaml" + by).code == 1);
  CHECK(folder.check("MAY.YML" + by).code == 1);
  CHECK(folder.check("-" + by + " < may.yaml").code == 1);
  CHECK(contains(folder.run("explain may.yaml --name Ben" + by).out, "[line 8]"));
  CHECK(folder.run("explain may.yaml --fix" + by).code == 0);
  CHECK(folder.run("report may.yaml -o page.html" + by).code == 1);
  CHECK(folder.run("convert may.yaml -o may.json" + by).code == 0);
  CHECK(json::parse(folder.read("may.json"))["people"][1]["acts"] == json::array({"dance"}));
  check_refused(folder.run("check may.yaml --receipt r.json" + by), "E5040", "precept convert");
  folder.write("bad.yaml", "kind: Evening\ndate: 2022-05-01\nseats: many\n");
  check_refused(folder.check("bad.yaml" + by), "E4005", "bad.yaml:3:8");
}

TEST_CASE("answers and attestations of a document in YAML") {
  ClubFolder folder;
  folder.write("open.yaml",
               "kind: Evening\ndate: 2022-05-01\nseats: 1\npeople:\n- {name: Ben, kind: Guest}\n");
  const std::string by = kBy;
  CHECK(folder.run("ask open.yaml" + by).code == 3);
  folder.write("input", "yes\nin the book\nJ. Moreau\n");
  CHECK(folder.run("ask open.yaml --interactive --write whole.json" + by, "< input > out").code == 0);
  CHECK(folder.check("open.yaml --answers open.answers.json" + by).code == 0);
  CHECK(folder.check("whole.json" + by).code == 0);
  const std::string words = " --judgement invited --about Ben --value no --by 'J. Moreau' -o attested.json";
  CHECK(folder.run("attest open.yaml" + words + by).code == 0);
  CHECK(folder.check("attested.json" + by).code == 1);
}

TEST_CASE("a folder: YAML and lines of JSON are documents, and what is passed over is told") {
  ClubFolder folder;
  folder.write("all/a.json", kGood);
  folder.write("all/below/b.yaml", kYaml);
  folder.write("all/below/c.ndjson", lines({kLine, "", kFullLine}));
  folder.write("all/d.jsonl", lines({kLine}));
  folder.write("all/notes.txt", "for the archive");
  const json report = folder.report(std::string("all") + kBy);
  std::string names;
  for (const json& document : report["documents"]) names += document["file"].get<std::string>() + " ";
  CHECK(names == "all/a.json all/below/b.yaml all/below/c.ndjson:1 all/below/c.ndjson:3 all/d.jsonl:1 ");
  CHECK(report["passed_over"].size() == 1);
  CHECK(folder.check(std::string("all") + kBy).code == 1);
}

TEST_CASE("each line of a file is a document, with its place in the file") {
  ClubFolder folder;
  folder.write("all.ndjson",
               lines({kLine, kFullLine, "", kBrokenLine, "[1]", "{\"kind\": \"Evening\"", kOpenLine}));
  const std::string by = kBy;
  const Run run = folder.check("all.ndjson --verbose" + by);
  CHECK(run.code == 2);
  CHECK(contains(run.out, "all.ndjson:1: compliant"));
  CHECK(contains(run.out, "all.ndjson:2: non-compliant"));
  CHECK(contains(run.out, "all.ndjson:7: undetermined"));
  CHECK(contains(run.err, "--> all.ndjson:4:43\n"));
  CHECK(contains(run.err, "\n4 | {\"kind\""));
  CHECK(contains(run.err, "--> all.ndjson:5:1\n"));
  CHECK(contains(run.err, "--> all.ndjson:6:19\n"));
  const json report = folder.report("all.ndjson:2 all.ndjson:7" + by);
  REQUIRE(report["documents"].size() == 2);
  CHECK(report["documents"][0]["verdict"] == "non-compliant");
  CHECK(folder.check("all.ndjson:1" + by).code == 0);
  CHECK(folder.run("explain all.ndjson:2" + by).code == 0);
  CHECK(folder.run("convert all.ndjson:2 -o two.json" + by).code == 0);
  CHECK(folder.check("two.json --receipt r.json" + by).code == 1);
  folder.write("input", "yes\nin the book\nJ. Moreau\n");
  CHECK(folder.run("ask all.ndjson:7 --interactive" + by, "< input > out").code == 0);
  CHECK(json::parse(folder.read("all.7.answers.json"))["answers_to"] == "all.ndjson:7");
  CHECK(folder.check("all.ndjson:7 --answers all.7.answers.json" + by).code == 0);
}

TEST_CASE("what a file of lines cannot be is said with the way out") {
  ClubFolder folder;
  folder.write("all.ndjson", lines({kLine, "", kFullLine}));
  folder.write("empty.ndjson", "\n \n");
  folder.write("people.csv", "name,kind\nAna,Member\n");
  const std::string by = kBy;
  check_refused(folder.check("all.ndjson:2" + by), "E4001", "there is no document in line 2");
  check_refused(folder.check("all.ndjson:9" + by), "E4001", "there is no document in line 9");
  check_refused(folder.check("nobody.ndjson" + by), "E4001", "there is no such file");
  check_refused(folder.check("nobody.ndjson:1" + by), "E4001", "there is no such file");
  check_refused(folder.check("empty.ndjson" + by), "E4013", "`empty.ndjson` holds no document");
  check_refused(folder.run("explain all.ndjson" + by), "E4015", "name its line: all.ndjson:1");
  check_refused(folder.run("convert all.ndjson" + by), "E4015", "name its line: all.ndjson:1");
  check_refused(folder.run("check all.ndjson --receipt r.json" + by), "E5040",
                "precept convert all.ndjson:1");
  check_refused(folder.check("all.ndjson --table people=people.csv" + by), "E5040", "one on each line");
  check_refused(folder.check("all.ndjson --answers a.json" + by), "E5052", "one on each line");
  CHECK(!std::filesystem::exists(folder.path() / "r.json"));
}

TEST_CASE("a document that does not say its kind is of the one that --as says") {
  ClubFolder folder;
  const std::string fields =
      R"("date": "2022-05-01", "seats": 1, "people": [{"name": "Ana", "kind": "Member"}])";
  folder.write("plain.json", " {" + fields + "}\n");
  folder.write("plain.ndjson", "{" + fields + "}\n{" + fields + "}\n");
  folder.write("plain.yaml", "date: 2022-05-01\nseats: 1\npeople: [{name: Ben, kind: Gest}]\n");
  folder.write("nothing.json", "{ }");
  const std::string as = " --as Evening" + std::string(kBy);
  check_refused(folder.check(std::string("plain.json") + kBy), "E4008", "does not say what it is");
  CHECK(folder.check("plain.json" + as).code == 0);
  CHECK(folder.check("plain.ndjson" + as).code == 0);
  CHECK(folder.check("good.json" + as).code == 0);
  check_refused(folder.check("nothing.json" + as), "E5004", "nothing.json:1:1");
  check_refused(folder.check("plain.yaml" + as), "E4006", "plain.yaml:3:28");
  CHECK(folder.run("explain plain.json" + as).code == 0);
  CHECK(json::parse(folder.run("convert plain.json" + as).out)["kind"] == "Evening");
  check_refused(folder.check(std::string("plain.json --as Evning") + kBy), "E5040",
                "did you mean `Evening`?");
  folder.write("other.json", R"({"date": "2022-05-01", "kind": "Morning"})");
  check_refused(folder.check("other.json" + as), "E5040", "other.json:1:32");
  for (const char* start : {"{", "{ ", "{\n"}) {
    folder.write("strange.json", std::string(start) + R"("dat": 1, "date": "2022-05-01"})");
    const std::string place = std::string(start).ends_with('\n') ? "2:1" : start[1] == ' ' ? "1:3" : "1:2";
    check_refused(folder.check("strange.json" + as), "E4003", "--> strange.json:" + place + "\n");
  }
  folder.write("broken.json", R"({"date": "2022-05-01")");
  check_refused(folder.check("broken.json" + as), "E4002", "broken.json:1:22");
  check_refused(folder.run("check plain.json --receipt r.json" + as), "E5040", "precept convert");
}
