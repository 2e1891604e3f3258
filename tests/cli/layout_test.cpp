// `precept fmt`: what it reads and writes, and its exit codes. How texts are laid out: tests/format/.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace fs = std::filesystem;

namespace {

const std::string kWide = "policy  p\nclause a\n    informative   \"why\"\n";
const std::string kLaidOut = "policy p\nclause a\n  informative \"why\"\n";
const std::string kBroken = "policy  p\nclause a\n    informative   why\n";

}  // namespace

TEST_CASE("files are laid out in place, and only those that change are written") {
  ClubFolder folder;
  folder.write("rules/a.precept", kWide);
  folder.write("rules/tests/b_test.precept", "tests  p\n");
  folder.write("rules/c.precept", kLaidOut);
  folder.write("rules/data.csv", "a,  b\n");
  fs::permissions(folder.path() / "rules/a.precept", fs::perms(0640));
  const auto before = fs::last_write_time(folder.path() / "rules/c.precept");
  Run run = folder.run("fmt rules rules/a.precept");
  CHECK(run.code == 0);
  CHECK(run.out ==
        "rules/a.precept: laid out\nrules/tests/b_test.precept: laid out\n2 of 3 files are laid out anew\n");
  CHECK(folder.read("rules/a.precept") == kLaidOut);
  CHECK(folder.read("rules/tests/b_test.precept") == "tests p\n");
  CHECK(folder.read("rules/data.csv") == "a,  b\n");
  CHECK(fs::status(folder.path() / "rules/a.precept").permissions() == fs::perms(0640));
  CHECK(fs::last_write_time(folder.path() / "rules/c.precept") == before);
  CHECK(folder.run("fmt rules").out == "3 files are in order\n");
}

TEST_CASE("to look and to compare writes nothing, and ends with 1 where something would change") {
  ClubFolder folder;
  folder.write("a.precept", kWide);
  Run check = folder.run("fmt a.precept --check");
  CHECK(check.code == 1);
  CHECK(contains(check.out, "a.precept: is laid out otherwise\n"));
  Run difference = folder.run("fmt a.precept --diff");
  CHECK(difference.code == 1);
  CHECK(contains(difference.out, "-    informative   \"why\"\n+  informative \"why\"\n"));
  CHECK(folder.read("a.precept") == kWide);
  folder.write("a.precept", kLaidOut);
  CHECK(folder.run("fmt a.precept --check").code == 0);
  difference = folder.run("fmt a.precept --diff");
  CHECK(difference.code == 0);
  CHECK(difference.out.empty());
  CHECK(folder.run("fmt a.precept --diff --check").code == 2);
}

TEST_CASE("a mistake is told, its statement stays, and the exit code is 2") {
  ClubFolder folder;
  folder.write("a.precept", kBroken);
  for (const char* option : {"", " --check", " --diff"}) {
    folder.write("a.precept", kBroken);
    Run run = folder.run(std::string("fmt a.precept") + option);
    CAPTURE(option);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E0001]"));
    CHECK(contains(run.err, "a.precept:3:"));
  }
  folder.run("fmt a.precept");
  CHECK(folder.read("a.precept") == "policy p\nclause a\n    informative   why\n");
}

TEST_CASE("what could not be read to its end is nowhere called in order") {
  ClubFolder folder;
  folder.write("open.precept", "policy open\n\nclause a\n  gist \"never closed\n");
  for (const char* command : {"fmt --check open.precept", "fmt open.precept"}) {
    const Run run = folder.run(command);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "E0002"));
    CHECK(contains(run.out, "1 with mistakes"));
    CHECK_FALSE(contains(run.out, "in order"));
  }
  const Run none = folder.run("fmt nowhere");
  CHECK(none.code == 2);
  CHECK(none.out.empty());
}

TEST_CASE("standard input is laid out to standard output") {
  ClubFolder folder;
  folder.write("a.precept", kWide);
  folder.write("broken.precept", kBroken);
  Run run = folder.shell_run("'" PRECEPT_BINARY "' fmt - < a.precept");
  CHECK(run.code == 0);
  CHECK(run.out == kLaidOut);
  CHECK(folder.shell_run("'" PRECEPT_BINARY "' fmt - --check < a.precept").code == 1);
  run = folder.shell_run("'" PRECEPT_BINARY "' fmt - --stdin-filename rules.precept < broken.precept");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "rules.precept:3:"));
  CHECK(run.out == "policy p\nclause a\n    informative   why\n");
  CHECK(folder.run("fmt - a.precept").code == 2);
}

TEST_CASE("what is no file of the language is told, and nothing is written") {
  ClubFolder folder;
  folder.write("data.csv", "a,  b\n");
  folder.write("empty/readme.txt", "x\n");
  folder.write("latin.precept", "policy p -- caf\xE9\n");
  check_refused(folder.run("fmt data.csv"), "E1025", "no policy, module or file of tests");
  check_refused(folder.run("fmt empty"), "E1025", "empty");
  check_refused(folder.run("fmt none.precept"), "E0009", "there is no such file");
  check_refused(folder.run("fmt latin.precept"), "E0006", "not UTF-8");
  CHECK(folder.read("latin.precept") == "policy p -- caf\xE9\n");
  CHECK(folder.run("fmt").code == 2);
}
