// The command line as people and scripts meet it: the built binary is run on files in a temporary folder,
// and its exit code, standard output and standard error are looked at.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

// ---- exit codes ------------------------------------------------------------------------------------

TEST_CASE("each verdict has an exit code, the same in both formats") {
  ClubFolder folder;
  CHECK(folder.check("good.json --policy policy.precept").code == 0);
  CHECK(folder.check("bad.json --policy policy.precept").code == 1);
  CHECK(folder.check("open.json --policy policy.precept").code == 3);
  CHECK(folder.check("open.json --policy policy.precept --strict").code == 1);
  CHECK(folder.check("good.json --policy policy.precept --strict").code == 0);
  CHECK(folder.check("mistake.json --policy policy.precept").code == 2);
}

TEST_CASE("of several documents the worst decides, and an error is the worst") {
  ClubFolder folder;
  CHECK(folder.check(std::string("good.json open.json") + kBy).code == 3);
  CHECK(folder.check(std::string("good.json open.json bad.json") + kBy).code == 1);
  Run run = folder.check(std::string("good.json mistake.json bad.json open.json -v") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.out, "good.json: compliant"));
  CHECK(contains(run.out, "mistake.json: not checked"));
  CHECK(contains(run.out, "bad.json: non-compliant"));
  CHECK(contains(run.out, "open.json: undetermined"));
  CHECK(contains(run.out, "4 documents: 1 compliant, 1 non-compliant, 1 undetermined and 1 not checked"));
}

// ---- what people read ------------------------------------------------------------------------------

TEST_CASE("a violation is told with its clause, its words, the message and the place") {
  ClubFolder folder;
  Run run = folder.check(std::string("bad.json") + kBy);
  CHECK(contains(run.out,
                 "bad.json: non-compliant, not in accordance with rule 3 — Rules of the club (in force on"));
  CHECK(contains(run.out, "“guests enter when invited, and do not dance”"));
  CHECK(contains(run.out, "Ben is a guest [dance]"));
  CHECK(contains(run.out, "bad.json:5:46"));
  CHECK(run.err.empty());
}

TEST_CASE("what is open is asked, with who could answer") {
  ClubFolder folder;
  Run run = folder.check(std::string("open.json") + kBy);
  CHECK(contains(run.out, "until one open question is answered"));
  CHECK(contains(run.out, "1. Was Ben invited?"));
  CHECK(contains(run.out, "a person attests `invited` about “Ben”; look at the guest book"));
}

TEST_CASE("a mistake in a document is shown where it is, and the others are checked") {
  ClubFolder folder;
  Run run = folder.check(std::string("mistake.json good.json -v") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E4006]"));
  CHECK(contains(run.err, "mistake.json:3:"));
  CHECK(contains(run.err, "Member"));
  CHECK(contains(run.out, "good.json: compliant"));
}

TEST_CASE("rights are a table") {
  ClubFolder folder;
  Run run = folder.check(std::string("bad.json --rights") + kBy);
  CHECK(contains(run.out, "enter         dance"));
  CHECK(contains(run.out, "Ana  permitted     permitted  rule 2"));
  CHECK(contains(run.out, "forbidden"));
  CHECK_FALSE(contains(folder.check(std::string("bad.json") + kBy).out, "Rights"));
}

TEST_CASE("a long list is cut short, and --all shows it") {
  ClubFolder folder;
  std::string people;
  for (int i = 0; i < 25; ++i) {
    people += std::string(i > 0 ? "," : "") + R"({"name":"Guest )" + std::to_string(i) +
              R"(","kind":"Guest","acts":["dance"]})";
  }
  folder.write("many.json", R"({"kind":"Evening","date":"2022-05-01","seats":30,"people":[)" + people + "]}");
  Run cut = folder.check(std::string("many.json") + kBy);
  CHECK(contains(cut.out, "… and 5 more; --all shows them"));
  CHECK(contains(cut.out, "Guest 19 is"));
  CHECK_FALSE(contains(cut.out, "Guest 20 is"));
  Run all = folder.check(std::string("many.json --all") + kBy);
  CHECK(contains(all.out, "Guest 24 is"));
  CHECK(contains(all.out, "Satisfied"));
  CHECK_FALSE(contains(all.out, "more; --all"));
}

