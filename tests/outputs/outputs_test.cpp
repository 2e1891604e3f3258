// The forms in which `precept check` tells what it found: each says what the check says, whatever names are
// in the document, and the exit code is the same with all of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kFormats = {"text", "json",   "ndjson", "sarif",    "junit",
                                           "tap",  "github", "gitlab", "markdown", "html"};

/// A name that each format would obey somewhere, if it were not a text there.
const std::string kSly =
    R"(=cmd|' /C calc'!A1 @admin #1 <b>&amp; ]]> [a](https://b.c) {0} %0A ::error:: \" *x* `y` | ~z~)";

struct OutputsFolder : ClubFolder {
  /// A document about a guest with this name who dances.
  void write_guest(const std::string& file, const std::string& name, const std::string& above = "") const {
    json document = {{"kind", "Evening"}, {"date", "2022-05-01"}, {"seats", 10}};
    document["people"] = {{{"name", name}, {"kind", "Guest"}, {"acts", {"dance"}}}};
    write(file, above + document.dump());
  }
  std::string told(const std::string& files, const std::string& format) const {
    return run("check " + files + kBy + " --format " + format).out;
  }
  /// What the official schema of SARIF has against a text; empty: nothing.
  std::string against_schema(const std::string& sarif) const {
    write("told.sarif", sarif);
    const Run validated =
        shell_run("node '" PRECEPT_SOURCE_DIR "/tests/outputs/validate.js' '" PRECEPT_MODULES "' told.sarif");
    return validated.code == 0 ? "" : validated.out + validated.err + " (./dev test installs the validator)";
  }
  bool is_xml(const std::string& text) const {
    write("told.xml", text);
    return shell_run("python3 -c 'import xml.dom.minidom as m; m.parse(\"told.xml\")'").code == 0;
  }
};

/// The names of the documents in ClubFolder with what comes out of them.
const std::map<std::string, int> kCodes = {
    {"good.json", 0}, {"bad.json", 1}, {"mistake.json", 2}, {"open.json", 3}, {"nowhere.json", 2}};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++number;
  return number;
}

}  // namespace

// ---- the exit code ---------------------------------------------------------------------------------

TEST_CASE("the exit code is the same in every format, and whatever is written beside") {
  OutputsFolder folder;
  folder.write("broken.precept", "policy broken\n\nrecord\n");
  std::vector<std::pair<std::string, int>> cases = {
      {"good.json bad.json open.json --policy policy.precept", 1},
      {"good.json open.json --policy policy.precept", 3},
      {"good.json open.json --policy policy.precept --strict", 1},
      {"good.json bad.json mistake.json --policy policy.precept", 2},
      {"good.json --policy broken.precept", 2},
      {"good.json", 2},
      {"--policy policy.precept", 2}};
  for (const auto& [file, code] : kCodes) cases.emplace_back(file + " --policy policy.precept", code);
  for (const auto& [words, code] : cases) {
    CAPTURE(words);
    std::string all;
    for (const std::string& format : kFormats) {
      CAPTURE(format);
      CHECK(folder.run("check " + words + " --format " + format).code == code);
      CHECK(folder.run("check " + words + " --output " + format + "=one.out").code == code);
      CHECK(fs::exists(folder.path() / "one.out"));
      all += " --output " + format + "=all." + format;
    }
    CHECK(folder.run("check " + words + all).code == code);
  }
}

TEST_CASE("a file holds what standard output would, and standard output stays as it is") {
  OutputsFolder folder;
  const std::string files = "good.json bad.json open.json mistake.json";
  std::string all;
  for (const std::string& format : kFormats) all += " --output " + format + "=out." + format;
  for (const std::string& format : {std::string("text"), std::string("json")}) {
    const Run alone = folder.run("check " + files + kBy + " --format " + format);
    const Run beside = folder.run("check " + files + kBy + " --format " + format + all);
    CHECK(alone.out == beside.out);
    CHECK(alone.err == beside.err);
  }
  for (const std::string& format : kFormats) {
    CAPTURE(format);
    if (format != "text") CHECK(folder.read("out." + format) == folder.told(files, format));
  }
  // A file of text holds the mistakes, too, which go to standard error otherwise.
  CHECK(contains(folder.read("out.text"), "mistake.json: not checked\nerror[E4006]"));
  CHECK(contains(folder.read("out.text"), "4 documents: "));
}

