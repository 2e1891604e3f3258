// Folders of documents, policies, tests and receipts: what is left out is told, and what is ambiguous is
// refused.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

/// For whom permissions count; root reads everything.
std::string as_nobody(const std::string& words) {
  const std::string drop = ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  return drop + "'" PRECEPT_BINARY "' " + words;
}

std::set<std::string> files_of(const json& report) {
  std::set<std::string> files;
  for (const json& document : report["documents"]) files.insert(document["file"]);
  return files;
}

constexpr const char* kAnswers =
    R"({"answers_to": "open.json", "kind": "Evening", "attestations": [], "values": []})";

}  // namespace

// ---- documents -------------------------------------------------------------------------------------

TEST_CASE("a folder of documents is looked through, whatever the case of an ending") {
  ClubFolder folder;
  for (const char* name : {"all/a.json", "all/B.JSON", "all/deep/er/c.Json", "all/d.answers.txt"})
    folder.write(name, kGood);
  folder.write("all/bad.JSON", kBad);
  CHECK(folder.check(std::string("all") + kBy).code == 1);
  const json report = folder.report(std::string("all") + kBy);
  CHECK(files_of(report) ==
        std::set<std::string>{"all/B.JSON", "all/a.json", "all/bad.JSON", "all/deep/er/c.Json"});
}

TEST_CASE("answers, receipts, hidden files and the rest are passed over, and told") {
  ClubFolder folder;
  folder.write("all/good.json", kGood);
  folder.run("check good.json --policy policy.precept --receipt all/r.json");
  folder.write("all/open.answers.json", kAnswers);
  folder.write("all/theirs.json", kAnswers);  // told by what it holds
  folder.write("all/damaged.answers.json", "{");
  folder.write("all/.good.json.swp.json", kBad);
  folder.write("all/.git/config.json", kBad);
  folder.write("all/notes.txt", "");
  folder.write("all/list.csv", "");
  folder.write("all/policy.precept", kPolicy);
  REQUIRE(::mkfifo((folder.path() / "all/pipe.json").c_str(), 0600) == 0);
  fs::create_symlink("nowhere", folder.path() / "all/lost.csv");
  fs::create_symlink("nowhere", folder.path() / "all/broken");
  fs::create_symlink(".", folder.path() / "all/self");
  fs::create_symlink("..", folder.path() / "all/above");
  fs::remove(folder.path() / "mistake.json");
  fs::remove(folder.path() / "bad.json");
  fs::remove(folder.path() / "open.json");
  Run run = folder.check(std::string("all") + kBy);
  CHECK(run.code == 0);
  CHECK(contains(run.out, "Passed over: answers (3: all/damaged.answers.json"));
  folder.write("all/wrong.answers.json", kBad);  // a document, whatever its name
  CHECK(folder.check(std::string("all") + kBy).code == 1);
  fs::remove(folder.path() / "all/wrong.answers.json");
  const json report = folder.report(std::string("all") + kBy);
  std::multiset<std::string> reasons;
  for (const json& passed : report["passed_over"]) reasons.insert(passed["why"]);
  CHECK(reasons.count("answers") == 3);
  CHECK(reasons.count("receipt") == 1);
  CHECK(reasons.count("hidden") == 2);
  CHECK(reasons.count("no file") == 1);
  CHECK(reasons.count("a link that leads nowhere") == 2);
  CHECK(reasons.count("another name of what is looked at anyway") > 0);
  CHECK(contains(folder.run(std::string("report all -o -") + kBy).out, "Passed over: "));
  CHECK(contains(folder.run(std::string("check all --lang fr") + kBy).out, "Laissés de côté : "));
}

TEST_CASE("a document may speak of answers and engines without being passed over") {
  ClubFolder folder;
  folder.write(
      "talk.precept",
      "policy talk\n\nrecord Talk\n  answers_to : text\n  engine : text\n  digest : text\n\nabout Talk t\n\n"
      "clause one\n  shall ensure t.answers_to != \"nobody\"\n");
  folder.write("talks/t.json", R"({"kind":"Talk","answers_to":"nobody","engine":"precept","digest":"0"})");
  CHECK(folder.check("talks --policy talk.precept").code == 1);
}

TEST_CASE("answers and receipts that are named as documents are an error") {
  ClubFolder folder;
  folder.write("open.answers.json", kAnswers);
  folder.run("check good.json --policy policy.precept --receipt r.json");
  for (const char* name : {"open.answers.json", "r.json"}) {
    Run run = folder.check(name + std::string(kBy));
    CAPTURE(name);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5044]"));
  }
}

