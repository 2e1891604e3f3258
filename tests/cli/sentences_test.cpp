// The engine's own sentences claim no more than is true.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

/// Nothing in it binds: a record of what a group did.
constexpr const char* kDiary = R"(policy diary

table Place from "places.csv" key code
  code  : text
  name  : text
  coast : truth

record Outing
  with  : text
  place : Place or none
  until : date or none
  late  : truth

record Diary
  date    : date
  outings : list of Outing or none

define is_over(o: Outing, d: Diary): truth
  as "the outing with {o.with} is over: nobody need be asked" | "the outing with {o.with} is not over"
  = o.late

about Diary d

clause often
  encourage d.outings is given and count(d.outings) > 1
    otherwise "few outings"

about Diary d, each o in d.outings else []

clause over
  should ensure is_over(o, d)

clause bounds
  should ensure o.until is given and o.until > d.date
)";

struct DiaryFolder : ClubFolder {
  DiaryFolder() {
    write("places.csv", "code,name,coast\nLU,Lund,no\nYS,Ystad,yes\n");
    write("diary.precept", kDiary);
    write("diary.json", R"({"kind": "Diary", "date": "2024-05-01",
      "outings": [{"with": "Etihad"}]})");
    write("empty.json", R"({"kind": "Diary", "date": "2024-05-01"})");
  }
};

}  // namespace

TEST_CASE("where nothing binds, what was noted is told as that, by every command") {
  DiaryFolder folder;
  const std::string sentence = "nothing here can be in accordance or not";
  Run check = folder.run("check diary.json --policy diary.precept");
  CHECK(check.code == 2);
  CHECK(contains(check.out, "diary.json: not checked\n  " + sentence));
  CHECK(contains(check.out, "few outings"));
  CHECK_FALSE(contains(check.err, "E5001"));
  CHECK(folder.report("diary.json --policy diary.precept")["documents"][0]["errors"][0]["code"] == "E5001");
  CHECK(contains(folder.run("explain diary.json --policy diary.precept").out, sentence));
  Run report = folder.run("report diary.json --policy diary.precept -o page.html");
  CHECK(report.code == 2);
  const std::string page = folder.read("page.html");
  CHECK(contains(page, sentence));
  CHECK(contains(page, "few outings"));
  CHECK_FALSE(contains(page, "E5001"));
  Run ask = folder.run("ask diary.json --policy diary.precept");
  CHECK(ask.code == 2);
  CHECK(contains(ask.out, "1. Is `late` yes or no for /outings/0?"));
  CHECK_FALSE(contains(ask.out, "settles it"));
  CHECK(json::parse(folder.run("ask diary.json --policy diary.precept --format json").out)["verdict"] ==
        "not checked");
  CHECK(contains(folder.run("check diary.json --policy diary.precept --lang fr").out,
                 "diary.json\u00A0: non vérifié\n  rien ici ne peut être conforme ou non conforme"));
}

TEST_CASE("what follows from a claim is told only where it holds") {
  DiaryFolder folder;
  Run open = folder.run("check diary.json --policy diary.precept");
  CHECK(contains(open.out,
                 "it is open whether the outing with Etihad is over (a piece of evidence is missing)"));
  CHECK_FALSE(contains(open.out, "nobody need be asked"));
  folder.write("late.json", R"({"kind": "Diary", "date": "2024-05-01",
    "outings": [{"with": "Ada", "late": true}]})");
  CHECK(contains(folder.run("explain late.json --policy diary.precept --clause over").out,
                 "the outing with Ada is over: nobody need be asked"));
}

TEST_CASE("what is recorded as none is not open: it is not compared") {
  DiaryFolder folder;
  const std::string full = folder.run("explain diary.json --policy diary.precept --full").out;
  CHECK(contains(full, "is not given, so that it is not compared with the"));
  CHECK_FALSE(contains(full, "(none)"));
  const std::string empty = folder.run("explain empty.json --policy diary.precept --full").out;
  CHECK(contains(empty, "nothing is given that the number of `outings` could be counted from"));
}

