// A policy of several files: every command sees the whole, whichever of its files is named.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/command_folder.h"

namespace {

constexpr const char* kMain = R"(policy town.fair

title "The fair"

record Stall
  name   : text
  length : int
  paid   : truth

record Fair
  stalls : list of Stall

about Fair f

clause rule 10
  shall ensure count(f.stalls) <= most
    otherwise "{count(f.stalls)} stalls, at most {most}"
)";
constexpr const char* kStalls = R"(part of town.fair

define is_long(s: Stall) = s.length > 4

about Fair f, each s in f.stalls

clause rule 9
  shall ensure not is_long(s)
    otherwise "{s.name} is too long"
)";
constexpr const char* kMoney = R"(part of town.fair

define most = 2

about Fair f, each s in f.stalls

clause rule 2
  shall ensure s.paid
    when is_long(s)
    otherwise "{s.name} has not paid"
)";
constexpr const char* kTests = R"(tests town.fair

test "{length}, {paid}"
  cases length, paid, long, money
    | 4 | no  | satisfied | "not applicable" |
    | 5 | no  | violated  | violated         |
    | 5 | yes | violated  | satisfied        |
  given Fair {stalls: [{name: "Ada", length: length, paid: paid}]}
  expect rule 9 long
  expect rule 2 money

test "{n} stalls"
  cases n, outcome
    | 2 | satisfied |
    | 3 | violated  |
  given Fair {stalls: n of {length: 1, paid: yes}}
  expect rule 10 outcome
)";

class Parts : public precept::test::CommandFolder {
 public:
  Parts() {
    write("fair/town.precept", kMain);
    write("fair/a_stalls.precept", kStalls);
    write("fair/z_money.precept", kMoney);
    write("fair/fair_test.precept", kTests);
    write("long.json",
          R"({"kind": "Fair", "stalls": [{"name": "Ada", "length": 5, "paid": false},
              {"name": "Ben", "length": 1, "paid": true}, {"name": "Cleo", "length": 2, "paid": true}]})");
  }
  std::string told(const std::string& command, int status) const {
    const Result result = shell("precept " + command);
    CAPTURE(command);
    INFO(result.output);
    CHECK(result.status == status);
    return result.output;
  }
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("whichever file is named, the whole is checked, told in the order of the labels") {
  const Parts parts;
  const std::string whole = parts.told("check long.json --policy fair", 1);
  CHECK(has(whole, "not in accordance with rule 2, rule 9 and rule 10"));
  for (const char* file : {"town.precept", "a_stalls.precept", "z_money.precept"})
    CHECK(parts.told("check long.json --policy fair/" + std::string(file), 1) == whole);
  CHECK(parts.told("compile fair/z_money.precept -o money.pbc", 0) ==
        parts.told("compile fair/town.precept -o money.pbc", 0));
}

TEST_CASE("tests, coverage and mutants are of the whole") {
  const Parts parts;
  const std::string covered = parts.told("test fair --coverage --min 100", 0);
  CHECK(has(covered, "5 passed"));
  CHECK(has(covered, "rule 2   4/4"));
  const std::string mutants = parts.told("test fair --mutate", 0);
  CHECK(has(mutants, "z_money.precept"));
  CHECK(has(mutants, "score "));
  CHECK(parts.told("test fair/fair_test.precept --policy fair/a_stalls.precept", 0).find("5 passed") !=
        std::string::npos);
}

TEST_CASE("a change of a part is a change of the policy") {
  const Parts parts;
  parts.shell("cp -r fair newer && sed -i 's/most = 2/most = 3/' newer/z_money.precept");
  CHECK(has(parts.told("diff fair/a_stalls.precept newer/town.precept", 3), "rule 10"));
  CHECK(has(parts.told("lint fair/a_stalls.precept --lang fr", 1), "a_stalls.precept"));
}

TEST_CASE("a part that belongs to nothing is told once, for every policy of its folder") {
  const Parts parts;
  parts.write("fair/stray.precept", "part of town.fare\n\nabout Fair f\n\nclause 9\n  informative \"x\"\n");
  const std::string told = parts.told("check long.json --policy fair", 2);
  CHECK(has(told, "error[E1077]: no policy `town.fare` lies in this folder"));
  CHECK(has(told, "did you mean `town.fair`?"));
  CHECK(told.find("E1077") == told.rfind("E1077"));
  CHECK(parts.told("check long.json --policy fair/stray.precept", 2).find("E1077") != std::string::npos);
  parts.shell("mkdir alone && mv fair/stray.precept alone/");
  CHECK(has(parts.told("check long.json --policy alone", 2), "E1077"));
  CHECK(has(parts.told("check long.json --policy alone/stray.precept", 2), "E1077"));
}

TEST_CASE("what two parts declare, and what only the whole says") {
  const Parts parts;
  parts.write("fair/more.precept", "part of town.fair\n\ndefine most = 3\n");
  CHECK(has(parts.told("check long.json --policy fair", 2), "error[E1011]: `most` is declared twice"));
  parts.write("fair/more.precept", "part of town.fair\n\ntitle \"The other\"\n");
  CHECK(has(parts.told("check long.json --policy fair", 2), "error[E1018]: `title` is said of the whole"));
  parts.write("fair/more.precept", "part of town.fair\n\nclause 5\n  informative \"x\"\n");
  CHECK(has(parts.told("check long.json --policy fair", 2), "no `about` stands before this `clause`"));
  parts.write("fair/more.precept", "policy town.fair\n\ntitle \"The other\"\n");
  CHECK(has(parts.told("check long.json --policy fair/a_stalls.precept", 2),
            "error[E1077]: 2 policies `town.fair` lie in this folder"));
}

TEST_CASE("a module has no parts") {
  const Parts parts;
  parts.write("fair/words.precept", "module words\n\nenum Size\n  small\n");
  parts.write("fair/more.precept", "part of words\n\nenum Kind\n  big\n");
  const std::string told = parts.told("check long.json --policy fair", 2);
  CHECK(has(told, "error[E1078]: `words` is a module, and a module is one file"));
  CHECK(told.find("E1078") == told.rfind("E1078"));
  parts.shell("rm fair/more.precept");
  parts.write("fair/town.precept", std::string(kMain).insert(17, "use a_stalls\n"));
  CHECK(has(parts.told("check long.json --policy fair", 2),
            "error[E1031]: the file of module `a_stalls` declares a part of `town.fair`"));
}

TEST_CASE("the lock orders the parts, and source coverage is of all of them") {
  const Parts parts;
  parts.write("fair/text.txt",
              "rule 10\n\nAt most two stalls.\n\nrule 9\n\nNo stall is long.\n\nrule 2\n\nLong stalls are "
              "paid for.\n");
  parts.shell("sed -i 's/^title.*/&\\nsource \"fair.lock\"/' fair/town.precept");
  parts.told("source lock fair/text.txt --policy fair/a_stalls.precept", 0);
  CHECK(has(parts.told("source coverage fair/z_money.precept", 0), "rule 9"));
  CHECK(has(parts.told("check long.json --policy fair", 1),
            "not in accordance with rule 10, rule 9 and rule 2"));
}