TEST_CASE("a folder that cannot be read is not an empty one, and an empty one is an error") {
  ClubFolder folder;
  fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all);
  folder.write("all/good.json", kGood);
  folder.write("all/closed/bad.json", kBad);
  folder.write("closed/bad.json", kBad);
  folder.write("empty/notes.txt", "");
  for (const char* name : {"closed", "all/closed"}) fs::permissions(folder.path() / name, fs::perms::none);
  for (const char* name : {"closed", "all"}) {
    Run run = folder.shell_run(as_nobody("check -v good.json " + std::string(name) + kBy));
    CAPTURE(name);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5043]"));
    CHECK(contains(run.err, "there is no permission"));
    CHECK(contains(run.out, "good.json: compliant"));
  }
  Run policies = folder.shell_run(as_nobody("check good.json --policy closed"));
  CHECK(policies.code == 2);
  CHECK(contains(policies.err, "error[E5043]"));
  Run tests = folder.shell_run(as_nobody("test closed"));
  CHECK(tests.code == 2);
  CHECK(contains(tests.err, "error[E5043]"));
  Run empty = folder.check(std::string("empty") + kBy);
  CHECK(empty.code == 2);
  CHECK(contains(empty.err, "error[E5003]"));
  CHECK(contains(empty.err, "`empty/notes.txt` is passed over (another format)"));
  for (const char* name : {"closed", "all/closed"})
    fs::permissions(folder.path() / name, fs::perms::owner_all);
}

// ---- policies --------------------------------------------------------------------------------------

TEST_CASE("hidden files are no policies, and backups are told") {
  ClubFolder folder;
  folder.write("pol/p.precept", kPolicy);
  for (const char* hidden :
       {"pol/._p.precept", "pol/.#p.precept", "pol/.p.precept.swp", "pol/.git/p.precept"})
    folder.write(hidden, kPolicy);
  Run quiet = folder.check("good.json --policy pol");
  CHECK(quiet.code == 0);
  CHECK(quiet.err.empty());
  for (const char* backup :
       {"pol/p.precept~", "pol/#p.precept#", "pol/p.precept.bak", "pol/p.precept.orig", "pol/p.txt"}) {
    folder.write(backup, kPolicy);
    Run run = folder.check("good.json --policy pol");
    CAPTURE(backup);
    CHECK(run.code == 0);
    CHECK(contains(run.err, "warning[W5040]: `" + std::string(backup) + "` is passed over"));
    CHECK(folder.report("good.json --policy pol")["warnings"][0]["code"] == "W5040");
    fs::remove(folder.path() / backup);
  }
  folder.write("pol/notes.md", "policy makers say\nthat this is no policy\n");
  CHECK(folder.check("good.json --policy pol").err.empty());
}

TEST_CASE("a policy with a misspelt ending is an error") {
  ClubFolder folder;
  folder.write("pol/p.precept", kPolicy);
  for (const char* slip :
       {"pol/q.precpet", "pol/q.PRECEPT", "pol/q.precpt", "pol/q.precept.txt", "pol/deep/q.percept"}) {
    folder.write(slip, kPolicy);
    for (const char* words : {"check good.json --policy pol", "compile pol -o x.pbc", "lint pol",
                              "disasm pol", "explain good.json --policy pol", "source coverage pol"}) {
      Run run = folder.run(words);
      CAPTURE(slip);
      CAPTURE(words);
      CHECK(run.code == 2);
      CHECK(contains(run.err, "error[E5045]: the ending of `" + std::string(slip) + "` is misspelt"));
    }
    fs::remove(folder.path() / slip);
  }
  folder.write("pol/q.receipt", "not ours\n");
  CHECK(folder.check("good.json --policy pol").code == 0);
}

TEST_CASE("a translation with a misspelt ending is told") {
  ClubFolder folder;
  for (const char* slip : {"policy.fr.PO", "policy.fr.op", "policy.FR.po", "policy.fr.po.txt"}) {
    folder.write(slip, "msgid \"\"\nmsgstr \"Language: fr\\n\"\n");
    Run run = folder.check(std::string("good.json") + kBy);
    CAPTURE(slip);
    CHECK(run.code == 0);
    CHECK(contains(run.err, std::string("`") + slip + "`"));
    CHECK(contains(run.err, "warning["));
    fs::remove(folder.path() / slip);
  }
}

