// Many documents at once: what fails comes first, the end counts and names it, and however many are checked
// at the same time the report is the same.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

/// A folder `many/` of copies of the documents, in turn.
struct ManyFolder : ClubFolder {
  void copies(int number, std::initializer_list<const char*> of) const {
    int i = 0;
    while (i < number) {
      for (const char* document : of) {
        if (i == number) return;
        const std::string digits = std::to_string(1000 + i++);
        write("many/" + digits.substr(1) + ".json", read(document));
      }
    }
  }
  Run check_many(const std::string& words = "") const {
    return run(std::string("check many") + kBy + " " + words);
  }
};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++number;
  return number;
}

}  // namespace

// ---- what is shown -----------------------------------------------------------------------------------

TEST_CASE("of several documents those in order are counted and not shown") {
  ClubFolder folder;
  const std::string words = std::string("check good.json bad.json open.json mistake.json") + kBy;
  const Run run = folder.run(words);
  CHECK_FALSE(contains(run.out, "good.json"));
  CHECK(contains(run.out,
                 "\n4 documents: 1 compliant, 1 non-compliant, 1 undetermined and 1 not checked\n"
                 "  mistake.json: not checked, E4006"));
  CHECK(contains(run.out,
                 "\n  bad.json: non-compliant, not in accordance with rule 3\n"
                 "  open.json: undetermined, until one open question is answered\n"
                 "  3 clauses apply; 4 entries of lists looked at\n"));
  const Run verbose = folder.run(words + " --verbose");
  CHECK(contains(verbose.out, "good.json: compliant — Rules of the club"));
  CHECK(verbose.err == run.err);
  CHECK(verbose.code == run.code);
  CHECK(folder.run(words + " -v").out == verbose.out);
  CHECK(contains(folder.run(words + " --all").out, "good.json: compliant"));
  CHECK(contains(folder.run(words + " --rights").out, "good.json: compliant"));
}

TEST_CASE("who checks one document sees what was looked at") {
  ManyFolder folder;
  const Run one = folder.run(std::string("check good.json") + kBy);
  CHECK(contains(one.out, "good.json: compliant — Rules of the club"));
  CHECK(contains(one.out, "3 clauses apply"));
  CHECK_FALSE(contains(one.out, "1 document"));
  folder.copies(1, {"good.json"});
  CHECK(contains(folder.check_many().out, "many/000.json: compliant — Rules of the club"));
  folder.copies(12, {"good.json"});
  CHECK(folder.check_many().out ==
        "\n12 documents: 12 compliant\n  3 clauses apply; 12 entries of lists looked at\n");
}

TEST_CASE("warnings of a document in order are shown, notes are counted") {
  ClubFolder folder;
  folder.write("hall.precept",
               "policy hall\n\nrecord Evening\n  seats : int\n\nabout Evening e\n\nclause one\n"
               "  shall ensure e.seats >= 1\n\nclause two\n  should ensure e.seats >= 5\n    otherwise \"few "
               "seats\"\n\n"
               "clause three\n  encourage e.seats >= 7\n    otherwise \"not many seats\"\n");
  for (int seats : {4, 6, 8})
    folder.write("s" + std::to_string(seats) + ".json",
                 R"({"kind": "Evening", "seats": )" + std::to_string(seats) + "}");
  const Run run = folder.run("check s4.json s6.json s8.json --policy hall.precept");
  CHECK(run.code == 0);
  CHECK(contains(run.out, "s4.json: compliant"));
  CHECK(contains(run.out, "few seats"));
  CHECK_FALSE(contains(run.out, "s6.json"));
  CHECK_FALSE(contains(run.out, "s8.json"));
  CHECK(contains(run.out, "\n  1 compliant document has notes; --verbose shows them\n"));
  CHECK(contains(folder.run("check s6.json s8.json --policy hall.precept -v").out, "not many seats"));
}

TEST_CASE("every document that fails is named, or it is told how many are not") {
  ManyFolder folder;
  folder.copies(50, {"bad.json", "good.json"});
  const Run run = folder.check_many();
  CHECK(run.code == 1);
  CHECK(count(run.out, "\n  many/") == 20);
  CHECK(contains(run.out, "\n  … and 5 more; --verbose names them\n"));
  const Run verbose = folder.check_many("--verbose");
  CHECK(count(verbose.out, "\n  many/") == 25);
  CHECK_FALSE(contains(verbose.out, "more; --verbose"));
}

