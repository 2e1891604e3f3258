// A policy of a club, four documents, and the built `precept` run on them: the common ground of the tests of
// the command line. Needs PRECEPT_BINARY.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tests/common/command_folder.h"

namespace precept::test::club {

using nlohmann::json;

struct Run {
  int code = -1;
  std::string out, err;
};

/// The text without its line ends and indents, which depend on the width.
inline std::string on_one_line(const std::string& text) {
  std::string line;
  for (char c : text) {
    const bool is_blank = c == ' ' || c == '\n';
    if (!is_blank || !line.ends_with(' ')) line += is_blank ? ' ' : c;
  }
  return line;
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The command was refused with an error of the code, whose text has `part` in it.
inline void check_refused(const Run& run, const std::string& code, const std::string& part) {
  CAPTURE(run.err);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[" + code + "]"));
  CHECK(contains(run.err, part));
}

/// A policy with a source lock.
inline constexpr const char* kLocked = R"(policy locked

source "locked.lock"

record Play
  people : int

about Play p

clause resolves 1
  quote "at least two people"
  shall ensure p.people >= 2
)";

inline constexpr const char* kPolicy = R"(policy club.rules

title "Rules of the club"
in force from 2020-01-01 until 2023-12-31

enum Act
  enter dance

enum Kind
  Member "member"
  Guest  "guest"

record Person
  name : text
  kind : Kind
  acts : set of Act default {enter}

record Evening
  date   : date
  seats  : int
  people : list of Person

judgement invited(a: Person, e: Evening)
  asks "Was {a.name} invited?"
  from "the guest book"

about Evening e

clause rule 1
  quote "no more people than seats"
  shall ensure count(e.people) <= e.seats
    otherwise "{count(e.people)} people for {e.seats} seats"

about Evening e, each a in e.people

acts enter, dance
  exercised a.acts

clause rule 2
  quote "members may enter and dance"
  may enter, dance
    when a.kind = Member

clause rule 3
  quote "guests enter when invited, and do not dance"
  shall not enter, dance
    when a.kind = Guest
    otherwise "{a.name} is a {a.kind}"

  however "invited"
    may enter
      when invited(a, e)
)";

inline constexpr const char* kGood = R"({
  "kind": "Evening", "date": "2022-05-01", "seats": 10,
  "people": [ {"name": "Ana", "kind": "Member", "acts": ["enter", "dance"]} ]
})";
inline constexpr const char* kBad = R"({
  "kind": "Evening", "date": "2022-05-01", "seats": 10,
  "people": [
    {"name": "Ana", "kind": "Member"},
    {"name": "Ben", "kind": "Guest", "acts": ["dance"]} ]
})";
inline constexpr const char* kOpen = R"({
  "kind": "Evening", "date": "2022-05-01", "seats": 10,
  "people": [ {"name": "Ben", "kind": "Guest", "acts": ["enter"]} ]
})";
inline constexpr const char* kMistake = R"({
  "kind": "Evening", "date": "2022-05-01", "seats": 10,
  "people": [ {"name": "Ana", "kind": "Membre"} ]
})";

/// A folder for one test, with the policy and the four documents in it.
class ClubFolder : public CommandFolder {
 public:
  ClubFolder() {
    write("policy.precept", kPolicy);
    write("good.json", kGood);
    write("bad.json", kBad);
    write("open.json", kOpen);
    write("mistake.json", kMistake);
  }
  /// Runs `precept` in the folder, with these words as a shell reads them.
  Run run(const std::string& words, const std::string& redirect = "> out") const {
    std::string command =
        "cd '" + path().string() + "' && '" PRECEPT_BINARY "' " + words + " " + redirect + " 2> err";
    int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), read("out"), read("err")};
  }
  /// Runs a line of shell in the folder; keeps standard output and standard error apart.
  Run shell_run(const std::string& line) const {
    const std::string command = "cd '" + path().string() + "' && { " + line + "\n} > out 2> err";
    int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), read("out"), read("err")};
  }
  /// Runs `check` in both formats. They must end alike, and JSON must leave standard error empty.
  Run check(const std::string& words) const {
    Run text = run("check " + words);
    Run as_json = run("check " + words + " --format json");
    CHECK_MESSAGE(text.code == as_json.code, words);
    CHECK_MESSAGE(as_json.err.empty(), as_json.err);
    CHECK_MESSAGE(json::accept(as_json.out), as_json.out);
    return text;
  }
  json report(const std::string& words) const {
    return json::parse(run("check " + words + " --format json").out);
  }
};

inline constexpr const char* kBy = " --policy policy.precept";

}  // namespace precept::test::club