TEST_CASE("a policy as sources and as a program in one folder is refused, unless one is named") {
  ClubFolder folder;
  folder.write("pol/p.precept", kPolicy);
  REQUIRE(folder.run("compile pol -o pol/deep.pbc").code == 0);
  Run run = folder.check("good.json --policy pol");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5041]"));
  CHECK(contains(run.err, "`pol/p.precept` and `pol/deep.pbc`"));
  CHECK(folder.check("good.json --policy pol/p.precept").code == 0);
  CHECK(folder.check("good.json --policy pol/deep.pbc").code == 0);
  fs::remove(folder.path() / "pol/p.precept");
  CHECK(folder.check("good.json --policy pol").code == 0);
  folder.write("pol/other.precept",
               "policy other\n\nrecord Play\n  people : int\n\nabout Play p\n\nclause one\n  shall ensure "
               "p.people > 1\n");
  CHECK(folder.check("good.json --policy pol").code == 0);  // of two policies both are there
}

TEST_CASE("two policies in force name their files") {
  ClubFolder folder;
  folder.write("pol/p.precept", kPolicy);
  std::string other = kPolicy;
  other.replace(other.find("no more people"), 14, "not more people");
  folder.write("pol/old/p.precept", other);
  Run run = folder.check("good.json --policy pol");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5005]"));
  CHECK(contains(run.err, "`club.rules` (pol/p.precept) is in force"));
  CHECK(contains(run.err, "`club.rules` (pol/old/p.precept) is in force"));
}

TEST_CASE("a policy without a source lock is told in every report") {
  ClubFolder folder;
  constexpr const char* kTold = "held against no official text";
  const std::string by = std::string(" good.json") + kBy;
  CHECK(contains(folder.run("check" + by).out, kTold));
  CHECK(contains(folder.run("check --readings" + by).out, kTold));
  CHECK(contains(folder.run("report -o -" + by).out, kTold));
  for (const char* format : {"text", "markdown", "html", "dot"})
    CHECK(contains(folder.run("explain --format " + std::string(format) + by).out, kTold));
  CHECK(
      folder.report("good.json --policy policy.precept")["documents"][0]["policy"]["source_lock"].is_null());
  CHECK(json::parse(folder.run("explain --format json" + by).out)["policy"]["source_lock"].is_null());
  folder.write("text.txt", "The club\n\nrules\n\n1 that there be no more people than seats;\n");
  std::string locked = kPolicy;
  locked.insert(locked.find("title"), "source \"club.lock\"\n");
  locked.replace(locked.find("clause rule 1"), 13, "clause rules 1");
  locked.erase(locked.rfind("about Evening e, each"));
  folder.write("locked.precept", locked);
  Run made = folder.run("source lock text.txt --policy locked.precept");
  CAPTURE(made.err);
  REQUIRE(made.code == 0);
  CHECK_FALSE(contains(folder.run("check good.json --policy locked.precept").out, kTold));
  CHECK(folder.report("good.json --policy locked.precept")["documents"][0]["policy"]["source_lock"] ==
        "club.lock");
  fs::remove(folder.path() / "club.lock");
  CHECK(contains(folder.check("good.json --policy locked.precept").err, "error[E6001]"));
}

// ---- tests -----------------------------------------------------------------------------------------

TEST_CASE("tests in a file that is not named as tests are noticed") {
  ClubFolder folder;
  const std::string tests =
      "tests club.rules\n\ntest \"it dances\"\n  given Evening\n    from \"good.json\"\n"
      "  expect verdict compliant\n";
  folder.write("right_test.precept", tests);
  CHECK(folder.run("test .").code == 0);
  for (const char* slip : {"x_tests.precept", "x_test.precpet", "x-test.precept", "xtest.precept",
                           "x_test.PRECEPT", "x_test.precept.txt", "x.txt", "deep/X_Test.precept"}) {
    folder.write(slip, tests);
    Run run = folder.run("test .");
    CAPTURE(slip);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E7020]"));
    CHECK(contains(run.err, slip));
    fs::remove(folder.path() / slip);
  }
  folder.write("x_tests.precept", "-- nothing in it yet\n");
  CHECK(folder.run("test .").code == 2);
}

// ---- receipts --------------------------------------------------------------------------------------

TEST_CASE("each document has the place of its receipt from its path, in whatever order") {
  ClubFolder folder;
  folder.write("a/m.json", kGood);
  folder.write("b/m.json", kBad);
  folder.write("a/m.JSON", kOpen);
  folder.write("a/m-2.json", kGood);
  folder.write("a/m", kGood);
  const std::string words = "a/m.json b/m.json a/m.JSON a/m-2.json a/m ";
  folder.run("check " + words + "--receipt rr/" + kBy);
  folder.run("check a/m a/m-2.json a/m.JSON b/m.json a/m.json --receipt back/" + std::string(kBy));
  folder.run("check a b --receipt found/" + std::string(kBy));
  const char* places[] = {"a/m.receipt.json", "b/m.receipt.json", "a/m.receipt.JSON", "a/m-2.receipt.json"};
  for (const char* place : places) {
    CAPTURE(place);
    const std::string made = folder.read(std::string("rr/") + place);
    CHECK(json::accept(made));
    CHECK(made == folder.read(std::string("back/") + place));
    CHECK(made == folder.read(std::string("found/") + place));
  }
  CHECK(json::accept(folder.read("rr/a/m.receipt")));
  CHECK(json::parse(folder.read("rr/b/m.receipt.json"))["verdict"] == "non-compliant");
  // Above the folder at hand, and by another spelling of the same path.
  Run run = folder.shell_run("cd a && '" PRECEPT_BINARY
                             "' check ../b/m.json ./m.json --policy ../policy.precept --receipt rr/");
  CHECK(run.code == 1);
  CHECK(json::accept(folder.read("a/rr/_up/b/m.receipt.json")));
  CHECK(json::accept(folder.read("a/rr/m.receipt.json")));
}