// ---- each format -----------------------------------------------------------------------------------

TEST_CASE("SARIF is valid, and has rules, results, places and what was not checked") {
  OutputsFolder folder;
  for (const char* files : {"good.json", "bad.json open.json mistake.json nowhere.json", ". good.json"}) {
    CAPTURE(files);
    CHECK(folder.against_schema(folder.told(files, "sarif")) == "");
  }
  CHECK(folder.against_schema("{\"version\": \"2.1.0\"}") != "");
  const json run = json::parse(folder.told("bad.json open.json mistake.json", "sarif"))["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK_FALSE(run["invocations"][0]["executionSuccessful"].get<bool>());
  const json& notes = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notes.size() == 1);
  CHECK(notes[0]["level"] == "error");
  CHECK(notes[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "mistake.json");
  CHECK(run["tool"]["driver"]["rules"].size() == 3);
  REQUIRE(run["results"].size() == 3);  // whether Ben may enter is noted, too
  const json &failed = run["results"][0], &open = run["results"][1];
  const json& rule = run["tool"]["driver"]["rules"][failed["ruleIndex"].get<std::size_t>()];
  CHECK(rule["id"] == failed["ruleId"]);
  CHECK(rule["id"] == "club.rules/rule 3");
  CHECK(rule["fullDescription"]["text"] == "guests enter when invited, and do not dance");
  CHECK(failed["kind"] == "fail");
  CHECK(failed["level"] == "error");
  CHECK(failed["locations"][0]["physicalLocation"]["region"] ==
        json({{"startLine", 5}, {"startColumn", 46}}));
  CHECK(failed["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/people/1");
  CHECK(failed["locations"][0]["logicalLocations"][0]["name"] == "Ben");
  CHECK(open["kind"] == "open");
  CHECK(open["level"] == "none");
  const json good = json::parse(folder.told("good.json", "sarif"))["runs"][0];
  CHECK(good["invocations"][0]["executionSuccessful"].get<bool>());
  CHECK(good["results"].empty());
  const json none = json::parse(folder.run("check good.json --format sarif").out)["runs"][0];
  CHECK_FALSE(none["invocations"][0]["executionSuccessful"].get<bool>());
  CHECK(none["invocations"][0]["toolConfigurationNotifications"][0]["descriptor"]["id"] == "E5001");
}

TEST_CASE("a fingerprint stays when lines shift, and tells points apart") {
  OutputsFolder folder;
  auto fingerprint = [&](const std::string& file, const std::string& format) {
    const json told = json::parse(folder.told(file, format));
    return format == "gitlab" ? told[0]["fingerprint"]
                              : told["runs"][0]["results"][0]["partialFingerprints"]["preceptPoint/v1"];
  };
  for (const std::string format : {"sarif", "gitlab"}) {
    folder.write_guest("a.json", "Ben");
    const json first = fingerprint("a.json", format);
    CHECK(fingerprint("./a.json", format) == first);
    CHECK(fingerprint((folder.path() / "a.json").string(), format) == first);
    folder.write_guest("a.json", "Ben", "\n\n\n");
    CHECK(fingerprint("a.json", format) == first);
    folder.write_guest("a.json", "Bea");
    CHECK(fingerprint("a.json", format) != first);
    folder.write_guest("b.json", "Ben");
    CHECK(fingerprint("b.json", format) != first);
  }
  folder.write("twins.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 9, "people": [
    {"name": "Ben", "kind": "Guest", "acts": ["dance"]}, {"name": "Ben", "kind": "Guest", "acts": ["dance"]}]})");
  const json twins = json::parse(folder.told("twins.json", "gitlab"));
  REQUIRE(twins.size() == 2);
  CHECK(twins[0]["fingerprint"] != twins[1]["fingerprint"]);
}

