// Files of translations: how they are read, checked against a policy, and brought up to date.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "compiler/pipeline.h"
#include "compiler/translation/po.h"
#include "compiler/translation/translations.h"
#include "compiler/translation/update.h"
#include "runtime/check/check.h"
#include "runtime/program/program.h"
#include "runtime/verify/open.h"
#include "tests/common/command_folder.h"

using namespace precept;
using namespace precept::translation;

namespace {

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  PoFile po;

  explicit Read(std::string text) {
    po = read_po(sources.add("a.fr.po", std::move(text)), sources, diagnostics);
  }
};

std::vector<std::string> codes_of(const Diagnostics& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics.all()) codes.emplace_back(info(diagnostic.kind).code);
  return codes;
}

constexpr const char* kPolicy = R"(policy hall

title "A hall"

enum Town
  Lund Malmo "the city"

record Guest
  name : text
  age  : int
  town : Town

record Evening
  guests : list of Guest

about Evening e, each g in e.guests

clause door
  quote "the official words"
  gist  "Guests are grown up."
  shall ensure g.age >= 18
    otherwise "{g.name} of {g.town} is {g.age}"
)";

constexpr const char* kDocument =
    R"({"kind": "Evening", "guests": [{"name": "Ada", "age": 3, "town": "Malmo"}]})";

constexpr const char* kFrench = R"(msgid ""
msgstr "Language: fr\n"

msgid "A hall"
msgstr "Une salle"

msgid "the city"
msgstr "la ville"

msgid "Guests are grown up."
msgstr "Les invités sont majeurs."

msgid "{g.name} of {g.town} is {g.age}"
msgstr "{g.age} ans : {g.name}, {g.town}"
)";

/// The policy with that file of translations beside it, and what comes of the document in French.
struct HallPolicy {
  test::CommandFolder workshop;
  Sources sources;
  Diagnostics diagnostics;
  std::unique_ptr<model::Model> policy;
  DocumentReport report;

  explicit HallPolicy(const std::string& french, const std::string& written = kPolicy,
                      const char* told = kDocument) {
    workshop.write("hall.precept", written);
    if (!french.empty()) workshop.write("hall.fr.po", french);
    policy = read_policy(workshop.path() / "hall.precept", sources, diagnostics);
    if (!policy) return;
    auto bytes = compile(*policy, sources, diagnostics);
    auto program = open_program(std::move(*bytes));
    REQUIRE(program.has_value());
    const Program* policies[] = {&*program};
    FileId document = sources.add("evening.json", told);
    report = check_document(policies, document, sources, {.language = Language::Fr});
  }
};

}  // namespace

TEST_CASE("an entry's strings are joined, escapes are resolved") {
  Read read(
      "# by hand\n#: hall.precept:3\nmsgid \"a \\\"b\\\"\"\n  \"\\n\\tc\\\\\"\nmsgstr \"\"\n\"d\"\n\"e\"\n");
  REQUIRE(read.diagnostics.all().empty());
  REQUIRE(read.po.entries.size() == 1);
  CHECK(read.po.entries[0].id == "a \"b\"\n\tc\\");
  CHECK(read.po.entries[0].text == "de");
  CHECK(read.po.entries[0].remarks == std::vector<std::string>{"# by hand"});
}

TEST_CASE("fuzzy is marked, obsolete is kept aside, the header is told apart") {
  Read read(
      "msgid \"\"\nmsgstr \"X: 1\\nLanguage: fr\\n\"\n\n#, fuzzy, c-format\nmsgid \"a\"\nmsgstr \"b\"\n\n"
      "#~ msgid \"old\"\n#~ msgstr \"vieux\"\nmsgid \"c\"\nmsgstr \"d\"\n");
  CHECK(read.diagnostics.all().empty());
  CHECK(read.po.header_value("Language") == "fr");
  CHECK(read.po.header_value("Lang") == "");
  REQUIRE(read.po.entries.size() == 2);
  CHECK(read.po.entries[0].is_fuzzy);
  CHECK(!read.po.entries[1].is_fuzzy);
  CHECK(read.po.obsolete.size() == 2);
}

