// The command line: explain and report.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

TEST_CASE("explain: why, in every format") {
  ClubFolder folder;
  const std::string ask = "explain bad.json --policy policy.precept";
  Run text = folder.run(ask);
  CHECK(text.code == 0);
  CHECK(contains(text.out, "bad.json is non-compliant"));
  CHECK(contains(text.out, "rule 3: Ben is a guest [line 5]"));
  CHECK(contains(text.out, "“guests enter when invited, and do not dance”"));
  CHECK(contains(text.out, "the document records of Ben: dance [line 5]"));
  CHECK(contains(text.out, "the `kind` of Ben is guest [line 5]"));
  json reason = json::parse(folder.run(ask + " --format json").out);
  CHECK(reason["verdict"] == "non-compliant");
  CHECK(reason["reason"]["because"][0]["clause"] == "rule 3");
  CHECK(reason["reason"]["because"][0]["subject"] == "/people/1");
  CHECK(contains(folder.run(ask + " --format html").out, ">rule 3: Ben is a guest"));
  CHECK(contains(folder.run(ask + " --format markdown").out, "## rule 3: Ben is a guest"));
  CHECK(contains(folder.run(ask + " --format dot").out, "digraph reasons {"));
}

TEST_CASE("a norm is told with its name and its own words in every format") {
  ClubFolder folder;
  folder.write("door.precept", R"(policy door
enum Act
  enter
record Guest
  name : text
  acts : set of Act
record Party
  guests  : list of Guest
  invited : truth
  quiet   : truth
about Party p, each g in p.guests
acts enter
  exercised g.acts
clause door
  quote "words of the clause"
  shall not enter
  however "words of the exception"
    may enter
      when p.invited
about Party p
clause noise
  quote "other words of the clause"
  shall ensure p.quiet
    called music
    gist "Words of the norm."
  should ensure p.quiet
)");
  const std::string party =
      R"({"kind": "Party", "quiet": false, "guests": [{"name": "Ana", "acts": ["enter"]}], )";
  folder.write("party.json", party + R"("invited": true})");
  folder.write("crowd.json", party + R"("invited": false})");
  const std::string by = " party.json --policy door.precept";
  std::string text = folder.run("check" + by).out;
  CHECK(contains(text, "    noise (music)\n      Words of the norm.\n"));
  CHECK(contains(text, "    noise\n      “other words of the clause”\n"));
  json report = json::parse(folder.run("check --format json" + by).out)["documents"][0];
  bool is_told = false;
  for (const json& finding : report["findings"])
    is_told |= finding.value("norm", "") == "music" && finding.value("gist", "") == "Words of the norm.";
  CHECK(is_told);
  // Whoever the exception lets in is told so with the words of the exception.
  const std::string ask = "explain --name Ana --act enter" + by;
  std::string why = folder.run(ask).out;
  CHECK(contains(why, "“words of the exception”"));
  CHECK_FALSE(contains(why, "“words of the clause”"));
  json right = json::parse(folder.run(ask + " --format json").out)["reason"]["because"][0]["because"][0];
  CHECK(right["quote"] == "words of the exception");
  CHECK(contains(folder.run("explain --clause noise" + by).out, "noise (music)"));
  for (const std::string format : {"html", "markdown"}) {
    std::string page = folder.run("explain --clause noise --format " + format + by).out;
    CHECK(contains(page, "noise (music)"));
    CHECK(contains(page, "Words of the norm."));
  }
  CHECK(contains(folder.run("explain crowd.json --policy door.precept").out, "“words of the clause”"));
  folder.run("report" + by + " -o page.html");
  CHECK(contains(folder.read("page.html"), "<h4>noise (music)</h4>\n<p dir=\"auto\">Words of the norm.</p>"));
  CHECK(contains(folder.read("page.html"), "words of the exception"));
  CHECK(contains(folder.run("disasm door.precept").out, "quote \"words of the exception\""));
}

