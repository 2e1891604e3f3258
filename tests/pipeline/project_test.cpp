// `precept new`: projects that work at once, documents that do not pass until they are filled in, and what
// `precept check --changed` takes for changed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

struct ProjectFolder : ClubFolder {
  /// Runs `precept` in a folder below.
  Run in(const std::string& below, const std::string& words) const {
    const auto result =
        shell("cd '" + below + "' && { precept " + words + " 2>err >out; echo $? >code; cat out err; }");
    return {std::stoi(read(below + "/code")), read(below + "/out"), read(below + "/err")};
  }
  /// The files below a folder, hidden ones too, in order.
  std::vector<std::string> files(const std::string& below) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path() / below))
      found.push_back(entry.path().lexically_relative(path() / below).generic_string());
    std::ranges::sort(found);
    return found;
  }
};

/// A policy of which documents have nothing but texts, none of which is a name.
constexpr const char* kTexts = R"(policy texts

record Note
  title : text
  lines : text or none

about Note n

clause one
  informative "nothing"

clause two
  shall ensure 1 <= 2
)";

constexpr const char* kLists = R"(policy lists

record Part
  kind  : text
  sizes : list of duration

record Box
  parts : list of Part or none
  dates : list of date default []
  open  : truth default yes

about Box b

clause one
  shall ensure b.open
)";

}  // namespace

TEST_CASE("a project without a policy is in accordance with the one that it begins with") {
  ProjectFolder folder;
  CHECK(folder.run("new project made").code == 0);
  CHECK(folder.in("made", "check").code == 0);
  CHECK(folder.in("made", "test").code == 0);
  CHECK(folder.in("made", "config").code == 0);
  // The example's mapping counts nothing until somebody takes the signs away.
  folder.shell(
      "cd made && sed -i 's/^# \\([[a-z]\\)/\\1/' lists/guests.map.toml && sed -i '/guests:/,$d' "
      "documents/choir.yaml");
  folder.write("made/lists/guests.csv", "Name of guest,Is a member\nA. Diallo,yes\n");
  const Run joined = folder.in(
      "made", "check documents/choir.yaml --table guests=lists/guests.csv --mapping lists/guests.map.toml");
  CHECK_MESSAGE(joined.code == 0, joined.err << joined.out);
}

TEST_CASE("what is in the way of one file keeps all from being made") {
  const std::vector<std::string> preparations = {
      "touch made/README.md",        "mkdir -p made/precept.toml",
      "touch made/documents",        "ln -s nowhere made/.gitignore",
      "ln -s nowhere made/policies", "mkdir -p made/.github && touch made/.github/workflows"};
  for (const std::string& preparation : preparations) {
    CAPTURE(preparation);
    for (const char* policy : {"", " --policy policy.precept"}) {
      ProjectFolder folder;
      folder.shell("mkdir made && " + preparation);
      const auto before = folder.files("made");
      check_refused(folder.run("new project made" + std::string(policy)), "E5080", "there already");
      CHECK(folder.files("made") == before);
    }
  }
  ProjectFolder folder;
  check_refused(folder.run("new project good.json"), "E5080", "good.json");
  CHECK(folder.read("good.json") == kGood);
}

TEST_CASE("what is not in the way stays, and the folder may be the current one") {
  ProjectFolder folder;
  folder.write("repo/.git/config", "x");
  folder.write("repo/src/main.c", "x");
  CHECK(folder.in("repo", "new project").code == 0);
  CHECK(folder.read("repo/src/main.c") == "x");
  CHECK(folder.in("repo", "check").code == 0);
}