TEST_CASE("a name cannot steer the terminal") {
  ClubFolder folder;
  folder.write("odd.json",
               "{\"kind\":\"Evening\",\"date\":\"2022-05-01\",\"seats\":1,\"people\":["
               "{\"name\":\"Ben\\u001b[2J\",\"kind\":\"Guest\",\"acts\":[\"dance\"]}]}");
  Run run = folder.check(std::string("odd.json --rights") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E4030]"));
  CHECK_FALSE(contains(run.out + run.err, "\x1b"));
  CHECK(folder.report(std::string("odd.json") + kBy)["documents"][0]["errors"][0]["code"] == "E4030");
}

TEST_CASE("colour only where it is wanted") {
  ClubFolder folder;
  CHECK_FALSE(contains(folder.run(std::string("check bad.json") + kBy).out, "\x1b["));
  CHECK(contains(folder.run(std::string("check bad.json --color always") + kBy).out, "\x1b["));
  CHECK_FALSE(contains(folder.run(std::string("check bad.json --color never") + kBy).out, "\x1b["));
}

// ---- what programs read ----------------------------------------------------------------------------

TEST_CASE("the report for programs keeps its contract") {
  ClubFolder folder;
  json report = folder.report(std::string("bad.json") + kBy);
  CHECK(report["engine"].get<std::string>().starts_with("precept "));
  REQUIRE(report["documents"].size() == 1);
  const json& document = report["documents"][0];
  CHECK(document["file"] == "bad.json");
  CHECK(document["kind"] == "Evening");
  CHECK(document["checked"] == true);
  CHECK(document["policy"]["name"] == "club.rules");
  CHECK(document["policy"]["digest"].get<std::string>().size() == 64);
  CHECK(document["policy"]["in_force_from"] == "2020-01-01");
  CHECK(document["policy"]["in_force_until"] == "2023-12-31");
  CHECK(document["chosen_because"] == "in force on the document's date, 2022-05-01");
  CHECK(document["verdict"] == "non-compliant");
  CHECK(document["open_questions"].empty());
  json expected = {{"clause", "rule 3"}, {"outcome", "violated"},
                   {"level", "error"},   {"subject", "/people/1"},
                   {"name", "Ben"},      {"message", "Ben is a guest"},
                   {"acts", {"dance"}},  {"at", {{"file", "bad.json"}, {"line", 5}, {"column", 46}}}};
  CHECK(document["findings"].back() == expected);
  CHECK(document["findings"][0]["outcome"] == "satisfied");
  CHECK(document["findings"][0]["message"] == "");
  const json& rights = document["rights"][1];
  CHECK(rights["subject"] == "/people/1");
  CHECK(rights["name"] == "Ben");
  CHECK(rights["acts"]["dance"] == json{{"right", "forbidden"}, {"by", {"rule 3"}}});
  CHECK(rights["acts"]["enter"]["right"] == "undetermined");
}

TEST_CASE("open questions are in the report, and in what rests on them") {
  ClubFolder folder;
  const json document = folder.report(std::string("open.json") + kBy)["documents"][0];
  CHECK(document["verdict"] == "undetermined");
  REQUIRE(document["open_questions"].size() == 1);
  const json& question = document["open_questions"][0];
  CHECK(question["judgement"] == "invited");
  CHECK(question["about"] == "Ben");
  CHECK(question["asks"] == "Was Ben invited?");
  CHECK(question["from"] == "the guest book");
  CHECK(question["subject"] == "/people/0");
  bool is_told = false;
  for (const json& finding : document["findings"]) {
    if (finding["outcome"] == "undetermined")
      is_told = is_told || finding["missing"][0]["judgement"] == "invited";
  }
  CHECK(is_told);
}

TEST_CASE("missing evidence is named by its pointer and found by its place") {
  ClubFolder folder;
  folder.write("part.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": null,
  "people": [ {"name": "Ana", "kind": "Member"} ]})");
  CHECK(folder.check(std::string("part.json") + kBy).code == 3);
  const json question = folder.report(std::string("part.json") + kBy)["documents"][0]["open_questions"][0];
  CHECK(question["judgement"].is_null());
  CHECK(question["subject"] == "/seats");
  CHECK(question["at"]["line"] == 1);
  CHECK(question["at"]["column"] == 52);
}