TEST_CASE("explain: moments with their offsets, and lengths of time") {
  ClubFolder folder;
  folder.write("notice.precept", R"(policy notice
record Notice
  sent     : datetime
  answered : datetime
  within   : hours
  calls    : list of datetime
about Notice n
clause answer
  shall ensure n.answered <= n.sent + n.within
clause soon
  shall ensure n.answered - n.sent < 90 minutes
clause later
  shall ensure n.answered > n.sent + 3 hours
clause day
  shall ensure date of n.answered = 2024-05-01
clause calls
  shall ensure every c in n.calls satisfies c <= n.answered
)");
  const std::string sent = R"({"kind": "Notice", "answered": "2024-05-01T23:00:01Z", "within": "PT1H30M", )"
                           R"("calls": ["2024-05-02T02:00:00+02:00"])";
  folder.write("late.json", sent + R"(, "sent": "2024-05-01T23:30:00+02:00"})");
  folder.write("open.json", sent + "}");
  const std::string by = " --policy notice.precept";
  const std::string late = on_one_line(folder.run("explain late.json" + by).out);
  CHECK(contains(late,
                 "the `sent` plus the `within` is 2024-05-02 01:00 +02:00, before the `answered` (2024-05-01 "
                 "23:00:01 UTC)"));
  CHECK(contains(late, "the `within` is 1 hour 30 minutes"));
  CHECK(contains(late,
                 "the `answered` less the `sent` is 1 hour 30 minutes 1 second, at least 1 hour 30 minutes"));
  CHECK(
      contains(late,
               "3 hours after the `sent` is 2024-05-02 02:30 +02:00, at or after the `answered` (2024-05-01 "
               "23:00:01 UTC)"));
  CHECK(contains(late, "the `answered` is 2024-05-01 23:00:01 UTC, before 2024-05-02 02:00 +02:00"));
  CHECK_FALSE(contains(late, "day is not met"));
  const std::string open = on_one_line(folder.run("explain open.json --clause answer" + by).out);
  CHECK(contains(open, "it is open whether the `sent` plus the `within` (unknown) is before the `answered`"));
  CHECK(contains(open, "the `sent` is missing"));
  folder.write("less.json", R"({"kind": "Notice", "answered": "2024-05-01T23:00:01Z", "within": "-PT1H30M", )"
                            R"("calls": [], "sent": "2024-05-01T23:30:00+02:00"})");
  CHECK(contains(folder.run("explain less.json --clause answer" + by).out,
                 "the `within` is -(1 hour 30 minutes)"));
}

TEST_CASE("explain: what a document says is text in a page, never markup") {
  ClubFolder folder;
  folder.write("sly.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 10,
    "people": [{"name": "<script>\"#_*", "kind": "Guest", "acts": ["dance"]}]})");
  const std::string ask = "explain sly.json --policy policy.precept --format ";
  CHECK_FALSE(contains(folder.run(ask + "html").out, "<script>"));
  CHECK(contains(folder.run(ask + "html").out, "&lt;script&gt;&quot;"));
  CHECK(contains(folder.run(ask + "markdown").out, "\\<script\\>\"\\#\\_\\*"));
  CHECK(contains(folder.run(ask + "dot").out, "<script>\\\"#"));
}

TEST_CASE("explain: rights, what is open, and what stands where nothing is said") {
  ClubFolder folder;
  const std::string by = " --policy policy.precept";
  Run may = folder.run("explain good.json --name Ana --act dance" + by);
  CHECK(contains(may.out, "Ana may dance"));
  CHECK(contains(may.out, "the `kind` of Ana is member"));
  Run open = folder.run("explain open.json --subject /people/0 --act enter" + by);
  CHECK(contains(open.out, "it is open whether Ben may enter"));
  CHECK(contains(open.out, "nobody has attested `invited` about “Ben”"));
  CHECK(contains(folder.run("explain open.json" + by).out, "open.json is undetermined"));
  Run met = folder.run("explain good.json --clause 'rule 1'" + by);
  CHECK(contains(met.out, "rule 1 is met"));
  Run full = folder.run("explain good.json --full" + by);
  CHECK(contains(full.out, "`count(e.people) <= e.seats`"));
  CHECK(contains(full.out, "policy.precept:31>"));
}