TEST_CASE("what is not well-formed is reported with its place, and the rest is read") {
  struct Mistake {
    const char* text;
    std::size_t entries;
  };
  for (const Mistake& mistake : {
           Mistake{"msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", 2},
           Mistake{"msgctxt \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n", 1},
           Mistake{"msgid \"a\"\nmsgid_plural \"as\"\n", 0},
           Mistake{"msgid \"a\"\nmsgstr \"b\x10\"\n", 1},
           Mistake{"msgid \"a\"\nmsgstr \"b\u202e\"\n", 1},
           Mistake{"msgstr \"b\"\n", 0},
           Mistake{"msgid \"a\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", 1},
           Mistake{"msgid \"a\"\n", 0},
           Mistake{"msgid \"a\" b\nmsgstr \"b\"\n", 1},
           Mistake{"msgid \"\\q\"\nmsgstr \"b\"\n", 0},
           Mistake{"\"lost\"\n", 0},
           Mistake{"msgid\nmsgstr \"b\"\n", 0},
           Mistake{"translation of a\n", 0},
           Mistake{"msgid \"a\xff\"\nmsgstr \"b\"\n", 0},
           // What an editor shows below a comment, and what only some read as several lines.
           Mistake{"# a note\rmsgid \"a\"\nmsgid \"c\"\nmsgstr \"d\"\n", 1},
           Mistake{"# a note\fmsgid \"a\"\nmsgid \"c\"\nmsgstr \"d\"\n", 1},
           Mistake{"#, x\u2028msgid \"a\"\nmsgid \"c\"\nmsgstr \"d\"\n", 1},
           Mistake{"msgid \"a\rb\"\nmsgid \"c\"\nmsgstr \"d\"\n", 1},
       }) {
    INFO(mistake.text);
    Read read(mistake.text);
    REQUIRE(!read.diagnostics.all().empty());
    CHECK(codes_of(read.diagnostics)[0] == "E8001");
    CHECK(read.diagnostics.all()[0].labels[0].span.has_place());
    CHECK(read.po.entries.size() == mistake.entries);
  }
}

TEST_CASE("a text is folded, its braces are doubled, its holes are found again") {
  CHECK(with_single_blanks("  a \n\t b ") == "a b");
  CHECK(key_of(std::string_view("a {b}")) == "a {{b}}");
  auto pieces = split("a {{b}} {count(x in {A, B})} c}");
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0].text == "a {b} ");
  CHECK(pieces[1].text == "{count(x in {A, B})}");
  CHECK(pieces[1].is_hole);
  CHECK(pieces[2].text == " c}");
  CHECK(split("{open").size() == 1);
}

TEST_CASE("a report is told in the language") {
  HallPolicy hall(kFrench);
  REQUIRE(hall.diagnostics.all().empty());
  REQUIRE(hall.report.verdict == Verdict::NonCompliant);
  CHECK(hall.report.policy.title == "Une salle");
  CHECK(hall.report.findings[0].message == "3 ans : Ada, la ville");
  CHECK(hall.report.findings[0].clause == "door");
  CHECK(hall.report.clauses[0].gist == "Les invités sont majeurs.");
  CHECK(hall.report.clauses[0].quote == "the official words");
  CHECK(hall.report.clauses[0].prefers_gist);
  CHECK(hall.report.untranslated.empty());
  CHECK(untranslated_texts(*hall.policy, Language::Fr, hall.sources).empty());
}