TEST_CASE("an unknown list of subjects leaves the verdict open") {
  ClubFolder folder;
  folder.write("unlisted.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 3})");
  CHECK(folder.check(std::string("unlisted.json") + kBy).code == 3);
  const json document = folder.report(std::string("unlisted.json") + kBy)["documents"][0];
  CHECK(document["verdict"] == "undetermined");
  REQUIRE(document["open_questions"].size() == 1);
  CHECK(document["open_questions"][0]["subject"] == "/people");
}

TEST_CASE("mistakes are in the report for programs, and there is no verdict beside them") {
  ClubFolder folder;
  const json document = folder.report(std::string("mistake.json") + kBy)["documents"][0];
  CHECK(document["checked"] == false);
  CHECK_FALSE(document.contains("verdict"));
  CHECK_FALSE(document.contains("findings"));
  REQUIRE(document["errors"].size() == 1);
  CHECK(document["errors"][0]["code"] == "E4006");
  CHECK(document["errors"][0]["file"] == "mistake.json");
  CHECK(document["errors"][0]["line"] == 3);
  CHECK(document["errors"][0]["column"].get<int>() > 1);
  CHECK(contains(document["errors"][0]["help"].get<std::string>(), "Member"));
}

// ---- nothing checked -------------------------------------------------------------------------------

TEST_CASE("nothing to check, or nothing to check by, is an error") {
  ClubFolder folder;
  Run no_file = folder.check("--policy policy.precept");
  CHECK(no_file.code == 2);
  CHECK(contains(no_file.err, "error[E5003]"));
  Run no_policy = folder.check("good.json");
  CHECK(no_policy.code == 2);
  CHECK(contains(no_policy.err, "error[E5001]"));
  CHECK(contains(no_policy.err, "--policy"));
  fs::create_directory(folder.path() / "empty");
  Run no_documents = folder.check(std::string("empty") + kBy);
  CHECK(no_documents.code == 2);
  CHECK(contains(no_documents.err, "error[E5003]"));
  Run no_policies = folder.check("good.json --policy empty");
  CHECK(no_policies.code == 2);
  CHECK(contains(no_policies.err, "error[E1025]"));
}

TEST_CASE("a document to which no clause applies was not checked") {
  ClubFolder folder;
  folder.write("late.precept", R"(policy late

record Visit
  hour : int

about Visit v

clause night
  shall ensure v.hour < 24
    when v.hour > 20
)");
  folder.write("noon.json", R"({"kind": "Visit", "hour": 12})");
  folder.write("night.json", R"({"kind": "Visit", "hour": 22})");
  Run noon = folder.check("noon.json --policy late.precept");
  CHECK(noon.code == 2);
  CHECK(contains(noon.err, "error[E5001]"));
  CHECK(contains(noon.err, "no clause of the policy applies"));
  CHECK(folder.check("night.json --policy late.precept").code == 0);
  CHECK(folder.report("noon.json --policy late.precept")["documents"][0]["errors"][0]["code"] == "E5001");
}

TEST_CASE("an empty list of subjects was not checked") {
  ClubFolder folder;
  folder.write("each.precept", R"(policy each

record Person
  name : text

record Crowd
  people : list of Person

about Crowd c, each a in c.people

clause names
  shall ensure a.name != "nobody"
)");
  folder.write("nobody.json", R"({"kind": "Crowd", "people": []})");
  folder.write("somebody.json", R"({"kind": "Crowd", "people": [{"name": "Ana"}]})");
  Run run = folder.check("nobody.json --policy each.precept");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "`/people` of the document is empty"));
  CHECK(folder.check("somebody.json --policy each.precept").code == 0);
}

// ---- files -----------------------------------------------------------------------------------------

TEST_CASE("a file that cannot be read is an error, and the others are checked") {
  ClubFolder folder;
  Run run = folder.check(std::string("absent.json good.json -v") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E4001]"));
  CHECK(contains(run.err, "there is no such file"));
  CHECK(contains(run.out, "good.json: compliant"));
}