TEST_CASE("explain: of a long list a part, and how much is left out") {
  ClubFolder folder;
  std::string people;
  for (int i = 0; i < 3000; ++i) {
    people += (i == 0 ? "" : ", ") + std::string(R"({"name": "G)") + std::to_string(i) +
              R"(", "kind": "Guest", "acts": ["dance"]})";
  }
  folder.write("crowd.json",
               R"({"kind": "Evening", "date": "2022-05-01", "seats": 9999, "people": [)" + people + "]}");
  const std::string ask = "explain crowd.json --policy policy.precept ";
  Run some = folder.run(ask);
  CHECK(contains(some.out, "rule 3: G0 is a guest"));
  CHECK(contains(some.out, "and 2950 more"));
  CHECK(contains(folder.run(ask + "--full").out, "G2999 is a guest"));
  CHECK(contains(folder.run(ask + "--name G2999 --act dance").out, "G2999 shall not dance"));
}

TEST_CASE("explain: a name that two have does not say which, and an empty one names nothing") {
  ClubFolder folder;
  folder.write("twins.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 9, "people": [
    {"name": "Ben", "kind": "Guest"}, {"name": "Ana", "kind": "Member"}, {"name": "Ben", "kind": "Member"}]})");
  const std::string ask = "explain twins.json --policy policy.precept ";
  for (const char* rest : {"--name Ben", "--name Ben --act enter", "--name Ben --fix"}) {
    Run twins = folder.run(ask + rest);
    CHECK(twins.code == 2);
    CHECK(twins.out.empty());
    CHECK(
        contains(twins.err, "error[E5010]: several elements are called `Ben`: `/people/0` and `/people/2`"));
  }
  CHECK(contains(folder.run(ask + "--subject /people/2").out, "Ben in twins.json"));
  CHECK(contains(folder.run(ask + "--name Ana").out, "Ana in twins.json"));
  for (const char* option : {"--name", "--subject", "--clause", "--act"}) {
    Run empty = folder.run(ask + option + " ''");
    CHECK(empty.code == 2);
    CHECK(contains(empty.err, std::string(option) + ": its value is empty"));
  }
}

TEST_CASE("explain, fixes and questions tell the warnings of the policy, as a check does") {
  ClubFolder folder;
  folder.write("policy.fr.po",
               "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"gone\"\nmsgstr \"parti\"\n");
  for (const char* command : {"check open.json", "explain open.json", "explain open.json --fix",
                              "explain open.json --margin", "ask open.json"}) {
    CHECK(contains(folder.run(std::string(command) + " --policy policy.precept").err, "warning[W8001]"));
  }
}

TEST_CASE("explain: a document from standard input, and what is no document") {
  ClubFolder folder;
  const std::string by = " --policy policy.precept";
  CHECK(contains(folder.run("explain -" + by, "< bad.json > out").out, "standard input is non-compliant"));
  CHECK(contains(folder.run("explain policy.precept" + by).err, "error[E4015]"));
  folder.write("bad.csv", "kind,Evening");
  CHECK(contains(folder.run("explain bad.csv" + by).err, "a document is JSON or YAML"));
  CHECK(contains(folder.run("explain ." + by).err, "it is a folder"));
  folder.write("empty.json", "");
  CHECK(folder.run("explain empty.json" + by).code == 2);
}

TEST_CASE("report: one page for all documents, whatever became of them") {
  ClubFolder folder;
  const std::string by = " --policy policy.precept -o page.html";
  Run run = folder.run("report good.json bad.json open.json" + by);
  CHECK(run.code == 1);
  CHECK(run.out == "page.html: 3 documents: 1 compliant, 1 non-compliant and 1 undetermined\n");
  CHECK(run.err.empty());
  CHECK(contains(folder.read("page.html"), "<p class=\"at\">bad.json</p>"));
  Run mistaken = folder.run("report good.json mistake.json" + by);
  CHECK(mistaken.code == 2);
  CHECK(contains(mistaken.err, "error[E4"));
  CHECK(contains(folder.read("page.html"), "not checked"));
  CHECK(folder.run("report good.json" + by).code == 0);
  CHECK(folder.run("report open.json" + by).code == 3);
  CHECK(folder.run("report open.json --strict" + by).code == 1);
}