TEST_CASE("a norm's own name and words are texts, and told in the language") {
  std::string policy = kPolicy;
  policy += R"(    called age
    gist "Nobody under age."

    however "in company"
      gist "Whoever comes with the family."
      shall ensure g.age >= 3
        when g.town = Lund
      shall ensure g.age >= 4
        when g.town = Lund
)";
  std::string french = kFrench;
  french += "\nmsgid \"age\"\nmsgstr \"l'âge\"\n\nmsgid \"Nobody under age.\"\nmsgstr \"Pas de mineurs.\"\n";
  HallPolicy hall(french, policy);
  REQUIRE(hall.diagnostics.all().empty());
  REQUIRE(hall.report.verdict == Verdict::NonCompliant);
  CHECK(hall.report.findings[0].norm == NormWords{"l'âge", "", "Pas de mineurs.", true});
  CHECK(hall.policy->sections[0].norms[1].quote == "in company");
  auto missing = untranslated_texts(*hall.policy, Language::Fr, hall.sources);
  REQUIRE(missing.size() == 1);  // once, though it is told with both norms
  CHECK(missing[0].key == "Whoever comes with the family.");
}

TEST_CASE("a list is told in the words of the language") {
  HallPolicy hall(R"(msgid ""
msgstr "Language: fr\n"

msgid "the city"
msgstr "la ville"

msgid "{names of young}: {g.town of g in e.guests}, {names of h in e.guests where h.age > 90}"
msgstr "{g.town of g in e.guests}, {names of h in e.guests where h.age > 90} : {names of young}"
)",
                  R"(policy hall

enum Town
  Lund Malmo "the city"

record Guest
  name : text
  age  : int
  town : Town

record Evening
  guests : list of Guest

about Evening e

clause door
  let young = g in e.guests where g.age < 18
  shall ensure count(young) = 0
    otherwise "{names of young}: {g.town of g in e.guests}, {names of h in e.guests where h.age > 90}"
)",
                  R"({"kind": "Evening", "guests": [
    {"name": "A", "age": 1, "town": "Malmo"}, {"name": "B", "town": "Lund"}, {"name": "C", "age": 2, "town": "Lund"},
    {"age": 3, "town": "Lund"}, {"name": "E", "age": 4, "town": "Lund"}, {"name": "F", "age": 4, "town": "Lund"},
    {"name": "G", "age": 4, "town": "Lund"}]})");
  REQUIRE(hall.policy);
  REQUIRE(hall.report.findings.size() == 1);
  CHECK(hall.report.findings[0].message ==
        "la ville et Lund, peut-être B : A, C, le n° 4, E, F et 1 à 2 de plus");
}

TEST_CASE("a quote gives way to its gist only where the language has the gist") {
  std::string french = kFrench;
  french.replace(french.find("Les invités sont majeurs."), std::string("Les invités sont majeurs.").size(),
                 "");
  HallPolicy hall(french);
  REQUIRE(hall.diagnostics.all().empty());
  CHECK(hall.report.clauses[0].quote == "the official words");
  CHECK_FALSE(hall.report.clauses[0].prefers_gist);
}

TEST_CASE("what is not translated is told in English, and named") {
  std::string french = kFrench;
  french.replace(french.find("msgid \"the city\""), 0, "#, fuzzy\n");
  french.replace(french.find("Une salle"), 9, "");
  HallPolicy hall(french);
  REQUIRE(hall.diagnostics.all().empty());
  CHECK(hall.report.policy.title == "A hall");
  CHECK(hall.report.findings[0].message == "3 ans : Ada, the city");
  CHECK(hall.report.untranslated == std::vector<std::string>{"A hall", "the city"});
  auto missing = untranslated_texts(*hall.policy, Language::Fr, hall.sources);
  REQUIRE(missing.size() == 2);
  CHECK(missing[0].line == 3);
  CHECK(missing[1].line == 6);
  CHECK(untranslated_texts(*hall.policy, Language::Ru, hall.sources).size() == 4);
  CHECK(HallPolicy("").report.findings[0].message == "Ada of the city is 3");
}