TEST_CASE("quiet: what fails, and one line") {
  ManyFolder folder;
  CHECK(folder.run(std::string("check good.json --quiet") + kBy).out == "1 document: 1 compliant\n");
  folder.copies(9, {"good.json"});
  folder.write("many/notes.txt", "for the archive");
  CHECK(folder.check_many("-q").out == "9 documents: 9 compliant; 1 file passed over\n");
  const Run failing = folder.run(std::string("check good.json bad.json -q") + kBy);
  CHECK(failing.out.starts_with("bad.json: non-compliant"));
  CHECK(contains(failing.out, "Ben is a guest"));
  CHECK(failing.out.ends_with("\n2 documents: 1 compliant and 1 non-compliant\n"));
  CHECK_FALSE(contains(failing.out, "  bad.json: non-compliant"));
  const Run both = folder.run(std::string("check good.json -q -v") + kBy);
  CHECK(both.code == 2);
  CHECK(contains(both.err, "error[E5040]"));
}

TEST_CASE("equal findings of many subjects are told as one, with where the first is") {
  ClubFolder folder;
  folder.write("door.precept",
               "policy door\n\nrecord Guest\n  name : text\n  age  : int\n\nrecord Evening\n"
               "  guests : list of Guest\n\nabout Evening e, each g in e.guests\n\nclause age\n"
               "  shall ensure g.age >= 18\n    otherwise \"too young\"\n");
  const auto evening = [&](int guests) {
    json document = {{"kind", "Evening"}, {"guests", {{{"name", "Ada"}, {"age", 30}}}}};
    for (int i = 0; i < guests; ++i)
      document["guests"].push_back({{"name", "Guest " + std::to_string(i)}, {"age", 10 + i % 8}});
    folder.write("evening.json", document.dump(1));
    return "check evening.json --policy door.precept";
  };
  const Run many = folder.run(evening(37));
  CHECK(contains(many.out,
                 "      - Guest 0, Guest 1, Guest 2 and 34 more: too young\n"
                 "        first at evening.json:"));
  CHECK(count(many.out, "too young") == 1);
  const Run all = folder.run(evening(37) + std::string(" --all"));
  CHECK(count(all.out, "too young") == 37);
  CHECK(contains(folder.run(evening(3)).out, "- Guest 2: too young"));
}

// ---- counts ------------------------------------------------------------------------------------------

TEST_CASE("every form that has a summary counts the same") {
  ClubFolder folder;
  folder.write("second.json", kGood);
  const std::string words = "good.json second.json bad.json open.json mistake.json";
  const json expected = {
      {"documents", 5},   {"compliant", 2}, {"non-compliant", 1}, {"undetermined", 1},
      {"not_checked", 1}, {"subjects", 5},  {"clauses", 3},       {"idle_clauses", json::array()}};
  CHECK(folder.report(words + kBy)["summary"] == expected);
  const std::string lines = folder.run("check " + words + kBy + " --format ndjson").out;
  json last = json::parse(lines.substr(lines.rfind("{\"summary\"")))["summary"];
  last.erase("engine");
  CHECK(last == expected);
  const json sarif = json::parse(folder.run("check " + words + kBy + " --format sarif").out);
  CHECK(sarif["runs"][0]["properties"] == expected);
  const std::string counted = "5 documents: 2 compliant, 1 non-compliant, 1 undetermined and 1 not checked";
  for (const char* format : {"text", "tap", "github", "markdown"}) {
    const std::string told = folder.run("check " + words + kBy + " --format " + format).out;
    CAPTURE(told);
    CHECK(contains(told, counted));
    CHECK(contains(told, "3 clauses apply; 5 entries of lists looked at"));
  }
  folder.write("empty.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 10, "people": []})");
  CHECK(folder.report(std::string("empty.json") + kBy)["summary"]["idle_clauses"] ==
        json({"rule 2", "rule 3"}));
  folder.write("nobody.json", folder.read("empty.json"));
  CHECK(contains(folder.run(std::string("check empty.json nobody.json") + kBy).out,
                 "  1 clause applies; nothing to look at for rule 2 and rule 3\n"));
}

// ---- several at the same time -------------------------------------------------------------------------

TEST_CASE("with any number of jobs the report is the same, byte for byte") {
  ManyFolder folder;
  folder.copies(42, {"good.json", "bad.json", "mistake.json", "open.json", "good.json", "good.json"});
  folder.write("many/0805.json", "{\"kind\": ");
  folder.write("many/0806.json", "[]");
  folder.write("many/0807.json", R"({"answers_to": "0806.json", "kind": "Evening"})");
  const auto told = [&](const std::string& form, const char* jobs) {
    const std::string to = " --output " + form + "=told --receipt receipts/";
    const Run run = folder.check_many("--format " + form + to + " --jobs " + jobs);
    return std::to_string(run.code) + run.out + "\n--- err\n" + run.err + "\n--- file\n" +
           folder.read("told") + folder.shell_run("cat receipts/many/*; rm -r receipts").out;
  };
  for (const char* form :
       {"text", "json", "ndjson", "sarif", "junit", "tap", "github", "gitlab", "markdown", "html"}) {
    CAPTURE(form);
    const std::string one = told(form, "1");
    for (const char* jobs : {"2", "7", "100"}) CHECK(told(form, jobs) == one);
  }
}