TEST_CASE("report: what cannot be done leaves no page") {
  ClubFolder folder;
  Run nowhere = folder.run("report good.json --policy policy.precept -o nowhere/page.html");
  CHECK(nowhere.code == 2);
  CHECK(contains(nowhere.err, "error[E5006]: `nowhere/page.html` cannot be written"));
  CHECK(folder.run("report good.json --policy policy.precept").code == 2);
  CHECK(folder.run("report --policy policy.precept -o page.html").code == 2);
  CHECK(folder.run("report good.json --policy nobody -o page.html").code == 2);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "page.html"));
}

TEST_CASE("explain: of what is not there, and of what was not checked") {
  ClubFolder folder;
  const std::string ask = "explain bad.json --policy policy.precept ";
  for (const auto& [words, help] :
       std::vector<std::pair<std::string, std::string>>{{"--name Bem", "the names there are"},
                                                        {"--subject /people/9", "the elements there are"},
                                                        {"--clause 'rule 33'", "its clauses are"},
                                                        {"--act dancee", "did you mean `dance`?"}}) {
    Run run = folder.run(ask + words);
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, "error[E5010]"));
    CHECK(contains(run.err, help));
  }
  CHECK(folder.run("explain bad.json").code == 2);
  CHECK(contains(folder.run("explain nobody.json --policy policy.precept").err, "error[E4"));
  Run mistaken = folder.run("explain mistake.json --policy policy.precept");
  CHECK(mistaken.code == 2);
  CHECK(contains(mistaken.err, "did you mean `Member`?"));
  CHECK(mistaken.out.empty());
}

TEST_CASE("what no answer settles is told as the reason why it is open") {
  ClubFolder folder;
  folder.write("limits.precept", R"(policy limits
record Day
  n     : int
  day   : date
  marks : list of truth
about Day d
clause one
  should ensure (the m in d.marks) else yes
clause product
  should ensure d.n * d.n > 0
clause calendar
  should ensure d.day + 5000000 days > d.day
clause sum
  should ensure sum(m in d.marks by d.n) > 0
clause n
  shall ensure d.n > 0
)");
  folder.write("limits.json", R"({"kind": "Day", "n": 9000000000000000000, "day": "2020-01-01",
 "marks": [false, true, true]})");
  auto why = [&](const std::string& clause) {
    return folder.run("explain limits.json --policy limits.precept --clause " + clause).out;
  };
  CHECK(contains(why("one"), "more than one of the `marks` fits, where the policy means the one"));
  CHECK_FALSE(contains(why("one"), "too large"));
  CHECK(contains(why("product"), "is beyond the 64-bit range, and so unknown"));
  CHECK(contains(why("calendar"), "is outside the calendar of the years 1 to 9999, and so unknown"));
  CHECK(contains(why("sum"), "too large to be held"));
}

TEST_CASE("reasons that are cut say so, of a clause and of an act") {
  ClubFolder folder;
  // What `same` is given stands on both sides: the limit is met within the second, which says nothing new.
  std::string nested = "x6";
  for (int depth = 6; depth > 0; --depth)
    nested = "((max (x" + std::to_string(depth) + " in d.xs by " + nested + ")) else 0)";
  folder.write("deep.precept", R"(policy deep
enum Act
  go
record D
  xs : list of int
  a  : truth
define same(n: int): truth
  = n = n
about D d
acts go
clause c
  applies when not same()" + nested +
                                   R"()
  should ensure d.a
  shall not go
clause e
  shall ensure count(d.xs) > 0
)");
  folder.write("deep.json", R"({"kind": "D", "xs": [1, 2]})");
  for (const char* how : {"--clause c", "--clause c --full", "--act go", "--act go --full"}) {
    const std::string out = folder.run("explain deep.json --policy deep.precept " + std::string(how)).out;
    CHECK_MESSAGE(contains(out, "the rest is left out: it is too long"), how);
  }
}