TEST_CASE("a folder stands for its JSON files, in order") {
  ClubFolder folder;
  fs::create_directory(folder.path() / "all");
  folder.write("all/b.json", kBad);
  folder.write("all/a.json", kGood);
  folder.write("all/notes.txt", "no document");
  const json report = folder.report(std::string("all") + kBy);
  REQUIRE(report["documents"].size() == 2);
  CHECK(report["documents"][0]["file"] == "all/a.json");
  CHECK(report["documents"][1]["file"] == "all/b.json");
  CHECK(folder.check(std::string("all") + kBy).code == 1);
}

TEST_CASE("formats that are not read are named") {
  ClubFolder folder;
  for (const char* name : {"list.csv", "list.XLSX", "list.ods"}) {
    folder.write(name, "a,b\n");
    Run run = folder.check(name + std::string(kBy));
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E4015]"));
    CHECK(contains(run.err, "a document is JSON or YAML"));
    CHECK(contains(run.err, "--table FIELD=FILE"));
  }
  Run policy = folder.check(std::string("policy.precept") + kBy);
  CHECK(policy.code == 2);
  CHECK(contains(policy.err, "is a policy, not a document"));
}

TEST_CASE("what is no document at all") {
  ClubFolder folder;
  folder.write("empty.json", "");
  folder.write("broken.json", R"({"kind": "Evening", )");
  folder.write("array.json", "[]");
  folder.write("kindless.json", R"({"date": "2022-05-01"})");
  for (const char* name : {"empty.json", "broken.json", "array.json", "kindless.json"}) {
    Run run = folder.check(name + std::string(kBy));
    CHECK_MESSAGE(run.code == 2, name);
    CHECK_MESSAGE(contains(run.err, "error[E4"), run.err);
  }
}

TEST_CASE("standard input is a document too") {
  ClubFolder folder;
  Run run = folder.run(std::string("check -") + kBy, "< bad.json > out");
  CHECK(run.code == 1);
  CHECK(contains(run.out, "standard input: non-compliant"));
  CHECK(contains(run.out, "standard input:5:46"));
}

// ---- policies --------------------------------------------------------------------------------------

TEST_CASE("a policy with a mistake checks nothing") {
  ClubFolder folder;
  std::string wrong = kPolicy;
  wrong.replace(wrong.find("a.kind = Guest"), 14, "a.kind = Gest ");
  folder.write("wrong.precept", wrong);
  Run run = folder.check("good.json --policy wrong.precept");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E1004]"));
  CHECK(contains(run.err, "wrong.precept:"));
  CHECK(contains(run.err, "did you mean `Guest`?"));
  CHECK_FALSE(contains(run.out, "good.json"));
  const json report = folder.report("good.json --policy wrong.precept");
  CHECK(report["errors"][0]["code"] == "E1004");
  CHECK(report["errors"][0]["file"] == "wrong.precept");
  CHECK(report["documents"].empty());
  CHECK(folder.check("good.json --policy absent.precept").code == 2);
}

TEST_CASE("a compiled program says the same as its policy") {
  ClubFolder folder;
  Run compiled = folder.run("compile policy.precept -o club.pbc");
  CHECK(compiled.code == 0);
  CHECK(contains(compiled.out, "club.rules"));
  CHECK(contains(compiled.out, "digest"));
  CHECK(contains(compiled.out, "cost"));
  for (const char* name : {"good.json", "bad.json", "open.json", "mistake.json"}) {
    Run by_policy = folder.run(std::string("check --format json ") + name + kBy);
    Run by_program = folder.run(std::string("check --format json ") + name + " --policy club.pbc");
    CHECK(by_policy.out == by_program.out);
    CHECK(by_policy.code == by_program.code);
  }
  const json report = folder.report("good.json --policy club.pbc");
  CHECK(contains(compiled.out, report["documents"][0]["policy"]["digest"].get<std::string>()));
  CHECK(folder.check("good.json --policy club.pbc --policy policy.precept").code == 0);
}