TEST_CASE("with any number of jobs the lines of a file are told in their order, and the same") {
  ClubFolder folder;
  std::string lines;
  for (int i = 0; i < 60; ++i) {
    for (const char* document : {"good.json", "bad.json", "mistake.json", "open.json"})
      lines += json::parse(folder.read(document)).dump() + "\n\n";
  }
  folder.write("all.ndjson", lines + "{\"kind\": ");
  folder.write("none.ndjson", "\n");
  const auto told = [&](const std::string& form, const char* jobs) {
    const Run run = folder.run("check good.json none.ndjson all.ndjson nobody.jsonl bad.json --format " +
                               form + " --jobs " + jobs + kBy);
    return std::to_string(run.code) + run.out + "\n--- err\n" + run.err;
  };
  for (const char* form : {"text", "json", "ndjson", "html"}) {
    CAPTURE(form);
    const std::string one = told(form, "1");
    for (const char* jobs : {"2", "7", "300"}) CHECK(told(form, jobs) == one);
  }
  const json documents =
      json::parse(told("json", "7").substr(1, told("json", "1").find("\n---")))["documents"];
  REQUIRE(documents.size() == 2 + 241 + 2);
  CHECK(documents[1]["file"] == "none.ndjson");
  CHECK(documents[2]["file"] == "all.ndjson:1");
  CHECK(documents[241]["file"] == "all.ndjson:479");
  CHECK(documents[242]["file"] == "all.ndjson:481");
  CHECK(documents[243]["file"] == "nobody.jsonl");
}

TEST_CASE("a folder of pages has the reasons of lines where they are few") {
  ClubFolder folder;
  const std::string line = json::parse(folder.read("good.json")).dump() + "\n";
  const auto first_page = [&](int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i) text += line;
    folder.write("all.ndjson", text);
    CHECK(folder.run(std::string("report all.ndjson -o site/") + kBy).code == 0);
    return folder.read("site/documents/all.ndjson:1.html");
  };
  CHECK(contains(first_page(2), "clauses-1.js"));
  CHECK(contains(first_page(500), "clauses-1.js"));
  const std::string brief = first_page(501);
  CHECK(contains(brief, "all.ndjson:1"));
  CHECK_FALSE(contains(brief, "clauses-1.js"));
}

TEST_CASE("a number of jobs that is none is told") {
  ClubFolder folder;
  for (const char* jobs : {"0", "-1", "many", "4000000000000"}) {
    CAPTURE(jobs);
    const Run run = folder.run(std::string("check good.json --jobs ") + jobs + kBy);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5040]"));
  }
}

// ---- progress -----------------------------------------------------------------------------------------

TEST_CASE("a terminal shows how far a long check is, and nobody else does") {
  ManyFolder folder;
  REQUIRE(folder.shell_run("mkfifo slow && command -v script").code == 0);
  // The second document comes late, a second after it was asked for; by then it is a long check.
  const auto told = [&](const std::string& more, const std::string& before = "") {
    return folder
        .shell_run("(sleep 1; cat good.json) > slow & " + before +
                   " script -qec \"'" PRECEPT_BINARY
                   "' check bad.json slow good.json --policy policy.precept " +
                   more + "\" typescript; wait")
        .out;
  };
  const std::string shown = told("", "env -u CI TERM=xterm");
  CHECK(contains(shown, "2 of 3, 1 not compliant\r\x1b[K"));
  CHECK(contains(shown, "3 documents: 2 compliant"));
  // A line of a pipe is checked when it is there, and how many will come is not known.
  const Run lines = folder.shell_run(
      "mkfifo slow.ndjson; L=$(tr -d '\\n' < good.json); (echo \"$L\"; sleep 1; echo \"$L\") > slow.ndjson & "
      "env -u CI TERM=xterm script -qec \"'" PRECEPT_BINARY
      "' check slow.ndjson bad.json --policy policy.precept\" typescript; wait");
  CHECK(contains(lines.out, "2 checked\r\x1b[K"));
  for (const std::string& none : {told("--no-progress", "env -u CI TERM=xterm"),
                                  told("--quiet", "env -u CI TERM=xterm"), told("", "env CI=true TERM=xterm"),
                                  told("", "env -u CI TERM=dumb"), told("2>err", "env -u CI TERM=xterm")}) {
    CHECK_FALSE(contains(none, "2 of 3"));
    CHECK(contains(none, "3 documents: 2 compliant"));
  }
}