TEST_CASE("a document is checked once, however often and however it is named") {
  ClubFolder folder;
  folder.write("a/m.json", kGood);
  const std::string words = "a/m.json ./a/m.json a/../a//m.json a";
  Run run = folder.check(words + kBy);
  CHECK(run.code == 0);
  CHECK(contains(run.out, "other names of what is looked at anyway (3: ./a/m.json"));
  CHECK(folder.report(words + kBy)["documents"].size() == 1);
  CHECK(folder.run("check " + words + " --receipt rr/" + kBy).code == 0);
  CHECK(json::accept(folder.read("rr/a/m.receipt.json")));
  // A link is a name of its own.
  fs::create_symlink("m.json", folder.path() / "a/link.json");
  CHECK(folder.report("a/m.json a/link.json" + std::string(kBy))["documents"].size() == 2);
}

TEST_CASE("what several documents have in common is told once") {
  ClubFolder folder;
  for (const char* name : {"all/a.json", "all/b.json", "all/c.json"}) folder.write(name, kGood);
  folder.write("all/Precept.project", "language = fr\n");
  Run run = folder.check("all" + std::string(kBy));
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5045]: the project file `all/Precept.project` has another name"));
  CHECK(run.err.find("has another name") == run.err.rfind("has another name"));
  CHECK(folder.report("all" + std::string(kBy))["errors"].size() == 1);
  fs::remove(folder.path() / "all/Precept.project");
  fs::create_symlink("nowhere", folder.path() / "all/precept.project");
  CHECK(contains(folder.check("all" + std::string(kBy)).err,
                 "`all/precept.project` cannot be read: it is a link that leads nowhere"));
}

TEST_CASE("a receipt of what is no longer checked is set aside") {
  ClubFolder folder;
  folder.write("all/a.json", kGood);
  folder.write("all/b.json", kGood);
  folder.write("c.json", kGood);
  const std::string check = std::string("check all c.json --receipt rr/") + kBy;
  CHECK(folder.run(check).code == 0);
  folder.write("all/a.json", kMistake);      // in error
  fs::remove(folder.path() / "all/b.json");  // gone
  Run run = folder.run(check);
  CHECK(run.code == 2);
  CHECK_FALSE(fs::exists(folder.path() / "rr/all/a.receipt.json"));
  CHECK_FALSE(fs::exists(folder.path() / "rr/all/b.receipt.json"));
  CHECK(fs::exists(folder.path() / "rr/all/a.receipt.json.outdated"));
  CHECK(fs::exists(folder.path() / "rr/all/b.receipt.json.outdated"));
  CHECK(fs::exists(folder.path() / "rr/c.receipt.json"));
  CHECK(contains(run.err, "warning[W5041]: the receipt `rr/all/a.receipt.json`"));
  CHECK(contains(run.err, "warning[W5041]: the receipt `rr/all/b.receipt.json`"));
  // Receipts of what this run does not look at stay.
  CHECK(folder.run(std::string("check good.json --receipt rr/") + kBy).code == 0);
  CHECK(fs::exists(folder.path() / "rr/c.receipt.json"));
  // Nothing is checked at all.
  folder.write("wrong.precept", "policy wrong\n");
  Run none = folder.run("check c.json --receipt rr/ --policy wrong.precept");
  CHECK(none.code == 2);
  CHECK_FALSE(fs::exists(folder.path() / "rr/c.receipt.json"));
  // One file, and what is no receipt.
  CHECK(folder.run(std::string("check good.json --receipt r.json") + kBy).code == 0);
  CHECK(folder.run(std::string("check gone.json --receipt r.json") + kBy).code == 2);
  CHECK_FALSE(fs::exists(folder.path() / "r.json"));
  folder.write("mine.json", "{}");
  CHECK(folder.run(std::string("check gone.json --receipt mine.json") + kBy).code == 2);
  CHECK(folder.read("mine.json") == "{}");
}
