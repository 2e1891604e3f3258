// What authors begin with works at once: policies for texts, and tests that pass.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;
using precept::test::CommandFolder;

const std::string kPolicies = PRECEPT_SOURCE_DIR "/policies/";

const std::string kText = R"(Rules of the "Reading Room" {2025}

1. Readers

1.1 A reader is quiet, and says "please" \ thanks.
1.2 A reader takes at most five books.

2. Books

2.1 Books come back within two weeks; whoever keeps one longer tells the librarian, who notes it, and so on and on.
2.2 Damaged books are replaced.
)";

void holds(const CommandFolder& folder, const std::string& command) {
  const auto result = folder.shell(command);
  INFO(command, "\n", result.output);
  CHECK(result.status == 0);
}

}  // namespace

TEST_CASE("a policy for a text compiles, and its tests pass") {
  CommandFolder folder;
  folder.write("room.txt", kText);
  holds(folder, "precept new policy reading.room --source room.txt");
  holds(folder, "precept compile reading_room -o room.pbc");
  holds(folder, "precept test reading_room");
  holds(folder, "precept source verify room.txt --policy reading_room");
  const std::string policy = folder.read("reading_room/reading_room.precept");
  for (const char* words :
       {"clause \"1.1\"", "clause \"2.2\"", "source \"reading_room.lock\"", "not encoded"})
    CHECK_MESSAGE(policy.find(words) != std::string::npos, words);
  const auto coverage = folder.shell("precept source coverage reading_room");
  CHECK(coverage.output.find("4 not encoded") != std::string::npos);
  CHECK(fs::exists(folder.path() / "reading_room/README.md"));
  // Nothing is ever written over.
  CHECK(folder.shell("precept new policy reading.room --source room.txt").status == 2);
}

TEST_CASE("a policy without a text is one to change") {
  CommandFolder folder;
  holds(folder, "precept new policy house");
  holds(folder, "precept test house");
  holds(folder, "precept new test house/house.precept --clause 'rule 1'");
  CHECK(fs::exists(folder.path() / "house/house_rule_1_test.precept"));
  holds(folder, "precept test house");
  CHECK(folder.shell("precept new policy 2nd").status == 2);
  CHECK(folder.shell("precept new policy shall").status == 2);
  CHECK(folder.shell("precept new policy x --source nothing.txt").status == 2);
  CHECK(!fs::exists(folder.path() / "x"));
}

TEST_CASE("tests of the shipped policies are written, and pass") {
  CommandFolder folder;
  for (const char* name : {"wtsa-res54", "debian-constitution"}) {
    CAPTURE(name);
    holds(folder, "precept new test '" + kPolicies + name + "' -o first_test.precept");
    holds(folder, "precept test first_test.precept --policy '" + kPolicies + name + "'");
    fs::remove(folder.path() / "first_test.precept");
  }
}

TEST_CASE("a clause that is not there is told, with the one that may be meant") {
  CommandFolder folder;
  holds(folder, "precept new policy house");
  const auto result = folder.shell("precept new test house --clause 'rule l'");
  CHECK(result.status == 2);
  CHECK(result.output.find("error[E7002]") != std::string::npos);
  CHECK(result.output.find("rule 1") != std::string::npos);
}