TEST_CASE("JUnit and TAP have a test for each clause that looked at something; what is open fails") {
  OutputsFolder folder;
  const std::string junit = folder.told("good.json bad.json open.json mistake.json", "junit");
  CHECK(folder.is_xml(junit));
  CHECK(count(junit, "<testsuite ") == 4);
  CHECK(contains(junit, "<testcase name=\"good.json: rule 2\" classname=\"club.rules\""));
  CHECK(contains(junit, "name=\"bad.json: rule 3\" classname=\"club.rules\" file=\"bad.json\" line=\"5\""));
  CHECK(contains(junit, "message=\"Ben is a guest [dance] (bad.json:5:46)\" type=\"violated\""));
  CHECK(contains(junit, "type=\"undetermined\""));
  CHECK(contains(junit, "<testsuite name=\"mistake.json\" tests=\"1\" failures=\"0\" errors=\"1\""));
  CHECK_FALSE(contains(junit, "<skipped"));
  CHECK(contains(folder.run("check good.json --format junit").out, "<error message=\"E5001: "));

  const std::string tap = folder.told("good.json bad.json open.json mistake.json", "tap");
  CHECK(tap.starts_with("TAP version 14\n# Subtest: good.json\n    ok 1 - rule 1\n"));
  CHECK(contains(tap, "\nok 1 - good.json: compliant\n"));
  CHECK(contains(tap, "\n    not ok 3 - rule 3\n      ---\n      violated:\n"));
  CHECK(contains(tap, "\nnot ok 2 - bad.json: non-compliant\n"));
  CHECK(contains(tap, "\nnot ok 3 - open.json: undetermined\n"));
  CHECK(contains(tap, "\nnot ok 4 - mistake.json: not checked\n  ---\n  mistakes:\n"));
  CHECK(contains(tap, "\n1..4\n# 4 documents: "));
  CHECK(folder.run("check good.json --format tap").out.ends_with("Bail out! nothing was checked\n"));
}

TEST_CASE("a document in a line of a file is placed in that file") {
  OutputsFolder folder;
  std::string lines;
  for (const char* document : {"good.json", "bad.json", "open.json"})
    lines += json::parse(folder.read(document)).dump() + "\n";
  folder.write("all.ndjson", lines + "[]\n");
  const json run = json::parse(folder.told("all.ndjson", "sarif"))["runs"][0];
  std::set<int> places;
  for (const json& result : run["results"]) {
    const json& place = result["locations"][0]["physicalLocation"];
    CHECK(place["artifactLocation"]["uri"] == "all.ndjson");
    places.insert(place["region"]["startLine"].get<int>());
  }
  CHECK(places == std::set<int>{2, 3});
  CHECK(contains(folder.told("all.ndjson", "junit"), "file=\"all.ndjson\" line=\"2\""));
  const std::string github = folder.told("all.ndjson", "github");
  for (const char* place : {"file=all.ndjson,line=2", "file=all.ndjson,line=3", "file=all.ndjson,line=4"})
    CHECK(contains(github, place));
  for (const json& one : json::parse(folder.told("all.ndjson", "gitlab")))
    CHECK(one["location"]["path"] == "all.ndjson");
}

TEST_CASE("files that are passed over are told") {
  OutputsFolder folder;
  folder.write("list/a.json", kGood);
  folder.write("list/notes.txt", "x");
  CHECK(contains(folder.told("list", "junit"), "<skipped message=\"another format\"/>"));
  for (const char* format : {"tap", "github", "markdown", "html", "ndjson", "sarif"}) {
    CAPTURE(format);
    CHECK(contains(folder.told("list", format), "notes.txt"));
  }
}

TEST_CASE("a missing list, of which no clause asks, is told in every format") {
  OutputsFolder folder;
  folder.write("list.precept",
               "policy lists\n\nrecord Person\n  age : int\n\nrecord Evening\n  people : list of Person\n\n"
               "about Evening e, each a in e.people\n\nclause one\n  shall ensure a.age >= 18\n");
  folder.write("none.json", R"({"kind": "Evening"})");
  for (const std::string& format : kFormats) {
    CAPTURE(format);
    const Run run = folder.run("check none.json --policy list.precept --format " + format);
    CHECK(run.code == 3);
    CHECK(contains(run.out, "people"));
  }
  const json sarif = json::parse(folder.run("check none.json --policy list.precept --format sarif").out);
  CHECK(sarif["runs"][0]["results"][0]["kind"] == "open");
  CHECK(contains(folder.run("check none.json --policy list.precept --format junit").out, "failures=\"1\""));
}