TEST_CASE("a file that is no program, or half of one, is refused") {
  ClubFolder folder;
  REQUIRE(folder.run("compile policy.precept -o club.pbc").code == 0);
  std::string bytes = folder.read("club.pbc");
  folder.write("half.pbc", bytes.substr(0, bytes.size() / 2));
  std::string changed = bytes;
  changed[changed.size() - 3] ^= 0x20;
  folder.write("changed.pbc", changed);
  folder.write("text.pbc", "not a program");
  for (const char* name : {"half.pbc", "changed.pbc", "text.pbc"}) {
    Run run = folder.check(std::string("good.json --policy ") + name);
    CHECK_MESSAGE(run.code == 2, name);
    CHECK_MESSAGE(contains(run.err, "error[E3"), run.err);
    CHECK(folder.run(std::string("disasm ") + name).code == 2);
  }
}

TEST_CASE("compile tells what it cannot do") {
  ClubFolder folder;
  CHECK(folder.run("compile policy.precept").code == 2);
  Run nowhere = folder.run("compile policy.precept -o absent/club.pbc");
  CHECK(nowhere.code == 2);
  CHECK(contains(nowhere.err, "error[E5006]"));
  CHECK(folder.run("compile absent.precept -o club.pbc").code == 2);
  CHECK_FALSE(fs::exists(folder.path() / "club.pbc"));
}

TEST_CASE("disasm lists a policy and a program alike") {
  ClubFolder folder;
  REQUIRE(folder.run("compile policy.precept -o club.pbc").code == 0);
  Run by_program = folder.run("disasm club.pbc");
  CHECK(by_program.code == 0);
  CHECK(contains(by_program.out, "club.rules"));
  CHECK(contains(by_program.out, "outcome"));
  CHECK(by_program.out == folder.run("disasm policy.precept").out);
}

// ---- choosing the policy ---------------------------------------------------------------------------

TEST_CASE("a document outside the interval of force is not checked, unless as of a date within") {
  ClubFolder folder;
  folder.write("later.json", R"({"kind": "Evening", "date": "2024-01-01", "seats": 1, "people": []})");
  folder.write("last.json", R"({"kind": "Evening", "date": "2023-12-31", "seats": 1, "people": []})");
  CHECK(folder.check(std::string("last.json") + kBy).code == 0);
  Run run = folder.check(std::string("later.json") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5002]"));
  CHECK(contains(run.err, "from 2020-01-01 until 2023-12-31"));
  CHECK(contains(run.err, "later.json:1:"));
  Run as_of = folder.check(std::string("later.json --as-of 2023-06-01") + kBy);
  CHECK(as_of.code == 0);
  CHECK(contains(as_of.out, "in force on the date asked for, 2023-06-01"));
  CHECK(folder.check(std::string("good.json --as-of 2019-12-31") + kBy).code == 2);
  CHECK(folder.run(std::string("check good.json --as-of yesterday") + kBy).code == 2);
}

TEST_CASE("of two revisions the one in force on the document's date is used") {
  ClubFolder folder;
  std::string next = kPolicy;
  next.replace(next.find("from 2020-01-01 until 2023-12-31"), 32, "from 2024-01-01");
  next.replace(next.find("Rules of the club"), 17, "New rules");
  folder.write("next.precept", next);
  folder.write("later.json", R"({"kind": "Evening", "date": "2024-01-01", "seats": 1, "people": []})");
  std::string both = std::string(kBy) + " --policy next.precept";
  CHECK(contains(folder.check("later.json" + both).out, "New rules"));
  CHECK(contains(folder.check("good.json" + both).out, "Rules of the club"));

  next.replace(next.find("from 2024-01-01"), 15, "from 2022-01-01");
  folder.write("next.precept", next);
  Run ambiguous = folder.check("good.json" + both);
  CHECK(ambiguous.code == 2);
  CHECK(contains(ambiguous.err, "error[E5005]"));
  // The same policy given twice is one.
  CHECK(folder.check(std::string("good.json") + kBy + kBy).code == 0);
}