TEST_CASE("policies are copied with all that they need, and nothing outside counts any more") {
  ProjectFolder folder;
  folder.write(
      "shared/words.precept",
      "module shared.words\n\ntable Room from \"rooms.csv\" key code\n  code : text\n  seats : int\n");
  folder.write("shared/rooms.csv", "code,seats\nblue,24\n");
  folder.write("shared/mappings/fr.toml", "[columns]\nname = \"Nom\"\n");
  folder.write("rules/hall.precept",
               "policy hall\n\nuse shared.words\n\nrecord Evening\n  room : Room\n  people : int\n\nabout "
               "Evening e\n\n"
               "clause one\n  shall ensure e.people <= e.room.seats\n");
  folder.write(
      "rules/hall_test.precept",
      "tests hall\n\ntest \"full\"\n  given Evening from \"fixtures/full.json\"\n  expect one satisfied\n");
  folder.write("rules/fixtures/full.json", R"({"kind": "Evening", "room": "blue", "people": 24})");
  folder.write("rules/.hidden", "x");
  REQUIRE(folder.run("new project made --policy rules").code == 0);
  REQUIRE(folder.run("new project single --policy rules/hall.precept").code == 0);
  REQUIRE(folder.run("compile rules -o hall.pbc").code == 0);
  REQUIRE(folder.run("new project program --policy hall.pbc").code == 0);
  folder.shell("rm -r shared rules hall.pbc");
  for (const std::string project : {"made", "single", "program"}) {
    CAPTURE(project);
    // The skeleton is not checked, and counts as that.
    const Run unfilled = folder.in(project, "check");
    CHECK(unfilled.code == 2);
    CHECK(contains(unfilled.out + unfilled.err, "documents/evening.yaml"));
    folder.write(project + "/documents/evening.yaml", "kind: Evening\nroom: blue\npeople: 25\n");
    const Run filled = folder.in(project, "check");
    CHECK_MESSAGE(filled.code == 1, filled.out << filled.err);
    CHECK(folder.in(project, "test").code == (project == "made" ? 0 : 2));
    const bool tests = contains(folder.read(project + "/.github/workflows/precept.yml"), "precept test");
    CHECK(tests == (project == "made"));
  }
  CHECK(fs::exists(folder.path() / "made/policies/shared/mappings/fr.toml"));
  CHECK_FALSE(fs::exists(folder.path() / "made/policies/rules/.hidden"));
  check_refused(folder.run("new project piped --policy - < policy.precept"), "E5081", "it is no file");
  CHECK_FALSE(fs::exists(folder.path() / "piped"));
  check_refused(folder.run("new project wrong --policy good.json"), "E1025", "good.json");
  CHECK_FALSE(fs::exists(folder.path() / "wrong"));
}

TEST_CASE("no skeleton passes, of whatever kind and in whatever format") {
  ProjectFolder folder;
  folder.write("texts.precept", kTexts);
  folder.write("lists.precept", kLists);
  const std::string root = PRECEPT_SOURCE_DIR;
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"texts.precept", "Note"},
      {"lists.precept", "Box"},
      {"policy.precept", "Evening"},
      {root + "/policies/wtsa-res54", "Proposal"},
      {root + "/policies/wtsa-res54", "Meeting"},
      {root + "/policies/wtsa-res54", "ActivityRecord"},
      {root + "/examples/library", "Visit"},
      {root + "/examples/first", "Booking"}};
  for (const auto& [policy, kind] : kinds) {
    for (const char* format : {"yaml", "json"}) {
      CAPTURE(kind);
      CAPTURE(format);
      const std::string file = kind + "." + format, by = " --policy '" + policy + "'";
      const Run made = folder.run("new document " + kind + by + " -o " + file);
      if (made.code != 0 && contains(made.err, "no policy is about")) FAIL(made.err);
      REQUIRE(made.code == 0);
      const Run checked = folder.run("check " + file + by + " --format json");
      CHECK(checked.code == 2);
      // It is refused for what is in it; the day, if it has one, is looked at first.
      const json errors = json::parse(checked.out)["documents"][0]["errors"];
      const std::string code = errors[0]["code"];
      CHECK_MESSAGE(code.starts_with("E40"), checked.out);
      CHECK(folder.run("new document " + kind + by).out == folder.read(kind + ".yaml"));
      check_refused(folder.run("new document " + kind + by + " -o " + file), "E5080", "there already");
    }
  }
}