TEST_CASE("a translation that does not fit its text is refused") {
  auto codes_with = [](std::string_view from, std::string_view to) {
    std::string french = kFrench;
    french.replace(french.find(from), from.size(), to);
    return codes_of(HallPolicy(french).diagnostics);
  };
  using Codes = std::vector<std::string>;
  CHECK(codes_with("{g.age} ans", "{g.aeg} ans") == Codes{"E8004"});
  CHECK(codes_with("{g.age} ans", "ans") == Codes{"E8004"});
  CHECK(codes_with("Language: fr", "Language: de") == Codes{"E8002"});
  CHECK(codes_with("Language: fr", "Language: fr_CH") == Codes{});
  CHECK(codes_with("msgid \"A hall\"", "msgid \"the  city\"") == Codes{"E8003"});
  CHECK(codes_with("msgid \"A hall\"", "msgid \"A hall!\"") == Codes{"W8001"});
}

TEST_CASE("of many translations of texts that are not there, the first are told, and how many more") {
  auto told_of = [](int count) {
    std::string french = kFrench;
    for (int i = 0; i < count; ++i) french += "\nmsgid \"stale " + std::to_string(i) + "\"\nmsgstr \"x\"\n";
    return HallPolicy(french).diagnostics.all();
  };
  CHECK(told_of(10).size() == 10);
  auto eleven = told_of(11);
  REQUIRE(eleven.size() == 11);
  CHECK(eleven[10].message == "one more translation of a text that is not there");
  auto many = told_of(20'000);
  REQUIRE(many.size() == 11);
  CHECK(many[9].message == "the file that this lies beside has no such text");
  CHECK(many[10].message == "the first of 19990 more translations of texts that are not there");
  CHECK(many[10].labels[0].span.begin > many[9].labels[0].span.begin);
  CHECK(std::string(info(many[10].kind).code) == "W8001");
}

TEST_CASE("a file in a language that is not known is not passed over in silence") {
  test::CommandFolder workshop;
  workshop.write("hall.precept", kPolicy);
  for (const char* name : {"hall.xx.po", "hall.fr_CH.po", "hall.fr.po", "hall.door.xx.po", "hallo.xx.po"})
    workshop.write(name, "");
  Sources sources;
  Diagnostics diagnostics;
  REQUIRE(read_policy(workshop.path() / "hall.precept", sources, diagnostics));
  REQUIRE(codes_of(diagnostics) == std::vector<std::string>{"W8002", "W8002"});
  CHECK(diagnostics.all()[0].message.ends_with("hall.fr_CH.po` is not read: there is no language `fr_CH`"));
  CHECK(diagnostics.all()[1].message.ends_with("hall.xx.po` is not read: there is no language `xx`"));
  CHECK(diagnostics.all()[1].help == "name it by one of en, fr, es, ar, zh, ru");
}

TEST_CASE("a file is brought up to date: what is there stays, what is gone is put aside") {
  HallPolicy hall("");
  auto texts = texts_of(*hall.policy, &hall.sources);
  std::string fresh = updated_po_file({}, texts, Language::Fr, "hall.precept");
  CHECK(fresh.starts_with("msgid \"\"\nmsgstr \"Language: fr\\n"));
  CHECK(fresh.find("#. title of hall\n#: hall.precept:3\nmsgid \"A hall\"\nmsgstr \"\"\n") !=
        std::string::npos);
  CHECK(fresh.find("the official words") == std::string::npos);  // may be translated, need not be
  CHECK(fresh.find("Lund") == std::string::npos);

  std::string mine = std::string(kFrench) +
                     "\n# seen\nmsgid \"Lund\"\nmsgstr \"Lund-la-Belle\"\n\n"
                     "msgid \"gone\"\nmsgstr \"parti\"\n";
  Read read(mine);
  std::string again = updated_po_file(read.po, texts, Language::Fr, "hall.precept");
  CHECK(again.find("msgstr \"Une salle\"") != std::string::npos);
  CHECK(again.find("# seen\n#. label of Town\n#: hall.precept:6\nmsgid \"Lund\"") != std::string::npos);
  CHECK(again.find("#~ msgid \"gone\"\n#~ msgstr \"parti\"\n") != std::string::npos);
  Read twice(again);
  CHECK(twice.diagnostics.all().empty());
  CHECK(updated_po_file(twice.po, texts, Language::Fr, "hall.precept") == again);
}
