// What a message quotes of a file is bounded, and what is wrong with a file is told by its reason.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

TEST_CASE("what these messages quote of a long text is cut") {
  ClubFolder folder;
  const std::string bomb(100'000, 'x');
  folder.write("kind.json", R"({"kind": ")" + bomb + R"("})");
  folder.write("answers.json", R"({"answers_to": ")" + bomb + R"(", "kind": "Evening", "attestations": []})");
  folder.write("field.json", R"({"answers_to": "good.json", "kind": "Evening", ")" + bomb +
                                 R"(": [], "attestations": []})");
  folder.write(
      "field.precept",
      "policy p\n\nrecord R\n  n : int\n\nabout R r\n\nclause one\n  shall ensure r." + bomb + " > 1\n");
  for (const std::string& command :
       {std::string("check kind.json --policy policy.precept"),
        std::string("check good.json --policy policy.precept --answers answers.json"),
        std::string("check good.json --policy policy.precept --answers field.json"),
        std::string("compile field.precept -o x.pbc"),
        "check good.json --policy policy.precept --reading " + bomb.substr(0, 10'000) + "=a"}) {
    Run run = folder.run(command);
    CAPTURE(command.substr(0, 100));
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error["));
    CHECK(contains(run.err, "…"));
    CHECK_FALSE(contains(run.err, std::string(201, 'x')));
  }
  for (const std::string& line : {bomb + " = 1", "language = " + bomb, "reading " + bomb + " = a"}) {
    folder.write("precept.project", line + "\n");
    Run run = folder.run("check good.json --policy policy.precept");
    CHECK(run.code == 2);
    CHECK_FALSE(contains(run.err, std::string(201, 'x')));
  }
}

TEST_CASE("a name that names nobody is not trusted, and the reason is told") {
  ClubFolder folder;
  const std::pair<const char*, const char*> kLines[] = {
      {"trust \"X\"", "error[E5009]: `X` names nobody"},
      {"trust \"n0\"", "error[E5009]: `n0` names nobody"},
      {"trust \"7\"", "error[E5009]: `7` names nobody"},
      {"trust \"chair\" as \"X\"", "error[E5009]: `X` names nobody"},
      {"trust \"\"", "error[E5009]: this name is empty"},
      {"trust chair", "error[E5009]: this does not say whose attestations count"},
  };
  for (const auto& [line, told] : kLines) {
    folder.write("precept.project", std::string(line) + "\n");
    Run run = folder.run("check good.json --policy policy.precept");
    CHECK(run.code == 2);
    CHECK_MESSAGE(contains(run.err, told), run.err);
  }
}

TEST_CASE("answers that are no JSON are told with their place") {
  ClubFolder folder;
  folder.write("answers.json", "{\"answers_to\": \"good.json\",\n \"kind\": oops}\n");
  Run run = folder.run("check good.json --policy policy.precept --answers answers.json");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E5051]"));
  CHECK_MESSAGE(contains(run.err, " --> answers.json:2:10\n"), run.err);
}