TEST_CASE("a skeleton has every field, its words and what leaving it out means") {
  ProjectFolder folder;
  const std::string yaml = folder.run("new document Evening" + std::string(kBy)).out;
  for (const char* part :
       {"kind: Evening\n", "date: \"?\"\n", "seats: \"?\"\n", "people:\n", "  - name: to be filled in\n",
        "    # one of Member (member), Guest (guest)\n    kind: \"?\"\n",
        "    # set of Act; optional: its default where it is left out\n", "    acts: [\"?\"]\n",
        "  - judgement: \"?\"\n", "    about: to be filled in\n"})
    CHECK_MESSAGE(contains(yaml, part), part << " is not in\n" << yaml);
  const json filled = json::parse(folder.run("new document Evening --format json" + std::string(kBy)).out);
  CHECK(filled["people"][0]["kind"] == "? Member, Guest");
  CHECK(filled["people"][0]["acts"][0] == "? enter, dance; or leave it out");
  // Filled in, it is a document like any other.
  std::string text = yaml.substr(0, yaml.find("# what somebody answers for"));
  auto fill = [&](const std::string& blank, const std::string& value) {
    REQUIRE(contains(text, blank));
    text.replace(text.find(blank), blank.size(), value);
  };
  fill("date: \"?\"", "date: 2022-05-01");
  fill("seats: \"?\"", "seats: 10");
  fill("to be filled in\n", "Ana\n");
  fill("kind: \"?\"", "kind: Member");
  fill("acts: [\"?\"]", "acts: [enter]");
  folder.write("filled.yaml", text);
  CHECK(folder.check("filled.yaml" + std::string(kBy)).code == 0);
}

TEST_CASE("a kind that there is not, and no policy at all, are errors") {
  ProjectFolder folder;
  check_refused(folder.run("new document Evning" + std::string(kBy)), "E5040", "did you mean `Evening`?");
  check_refused(folder.run("new document Evening"), "E5040", "there is no policy");
  check_refused(folder.run("schema Evning" + std::string(kBy)), "E5040", "did you mean `Evening`?");
  check_refused(folder.run("schema"), "E5040", "there is no policy");
  check_refused(folder.run("schema --policy nowhere"), "E0009", "nowhere");
  folder.write("precept.toml", "policies = [\"policy.precept\"]\n");
  CHECK(folder.run("new document Evening").code == 0);
  CHECK(folder.run("schema").code == 0);
  check_refused(folder.run("schema -o policy.precept"), "E5042", "policy.precept");
}

TEST_CASE("of what changed the project's documents are checked, and all where anything else did") {
  ProjectFolder folder;
  folder.write(
      "precept.toml",
      "policies = [\"policy.precept\"]\n[[documents]]\nfiles = [\"docs\"]\n[minimum]\ndocuments = 2\n");
  folder.write("docs/good.json", kGood);
  folder.write("docs/bad.json", kBad);
  folder.write("docs/deep/open.json", kOpen);
  const std::vector<std::pair<std::string, int>> cases = {{"", 1},
                                                          {"docs/good.json", 0},
                                                          {"./docs/../docs/good.json", 0},
                                                          {"docs/deep/open.json", 3},
                                                          {"docs/good.json docs/deep/open.json", 3},
                                                          {"docs/good.json docs/bad.json", 1},
                                                          {"docs/good.json policy.precept", 1},
                                                          {"docs/good.json precept.toml", 1},
                                                          {"docs/good.json docs/gone.json", 1},
                                                          {"good.json", 1},  // no document of the project
                                                          {"README.md", 1},
                                                          {"docs", 1}};
  for (const auto& [files, code] : cases) {
    CAPTURE(files);
    const Run run = folder.run("check --changed " + files);
    CHECK_MESSAGE(run.code == code, run.out << run.err);
  }
  // The minimum is of all, so it is asked of them only.
  fs::remove(folder.path() / "docs/bad.json");
  fs::remove(folder.path() / "docs/deep/open.json");
  CHECK(contains(folder.run("check --changed policy.precept").err, "E5065"));
  fs::remove(folder.path() / "precept.toml");
  check_refused(folder.run("check --changed docs/good.json --policy policy.precept"), "E5003", "no document");
}