TEST_CASE("GitHub and GitLab get a line each, gravest for what was not checked") {
  OutputsFolder folder;
  const std::string github = folder.told("bad.json open.json mistake.json", "github");
  CHECK(contains(github, "::error file=bad.json,line=5,col=46,title=rule 3::Ben is a guest [dance]\n"));
  CHECK(contains(github, "::error file=open.json,line=3,col=15,title=undetermined%3A rule 3::"));
  CHECK(contains(github, "::error file=mistake.json,line=3,col=39,endColumn="));
  CHECK(contains(github,
                 "\nprecept: 3 documents: 1 non-compliant, 1 undetermined and 1 not checked\nprecept: "));
  for (int i = 0; i < 11; ++i) folder.write_guest("many/" + std::to_string(i) + ".json", "Ben");
  const std::string many = folder.told("many", "github");
  CHECK(count(many, "::error ") == 11);
  CHECK(contains(many, "precept: GitHub shows 10 errors of a step"));

  const json gitlab = json::parse(folder.told("bad.json open.json mistake.json", "gitlab"));
  REQUIRE(gitlab.size() == 4);
  CHECK(gitlab[0]["severity"] == "critical");
  CHECK(gitlab[0]["check_name"] == "club.rules/rule 3");
  CHECK(gitlab[0]["location"] == json({{"path", "bad.json"}, {"lines", {{"begin", 5}}}}));
  CHECK(gitlab[1]["severity"] == "major");
  CHECK(gitlab[2]["severity"] == "info");
  CHECK(gitlab[3]["severity"] == "blocker");
  CHECK(json::parse(folder.told("good.json", "gitlab")) == json::array());
}

TEST_CASE("NDJSON has the documents of JSON, a line each, and a summary") {
  OutputsFolder folder;
  const std::string files = "good.json bad.json mistake.json";
  const json documents = json::parse(folder.told(files, "json"))["documents"];
  std::istringstream lines(folder.told(files, "ndjson"));
  std::string line;
  for (const json& document : documents) {
    REQUIRE(std::getline(lines, line));
    CHECK(json::parse(line) == document);
  }
  REQUIRE(std::getline(lines, line));
  const json summary = json::parse(line)["summary"];
  CHECK(summary["documents"] == 3);
  CHECK(summary["compliant"] == 1);
  CHECK(summary["non-compliant"] == 1);
  CHECK(summary["undetermined"] == 0);
  CHECK(summary["not_checked"] == 1);
  CHECK_FALSE(std::getline(lines, line));
  CHECK(contains(folder.run("check good.json --format ndjson").out, "{\"errors\": [{\"code\": \"E5001\""));
}