TEST_CASE("what only advises is not followed, and not violated") {
  DiaryFolder folder;
  folder.write("early.json", R"({"kind": "Diary", "date": "2024-05-01",
    "outings": [{"with": "Ada", "late": false}]})");
  CHECK(contains(folder.run("check early.json --policy diary.precept").out, "over is not followed"));
}

TEST_CASE("a right that no clause gives is explained, and two of one name are told apart") {
  ClubFolder folder;
  folder.write("two.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 10, "people": [
    {"name": "Ben", "kind": "Guest", "acts": ["enter"]}, {"name": "Ben", "kind": "Member"}]})");
  const std::string rights = folder.run("check two.json --rights" + std::string(kBy)).out;
  CHECK(contains(rights, "Ben (/people/0)"));
  CHECK(contains(rights, "Ben (/people/1)"));
  folder.run("report two.json -o page.html" + std::string(kBy));
  CHECK(contains(folder.read("page.html"), "Ben (/people/1)"));
  std::string policy = kPolicy;
  policy.replace(policy.find("  shall not enter, dance"), 24, "  shall not enter");
  folder.write("loose.precept", policy);
  const std::string loose = folder.run("check bad.json --rights --policy loose.precept").out;
  CHECK(contains(loose, "-: no clause permits or forbids it; `precept explain --name` says why"));
  CHECK_FALSE(contains(rights, "-: no clause"));
}

TEST_CASE("an answer that settles it is no more than an example where others do") {
  ClubFolder folder;
  folder.write(
      "places.csv", "code,name,coast\n" + [] {
        std::string rows;
        for (int i = 0; i < 60; ++i)
          rows += "A" + std::to_string(i) + ",Inland " + std::to_string(i) + ",no\n";
        return rows + "YS,Ystad,yes\n";
      }());
  folder.write("trip.precept", R"(policy trip

table Place from "places.csv" key code
  code  : text
  name  : text
  coast : truth

record Trip
  place : Place
  far   : truth

about Trip t

clause coast
  shall ensure Place[t.place].coast

clause far
  should ensure t.far
)");
  folder.write("trip.json", R"({"kind": "Trip"})");
  CHECK(contains(folder.run("ask trip.json --policy trip.precept").out,
                 "for example Inland 0 (A0) settles it (non-compliant); Ystad (YS) settles it (compliant)"));
  folder.write("done.json", R"({"kind": "Trip", "place": "A1"})");
  const std::string done = folder.run("ask done.json --policy trip.precept").out;
  CHECK(contains(done, "There is nothing to ask: no answer would change the verdict."));
  CHECK(contains(done, "Open, though no answer would change the verdict:\n  - Is `far` yes or no"));
}