TEST_CASE("a document without a date cannot be placed in time") {
  ClubFolder folder;
  folder.write("undated.json", R"({"kind": "Evening", "seats": 1, "people": []})");
  Run run = folder.check(std::string("undated.json") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5004]"));
  CHECK(folder.check(std::string("undated.json --as-of 2022-05-01") + kBy).code == 0);
  folder.write("misdated.json", R"({"kind": "Evening", "date": "2022-02-30", "seats": 1, "people": []})");
  Run misdated = folder.check(std::string("misdated.json") + kBy);
  CHECK(misdated.code == 2);
  CHECK(contains(misdated.err, "error[E4009]"));
  folder.write("number.json", R"({"kind": "Evening", "date": 5, "seats": 1, "people": []})");
  CHECK(contains(folder.check(std::string("number.json") + kBy).err, "error[E4005]"));
  folder.write("null.json", R"({"kind": "Evening", "date": null, "seats": 1, "people": []})");
  CHECK(contains(folder.check(std::string("null.json") + kBy).err, "error[E5004]"));
}

TEST_CASE("what names its parts twice, sixty times over, is compiled, explained and measured all the same") {
  ClubFolder folder;
  std::string policy = "policy twofold\nrecord D\n  a : int\n  b : truth\n";
  policy += "define f0(d: D) = d.b or d.a > 3\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i), m = std::to_string(i - 1);
    policy += "define f" + n + "(d: D) = (f" + m + "(d) and d.b) or f" + m + "(d)\n";
  }
  policy += "about D d\nclause lets\n  let x0 = d.a\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i), m = std::to_string(i - 1);
    policy += "  let x" + n + " = x" + m + " + x" + m + "\n";
  }
  policy += "  shall ensure x59 < 5\nclause definitions\n  shall ensure f59(d)\n";
  folder.write("twofold.precept", policy);
  folder.write("d.json", R"({"kind": "D", "a": 7, "b": false})");
  const std::string by = " d.json --policy twofold.precept";
  CHECK(folder.run("check" + by).code == 1);
  Run why = folder.run("explain --clause lets" + by);
  CHECK(contains(why.out, "lets is not met"));
  CHECK(why.out.size() < 100'000);
  CHECK(folder.run("explain --full" + by).code == 0);
  folder.write("twofold_test.precept",
               "tests twofold\ntest \"seven\"\n  given D {a: 7, b: no}\n  expect lets violated\n");
  CHECK(contains(folder.run("test --coverage").out, "points"));
}

TEST_CASE("a choice that an option does not have") {
  ClubFolder folder;
  Run run = folder.run("check good.json --policy policy.precept --format pdf");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "--format: `pdf` is none of github, gitlab, html, json, "));
  CHECK(contains(folder.run("explain good.json --policy policy.precept --format htm").err,
                 "did you mean `html`?"));
}

TEST_CASE("a kind that no policy is about") {
  ClubFolder folder;
  folder.write("odd.json", R"({"kind": "Evenning", "date": "2022-05-01"})");
  Run run = folder.check(std::string("odd.json") + kBy);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E4008]"));
  CHECK(contains(run.err, "did you mean `Evening`?"));
}

// ---- the rest --------------------------------------------------------------------------------------

TEST_CASE("help is help, and a wrong word is an error") {
  ClubFolder folder;
  CHECK(folder.run("--help").code == 0);
  CHECK(contains(folder.run("check --help").out, "Examples:"));
  CHECK(contains(folder.run("check --help").out, "--as-of"));
  CHECK(folder.run("--version").code == 0);
  CHECK(folder.run("").code == 2);
  CHECK(folder.run("chek good.json").code == 2);
  CHECK(folder.run(std::string("check good.json --format xml") + kBy).code == 2);
}

TEST_CASE("a reader that goes away is not told, a full disk is") {
  ClubFolder folder;
  std::string command = "cd '" + folder.path().string() +
                        "' && ( '" PRECEPT_BINARY
                        "' check bad.json --policy policy.precept; echo $? > code ) 2> err | true";
  CHECK(std::system(command.c_str()) == 0);
  CHECK(folder.read("code") == "2\n");
  CHECK(folder.read("err").empty());
  Run full = folder.run(std::string("check good.json") + kBy, "> /dev/full");
  CHECK(full.code == 2);
  CHECK(contains(full.err, "E5006"));
}