TEST_CASE("a comment tells failures first, and is never too long") {
  OutputsFolder folder;
  const std::string told = folder.told("good.json bad.json open.json mistake.json", "markdown");
  CHECK(told.starts_with("### Precept: 4 documents: "));
  const std::size_t mistake = told.find("mistake.json"), bad = told.find("bad.json"),
                    open = told.find("open.json"), good = told.find("good.json");
  CHECK(mistake < bad);
  CHECK(bad < open);
  CHECK(open < good);
  CHECK(contains(told, "- good.json: **compliant**\n"));
  for (int i = 0; i < 1500; ++i)
    folder.write_guest("many/a-document-with-a-long-name-" + std::to_string(i) + ".json",
                       "Benedict of " + std::string(100, 'x'));
  const std::string many = folder.told("many good.json", "markdown");
  CHECK(many.size() <= 65'536);
  CHECK(many.size() > 60'000);
  CHECK(contains(many, "\n… and "));
  CHECK(contains(many.substr(many.rfind("\n… and ")), " documents: "));
}

// ---- names -----------------------------------------------------------------------------------------

TEST_CASE("a name is a text in every format") {
  OutputsFolder folder;
  folder.write_guest("sly.json", kSly);
  folder.write_guest("c,d:e%\n::warning::x.json", kSly + "\n::stop-commands::x\n/close\n");
  for (const std::string files : {"sly.json", "\"$(printf 'c,d:e%%\\n::warning::x.json')\""}) {
    CAPTURE(files);
    const std::string sarif = folder.told(files, "sarif");
    CHECK(folder.against_schema(sarif) == "");
    const json results = json::parse(sarif)["runs"][0]["results"];
    REQUIRE(results.size() == 1);
    const std::string message = results[0]["message"]["text"];
    CHECK_FALSE(contains(message, "]("));
    CHECK(contains(message, "{{0}}"));
    CHECK(folder.is_xml(folder.told(files, "junit")));
    CHECK(json::accept(folder.told(files, "gitlab")));
    std::istringstream github(folder.told(files, "github"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(github, line);) lines.push_back(line);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].starts_with("::error file="));
    CHECK(contains(lines[0], "%250A"));
    CHECK(count(lines[0].substr(0, lines[0].find("::", 2)), ",") == 3);
    CHECK(lines[1] == "precept: 1 document: 1 non-compliant");
    const std::string tap = folder.told(files, "tap");
    CHECK(contains(tap, "\n1..1\n"));
    CHECK_FALSE(contains(tap, "\n::"));
    const std::string markdown = folder.told(files, "markdown");
    CHECK_FALSE(contains(markdown, "@admin"));
    CHECK_FALSE(contains(markdown, "[a]("));
    CHECK_FALSE(contains(markdown, "://"));
    CHECK_FALSE(contains(markdown, "<b>&amp;"));
    CHECK_FALSE(contains(markdown, "\n/"));
    CHECK_FALSE(contains(markdown, "\n="));
    CHECK(contains(markdown, "@&#8203;admin"));
  }
  const json odd = json::parse(folder.told("\"$(printf 'c,d:e%%\\n::warning::x.json')\"", "sarif"));
  CHECK(odd["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] ==
        "c%2Cd%3Ae%25%0A%3A%3Awarning%3A%3Ax.json");
}

// ---- files -----------------------------------------------------------------------------------------

TEST_CASE("what is wrong with --output is told before anything is checked") {
  OutputsFolder folder;
  const std::map<std::string, std::string> mistakes = {
      {"--output sarif", "`sarif` is no FORMAT=PATH"},
      {"--output sarif=", "names no file"},
      {"--output =x", "`` is none of github"},
      {"--output sarf=x", "did you mean `sarif`?"},
      {"--output sarif=x --output junit=x", "`x` is written by --output already"},
      {"--output sarif=x --output junit=./x", "`./x` is written by --output already"},
      {"--output sarif=x --receipt x", "is written by"},
      {"--output sarif=- --output junit=/dev/stdout", "is written by --output already"},
      {"--format sarf", "did you mean `sarif`?"}};
  for (const auto& [words, message] : mistakes) {
    CAPTURE(words);
    const Run run = folder.run("check good.json" + std::string(kBy) + " " + words);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "E5040"));
    CHECK(contains(run.err, message));
    CHECK(run.out.empty());
    CHECK_FALSE(fs::exists(folder.path() / "x"));
  }
}

TEST_CASE(
    "an output goes over no input, and one that cannot be written is exit code 2; the others are written") {
  OutputsFolder folder;
  for (const char* bad : {"good.json", "policy.precept", "not/there", "."}) {
    CAPTURE(bad);
    fs::remove(folder.path() / "x");
    const Run run =
        folder.run("check good.json" + std::string(kBy) + " --output sarif=" + bad + " --output tap=x");
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E50"));
    CHECK(contains(folder.read("x"), "ok 1 - good.json"));
  }
  CHECK(folder.read("good.json") == kGood);
  CHECK(folder.read("policy.precept") == kPolicy);
}

TEST_CASE("- is standard output, for the file alone") {
  OutputsFolder folder;
  const Run run = folder.run("check bad.json" + std::string(kBy) + " --output sarif=-");
  CHECK(run.code == 1);
  CHECK(json::accept(run.out));
  CHECK(contains(run.err, "bad.json: non-compliant"));
}