TEST_CASE("where more is open than is told, the count says at least") {
  ClubFolder folder;
  folder.write("many.precept", R"(policy many
record Guest
  age : int
record Evening
  guests : list of Guest
about Evening e, each g in e.guests
clause age
  shall ensure g.age > 17
)");
  auto write = [&](std::size_t guests) {
    std::string text = R"({"kind": "Evening", "guests": [{})";
    for (std::size_t i = 1; i < guests; ++i) text += ", {}";
    folder.write("many.json", text + "]}");
  };
  write(10'000);
  CHECK(contains(folder.run("check many.json --policy many.precept").out, "until 10000 open questions"));
  write(10'001);
  CHECK(contains(folder.run("check many.json --policy many.precept").out, "until at least 10000"));
  const json report = json::parse(folder.run("check many.json --policy many.precept --format json").out);
  REQUIRE(report["documents"].size() == 1);
  CHECK(report["documents"][0]["open_questions"].size() == 10'000);
  CHECK(report["documents"][0]["more_open_questions"] == true);
}

TEST_CASE("numbers are told, whatever their registers hold") {
  ClubFolder folder;
  auto explained = [&](const std::string& condition, const std::string& document) {
    folder.write("n.precept",
                 "policy n\nrecord D\n  n : int\n  x : number\n  y : number\nabout D d\nclause a\n"
                 "  shall ensure " +
                     condition + "\n");
    folder.write("n.json", document);
    const auto result = folder.run("explain n.json --policy n.precept");
    CHECK(result.code == 0);
    return on_one_line(result.out);
  };
  const std::string known = R"({"kind": "D", "n": 3, "x": 0.5, "y": 1.5})";
  CHECK(contains(explained("d.x * d.x > 9000000 * d.x", known),
                 "9000000 times the `x` is 4500000, at least the `x` times the `x` (0.25)"));
  CHECK(contains(explained("2/3 of d.n * d.x >= 7", known),
                 "2 times the `n` times the `x` divided by 3 is 1, less than 7"));
  CHECK(contains(explained("d.x * d.y + d.x > 7", known), "is 1.25, at most 7"));
  CHECK(contains(explained("d.x * d.y / d.n > 3 * d.x", known),
                 "3 times the `x` is 1.5, at least the `x` times the `y` divided by the `n` (0.25)"));
  for (const char* condition : {"d.x / (d.n * 0) > 3", "3 > d.x / (0 * d.n)", "d.x / (d.x * 0.0) = 1"})
    CHECK(contains(explained(condition, known), "is 0, and nothing is divided by 0"));
}

TEST_CASE("of all and of one it is said what is so, not that a condition is met") {
  ClubFolder folder;
  folder.write("fair.precept", R"(policy fair

record Stall
  name   : text
  length : int
  paid   : truth

record Fair
  name   : text
  stalls : list of Stall

about Fair f

clause length
  shall ensure every s in f.stalls satisfies s.length >= 2
    otherwise "a stall is too short"

clause debts
  shall ensure every s in f.stalls satisfies not s.paid
    otherwise "a stall is paid"

clause most
  shall ensure (max(s in f.stalls by s.length) else 0) * 2 < 100
    otherwise "a stall is too long"

clause again
  shall ensure sum(s in f.stalls by s.length) > 0
    otherwise "the Administration has no stalls"

about Fair f

clause length
  shall ensure count(f.stalls) < 100
    otherwise "too many stalls"
)");
  folder.write("fair.json", R"({"kind": "Fair", "name": "A",
    "stalls": [{"name": "Bo", "length": 1, "paid": false}, {"name": "Cy", "length": 2, "paid": false}]})");
  folder.write("open.json", R"({"kind": "Fair", "name": "A"})");
  folder.write("none.json", R"({"kind": "Fair", "name": "A", "stalls": []})");
  folder.write("paid.json", R"({"kind": "Fair", "name": "A",
    "stalls": [{"name": "Bo", "length": 3, "paid": false}, {"name": "Cy", "length": 2, "paid": false}]})");
  const std::string why = folder.run("explain fair.json --policy fair.precept").out +
                          folder.run("explain paid.json --policy fair.precept").out;
  CHECK(contains(why, "this is so of at least one of the `stalls` (2)"));
  CHECK(contains(why, "the `length` of Bo is 1, less than 2"));
  CHECK(contains(why, "this is so of each of the `stalls` (2)"));
  CHECK_FALSE(contains(why, "the condition"));
  // What nobody could tell otherwise stands in brackets.
  CHECK(contains(on_one_line(folder.run("check open.json --policy fair.precept").out),
                 "whether 2 times (the greatest of the `stalls` or 0) (an unknown number)"));
  // Nor may what was chosen lose them.
  folder.write("sum.precept", R"(policy hall
record Hall
  a : int
  b : int or none
  c : int
about Hall h
clause total
  shall ensure (if h.b is given then h.a + h.c else 0) * h.c < 10
)");
  folder.write("sum.json", R"({"kind": "Hall", "a": 3, "b": 1, "c": 4})");
  CHECK(contains(on_one_line(folder.run("explain sum.json --policy sum.precept").out),
                 "the `c` times (the `a` plus the `c`) is 28"));
  // A clause of two sections is one, and "Administration" does not name A.
  const std::string told = on_one_line(folder.run("check none.json --policy fair.precept").out);
  CHECK(contains(told, "- A: the Administration has no stalls"));
  CHECK(contains(told, "4 clauses apply"));
}
