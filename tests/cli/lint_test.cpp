// `precept lint` as people meet it: places, rules, levels, mending.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

constexpr const char* kHall = R"(policy hall

title "Rules of the hall"

record Booking
  people  : int
  insured : truth

about Booking b

clause rule 1
  gist "The hall is used with care."

  shall ensure not (not b.insured) and not (b.people > 200)
)";
constexpr const char* kHallTest = R"(tests hall

test "a full hall"
  given Booking {people: 200, insured: yes}
  expect rule 1 satisfied
)";

struct HallFolder : ClubFolder {
  HallFolder() {
    write("hall/hall.precept", kHall);
    write("hall/hall_test.precept", kHallTest);
  }
};

}  // namespace

TEST_CASE("lint: findings with code, rule and exit code; of a file and of its folder") {
  HallFolder folder;
  for (const char* place : {"hall/hall.precept", "hall", "hall hall/hall.precept"}) {
    Run run = folder.run("lint " + std::string(place));
    CAPTURE(run.out);
    CHECK(run.code == 1);
    CHECK(contains(run.out, "warning[W9023]"));
    CHECK(contains(run.out, "this is the lint `double-negation`"));
    CHECK(contains(run.out, "warning[W9024]"));
    CHECK(contains(run.out, "1 policy: 2 findings"));
    CHECK(run.err.empty());
  }
}

TEST_CASE("lint --rule: looks by that rule alone, and tells a name that there is not") {
  HallFolder folder;
  Run one = folder.run("lint hall --rule negated-comparison --rule tautology");
  CHECK(one.code == 1);
  CHECK(!contains(one.out, "W9023"));
  CHECK(contains(one.out, "W9024"));
  CHECK(folder.run("lint hall --rule tautology").code == 0);
  Run wrong = folder.run("lint hall --rule negated-comparson");
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "did you mean `negated-comparison`?"));
}

TEST_CASE("lint --fix: writes what is safe, and tells what is left") {
  HallFolder folder;
  folder.write("hall/other.precept", "policy other\n" + std::string(kHall).substr(11));
  Run run = folder.run("lint hall --fix");
  CAPTURE(run.out);
  CHECK(run.code == 1);  // the other one has no tests
  CHECK(contains(run.out, "hall/hall.precept: written"));
  CHECK(contains(run.out, "4 findings mended"));
  CHECK(contains(folder.read("hall/hall.precept"), "shall ensure b.insured and b.people <= 200\n"));
  CHECK(contains(folder.read("hall/other.precept"), "shall ensure b.insured and b.people <= 200\n"));
  CHECK(folder.run("lint hall/hall.precept").code == 0);
  CHECK(folder.run("test hall").code == 0);
  Run piped = folder.run("lint - --fix", "< hall/hall.precept");
  CHECK(piped.code == 2);
  CHECK(contains(piped.err, "--fix"));
}

TEST_CASE("lint: levels of the project file") {
  HallFolder folder;
  folder.write("precept.toml", "[lint]\ndouble-negation = \"off\"\nnegated-comparison = \"error\"\n");
  Run run = folder.run("lint hall");
  CHECK(run.code == 1);
  CHECK(!contains(run.out, "W9023"));
  CHECK(contains(run.out, "error[W9024]"));
  folder.write("precept.toml", "[lint]\ndouble-negation = \"of\"\n");
  Run level = folder.run("lint hall");
  CHECK(level.code == 2);
  CHECK(contains(level.err, "E5062"));
  folder.write("precept.toml", "[lint]\ndouble-negatoin = \"off\"\n");
  Run rule = folder.run("lint hall");
  CHECK(rule.code == 2);
  CHECK(contains(rule.err, "did you mean `double-negation`?"));
  folder.write("precept.toml", "[levels]\nW9023 = { level = \"off\", reason = \"x\" }\n");
  CHECK(folder.run("lint hall").code == 2);
}

TEST_CASE("lint: a policy with a mistake, and a place that is none") {
  HallFolder folder;
  folder.write("hall/broken.precept", "policy broken\n\nabout Nothing n\n");
  Run run = folder.run("lint hall");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E1002]"));
  CHECK(contains(run.out, "W9023"));
  CHECK(folder.run("lint nowhere").code == 2);
  CHECK(folder.run("lint hall/hall.precept --fix --lang fr").code == 2);
}
