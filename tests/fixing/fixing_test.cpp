// `precept explain --fix` and `--margin`, and `precept ask`, as people and scripts meet them.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "runtime/words/catalogue.h"
#include "tests/common/command_folder.h"

namespace {

using nlohmann::json;
using precept::test::CommandFolder;

constexpr const char* kPolicy = R"(policy hall

record Guest
  name : text fixed
  age  : int

record Evening
  guests : list of Guest
  seats  : int

judgement sober(g: Guest, e: Evening)
  asks "Is {g.name} sober?"

about Evening e

clause seats
  shall ensure count(e.guests) <= e.seats

clause dancers
  shall ensure count(g in e.guests where g.age >= 18 and sober(g, e)) >= 2
)";
constexpr const char* kOpen = R"({"kind": "Evening", "seats": 3, "guests": [
  {"name": "Ada", "age": 30},
  {"name": "Ben"}]}
)";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kFrench = R"(msgid "Is {g.name} sober?"
msgstr "{g.name} est-il sobre ?"

msgid "the city"
msgstr "la ville"

msgid "dancers"
msgstr "danseurs"
)";

struct HallFolder : CommandFolder {
  HallFolder() {
    write("hall.precept", kPolicy);
    write("open.json", kOpen);
    write("full.json", R"({"kind": "Evening", "seats": 1, "guests": [{"name": "Ada", "age": 30},
      {"name": "Ben", "age": 20}], "attestations": [
      {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  }
  Result precept(const std::string& words) const {
    return shell("precept " + words + " --policy hall.precept");
  }
};

}  // namespace

TEST_CASE("a fix's patch mends the document") {
  HallFolder hall;
  auto told = hall.precept("explain full.json --fix --format json");
  REQUIRE(told.status == 0);
  json report = json::parse(told.output);
  CHECK(report["verdict"] == "non-compliant");
  REQUIRE(!report["fixes"].empty());
  std::size_t attested = 0;
  for (const json& fix : report["fixes"]) {
    CHECK(fix["verdict"] == "compliant");
    CHECK(!fix["changes"].empty());
    json mended = json::parse(hall.read("full.json")).patch(fix["patch"]);
    for (json& attestation : mended["attestations"]) {
      if (attestation.contains("by")) continue;
      CHECK(!attestation.contains("date"));
      hall.write("mended.json", mended.dump());
      CHECK(contains(hall.precept("check mended.json").output, "error[E4019]"));
      attestation["by"] = "Mia";
      attestation["date"] = "2024-05-02";
      ++attested;
    }
    hall.write("mended.json", mended.dump());
    CHECK(hall.precept("check mended.json").status == 0);
    CHECK(contains(hall.precept("explain mended.json --fix").output, "nothing to mend"));
  }
  CHECK(attested > 0);
  CHECK(hall.precept("check full.json").status == 1);
}

TEST_CASE("fixes and margins as lists in Markdown") {
  HallFolder hall;
  hall.write("full_hall.json", hall.read("full.json"));
  auto told = hall.precept("explain full_hall.json --fix --most 2 --clause seats --format markdown");
  CHECK(told.output ==
        "# full\\_hall.json is non-compliant\n\n"
        "held against no official text: the policy has no source lock\n\n"
        "## So that seats is met:\n\n"
        "- change the \\`seats\\` to 2 (now 1) \\[seats\\]\n\n"
        "(the document as a whole is then undetermined)\n\n"
        "or\n\n"
        "- take Ada out of the \\`guests\\` \\[seats\\]\n\n"
        "(the document as a whole is then non-compliant)\n");
  hall.write("good.json", R"({"kind": "Evening", "seats": 3, "guests": [{"name": "A`_b", "age": 30},
    {"name": "<b>", "age": 18}], "attestations": [
    {"judgement": "sober", "about": "A`_b", "value": true, "by": "Mia", "date": "2024-05-01"},
    {"judgement": "sober", "about": "<b>", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  auto margin = hall.precept("explain good.json --margin --most 9 --format markdown");
  CHECK(contains(margin.output, "no source lock\n\n- dancers: the number of \\`guests\\` that count is 2"));
  CHECK(contains(margin.output, "\n\n## What would leave it open:\n\n- "));
  CHECK(contains(margin.output, "about A\\`\\_b"));
  CHECK(contains(margin.output, "about \\<b\\>"));
}

TEST_CASE("what is asked of fixes must be there, and is told as text, json or markdown") {
  HallFolder hall;
  CHECK(contains(hall.precept("explain full.json --fix --name Nobody").output, "E5010"));
  auto page = hall.precept("explain full.json --fix --format html");
  CHECK(page.status == 2);
  CHECK(contains(page.output, "text, json or markdown; `precept report` writes a page"));
  CHECK(hall.precept("explain full.json --fix --margin").status == 2);
  CHECK(hall.precept("explain missing.json --fix").status == 2);
  hall.write("empty.json", "");
  CHECK(hall.precept("explain empty.json --fix").status == 2);
}

TEST_CASE("a margin tells what is spare, what would break it and what would leave it open") {
  HallFolder hall;
  hall.write("good.json", R"({"kind": "Evening", "seats": 3, "guests": [{"name": "Ada", "age": 30},
    {"name": "Ben", "age": 18}], "attestations": [
    {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"},
    {"judgement": "sober", "about": "Ben", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  auto told = hall.precept("explain good.json --margin --format json");
  REQUIRE(told.status == 0);
  json report = json::parse(told.output);
  REQUIRE(report["slacks"].size() == 2);
  CHECK(report["slacks"][0]["clause"] == "dancers");
  CHECK(report["slacks"][0]["spare"] == 0);
  CHECK(report["slacks"][1]["spare"] == 1);
  std::set<std::string> effects;
  for (const json& fix : report["fixes"]) {
    effects.insert(fix["effect"]);
    CHECK(fix["verdict"] == (fix["effect"] == "breaks" ? "non-compliant" : "undetermined"));
  }
  CHECK(effects == std::set<std::string>{"breaks", "leaves-open"});
  CHECK(contains(hall.precept("explain full.json --margin").output, "no margin"));
}

TEST_CASE("ask lists what could change the verdict, with the exit code of a check") {
  HallFolder hall;
  auto told = hall.shell("precept ask open.json --policy hall.precept < /dev/null");
  CHECK(told.status == 3);
  CHECK(contains(told.output, "Is Ada sober?"));
  CHECK(contains(told.output, "no settles it (non-compliant)"));
  json form = json::parse(hall.precept("ask open.json --format json").output);
  REQUIRE(form["questions"].size() == 3);
  for (const json& question : form["questions"]) CHECK(question["effects"].size() >= 2);
  auto settled = hall.precept("ask full.json --format json");
  CHECK(settled.status == 1);
  CHECK(json::parse(settled.output)["questions"].empty());
}

TEST_CASE("answers are kept beside the document, and counted where they are named") {
  HallFolder hall;
  const std::string ask = "precept ask open.json --policy hall.precept --interactive --date 2024-05-02";
  // A name is asked for once; `maybe` and `twelve` are no answers; why is told.
  auto first = hall.shell("printf 'maybe\\nw\\ny\\nseen\\nMia\\nq\\n' | " + ask);
  CHECK(first.status == 3);
  CHECK(contains(first.output, "please answer"));
  CHECK(hall.read("open.json") == kOpen);
  json answers = json::parse(hall.read("open.answers.json"));
  REQUIRE(answers["attestations"].size() == 1);
  CHECK(answers["attestations"][0]["by"] == "Mia");
  CHECK(answers["attestations"][0]["date"] == "2024-05-02");
  CHECK(answers["attestations"][0]["reason"] == "seen");
  // The next time only the rest is asked, and added.
  auto second = hall.shell("printf 'y\\n\\ntwelve\\n19\\n' | " + ask + " --by Ole");
  CHECK(second.status == 0);
  CHECK(contains(second.output, "that is not a whole number"));
  answers = json::parse(hall.read("open.answers.json"));
  CHECK(answers["attestations"].size() == 2);
  REQUIRE(answers["values"].size() == 1);
  CHECK(answers["values"][0]["at"] == "/guests/1/age");
  auto checked = hall.precept("check open.json --answers open.answers.json");
  CHECK(checked.status == 0);
  CHECK(contains(checked.output, "open.answers.json"));
  CHECK(hall.precept("check open.json").status == 3);
  CHECK(hall.precept("ask open.json --write whole.json --format json").status == 0);
  CHECK(hall.precept("check whole.json").status == 0);
  CHECK(hall.precept("ask open.json --write open.json --format json").status == 2);
  CHECK(hall.read("open.json") == kOpen);
}

TEST_CASE("an answer is of today where nobody says otherwise") {
  HallFolder hall;
  const std::string before = hall.shell("date -u +%F").output.substr(0, 10);
  hall.shell("printf 'y\\n\\nq\\n' | precept ask open.json --policy hall.precept --interactive --by Mia");
  const std::string after = hall.shell("date -u +%F").output.substr(0, 10);
  const json answers = json::parse(hall.read("open.answers.json"));
  const std::string date = answers["attestations"][0]["date"];
  CHECK((date == before || date == after));
}

TEST_CASE("an answer given is kept though the input ends after it") {
  HallFolder hall;
  const std::string ask = "precept ask open.json --policy hall.precept --interactive";
  auto named = hall.shell("printf 'y\\n' | " + ask + " --by Mia");
  CHECK(named.status == 3);
  CHECK(json::parse(hall.read("open.answers.json"))["attestations"].size() == 1);
  auto nobody = hall.shell("printf 'y\\n' | " + ask);
  CHECK(nobody.status == 3);
  CHECK(contains(nobody.output, "The answer is not kept: nobody said whose it is."));
  CHECK(json::parse(hall.read("open.answers.json"))["attestations"].size() == 1);
}

TEST_CASE("answers that do not fit are an error") {
  HallFolder hall;
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "Nobody", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "E4017"));
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Morning"})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "are to a `Morning`"));
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Evening",
    "values": [{"at": "/guests/7/age", "value": 3, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check open.json --answers a.json").output,
                 "`/guests/7/age`, and the document has no such element"));
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Evening",
    "values": [{"at": "/guests/0/age", "value": 3, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("explain open.json --answers a.json").output, "has another value"));
  hall.write("a.json", R"({"answers_to": "open.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "Ada", "value": false, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check full.json --answers a.json").output, "the document is `full.json`"));
  hall.write("a.json", R"({"answers_to": "full.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "Ada", "value": false, "by": "Mia", "date": "2024-05-01"}]})");
  CHECK(contains(hall.precept("check full.json --answers a.json").output, "E5052"));
  CHECK(contains(hall.precept("check open.json full.json --answers a.json").output, "to one document"));
  hall.write("a.json", "[]");
  CHECK(hall.precept("check open.json --answers a.json").status == 2);
  hall.write("a.json", "{");
  CHECK(contains(hall.precept("check open.json --answers a.json").output, "E5051"));
  CHECK(contains(hall.precept("check open.json --answers none.json").output, "E5050"));
}

TEST_CASE("answers say one thing, each in its form, and nothing else") {
  HallFolder hall;
  const std::string
      one = R"({"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"})",
      head = R"({"answers_to": "open.json", "kind": "Evening", "attestations": [)";
  auto with = [](std::string text, const std::string& what, const std::string& other) {
    return text.replace(text.find(what), what.size(), other);
  };
  hall.write("a.json", head + one + "," + one + "]}");
  CHECK(hall.precept("check open.json --answers a.json").status == 3);
  const std::string age = R"({"at": "/guests/1/age", "value": 20, "by": "Mia", "date": "2024-05-01"})";
  const std::vector<std::pair<std::string, const char*>> mistakes = {
      {head + one + "," + with(one, "true", "false") + "]}", "contradicts another"},
      {head + with(one, R"("value": true)", R"("value": false, "value": true)") + "]}", "twice"},
      {head + "], \"attestations\": [" + one + "]}", "twice"},
      {with(head, R"("kind")", R"("answers_to": "open.json", "kind")") + one + "]}", "twice"},
      {with(head, R"("kind": "Evening", )", "") + one + "]}", "of what kind"},
      {with(head, R"("Evening")", "5") + one + "]}", "of what kind"},
      {with(head, "attestations", "attestation") + one + "]}", "`attestation`"},
      {head + with(one, "\"by\"", "\"note\": 1, \"by\"") + "]}", "`note`"},
      {head + with(one, "\"Mia\"", "1") + "]}", "no text"},
      {head + with(one, "2024-05-01", "2024-02-30") + "]}", "date"},
      {head + "], \"values\": [" + age + "," + with(age, "20", "21") + "]}", "contradicts another"},
      {head + "], \"values\": [" + with(age, "Mia", "T.B.D.") + "]}", "names nobody"},
      {head + "], \"values\": [" + with(age, "/guests", "guests") + "]}", "no JSON pointer"}};
  for (const auto& [answers, why] : mistakes) {
    hall.write("a.json", answers);
    auto told = hall.precept("check open.json --answers a.json");
    CHECK_MESSAGE(told.status == 2, answers);
    CHECK_MESSAGE(contains(told.output, "E5051"), told.output);
    CHECK_MESSAGE(contains(told.output, why), told.output);
  }
}

TEST_CASE("answers are written where the document has none, and every line keeps its number") {
  HallFolder hall;
  hall.write("bare.json",
             "{\"kind\": \"Evening\",\n \"guests\": [{\"name\": \"A\\\"d/a\",\n  \"age\": null}, {}\n ],\n"
             " \"attestations\": null}\n");
  hall.write("a.json", R"({"answers_to": "bare.json", "kind": "Evening", "attestations": [
    {"judgement": "sober", "about": "/guests/0", "value": true, "by": "Mia", "date": "2024-05-01"}], "values": [
    {"at": "/guests/0/age", "value": 20, "by": "Mia", "date": "2024-05-01"},
    {"at": "/guests/1/name", "value": "Bo", "by": "Mia", "date": "2024-05-01"},
    {"at": "/guests/1/age", "value": 30, "by": "Mia", "date": "2024-05-01"},
    {"at": "/seats", "value": 3, "by": "Mia", "date": "2024-05-01"}]})");
  auto told = hall.precept("ask bare.json --answers a.json --write -");
  CHECK_MESSAGE(contains(told.output,
                         "{\"kind\": \"Evening\",\n \"guests\": [{\"name\": \"A\\\"d/a\",\n  \"age\": 20}, "
                         "{\"name\": \"Bo\", \"age\": 30}\n ],\n \"attestations\": [{"),
                told.output);
  CHECK_MESSAGE(contains(told.output, "}], \"seats\": 3}\n"), told.output);
}

// ---- in French -----------------------------------------------------------------------------------------

namespace {

/// The hall in French, but for where an answer is found and one town.
struct FrenchHall : HallFolder {
  FrenchHall() {
    std::string policy = kPolicy;
    policy.insert(policy.find("record Guest"),
                  "enum Town\n  Lund Malmo \"the city\" Ystad \"the coast\"\n\n");
    policy.insert(policy.find("  age  : int"), "  town : Town default Lund\n");
    policy.insert(policy.find("\nabout"), "  from \"the doorkeeper\"\n");
    policy += "\nclause town\n  shall ensure count(g in e.guests where g.town = Ystad) = 0\n";
    write("hall.precept", policy);
    write("hall.fr.po", kFrench);
    write("coast.json", R"({"kind": "Evening", "seats": 2, "guests": [
      {"name": "Ada", "age": 30, "town": "Malmo"}, {"name": "Ben", "age": 20, "town": "Ystad"}],
      "attestations": [
      {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  }
};

}  // namespace

TEST_CASE("fixes and margins are told in French, and what is not translated is named") {
  FrenchHall hall;
  auto fix = hall.precept("explain coast.json --fix --most 1 --lang fr");
  CHECK(fix.status == 0);
  CHECK(
      fix.output ==
      "coast.json : non conforme\n"
      "confrontée à aucun texte officiel : la politique n'a pas de verrou de source\n\n"
      "Pour que le document soit conforme :\n"
      "  - mettre le champ `town` (Ben) à Lund par exemple (actuellement the coast) [town]\n"
      "  - attester `sober` à propos de Ben : oui, si tel est le cas (« Ben est-il sobre ? ») [danseurs]\n\n"
      "Un texte de la politique n'existe pas en français : « the coast ».\n");
  json report = json::parse(hall.precept("explain coast.json --fix --lang fr --format json").output);
  CHECK(report["language"] == "fr");
  CHECK(report["untranslated"] == json::array({"the coast"}));
  CHECK(report["verdict"] == "non-compliant");
  CHECK(report["fixes"][0]["changes"][1]["clauses"] == json::array({"dancers"}));
  CHECK(report["fixes"][0]["changes"][1]["text"] ==
        "attester `sober` à propos de Ben : oui, si tel est le cas (« Ben est-il sobre ? »)");
  auto right = hall.precept("explain coast.json --fix --clause dancers --lang fr");
  CHECK(contains(right.output, "Pour que danseurs soit respecté :"));
  CHECK(contains(right.output, "(le document dans son ensemble est alors non conforme)"));

  hall.write("good.json", R"({"kind": "Evening", "seats": 3, "guests": [{"name": "Ada", "age": 30},
    {"name": "Ben", "age": 18}], "attestations": [
    {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"},
    {"judgement": "sober", "about": "Ben", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  auto margin = hall.precept("explain good.json --margin --lang fr");
  CHECK(contains(margin.output, "qui comptent : 2, exactement la limite :"));
  CHECK(contains(margin.output, "au moins le nombre de `guests` (2) : marge de 1\n"));
  CHECK(contains(margin.output, "\nCe qui y mettrait fin :\n  - "));
  CHECK(contains(margin.output, "\nCe qui le laisserait en suspens :\n  - "));
  CHECK(contains(hall.precept("explain coast.json --margin --lang fr").output,
                 "Il n'y a pas de marge : il n'est pas vrai que le document soit conforme."));
  CHECK(contains(hall.precept("explain good.json --fix --lang es").output,
                 "The checker's own sentences are not available in Spanish."));
  CHECK(hall.precept("explain good.json --fix --lang fr").output ==
        "good.json : conforme\nconfrontée à aucun texte officiel : la politique n'a pas de verrou de "
        "source\nIl n'y a rien à corriger : le document est conforme.\n");
  hall.write("precept.project", "language = fr\n");
  CHECK(hall.precept("explain coast.json --fix --most 1").output == fix.output);
  CHECK(contains(hall.precept("ask open.json --format json").output, "Ada est-il sobre ?"));
}

TEST_CASE("a page in French tells its fixes in French, and names what is not translated") {
  FrenchHall hall;
  CHECK(hall.precept("report coast.json --lang fr -o page.html").status == 1);
  const std::string page = hall.read("page.html");
  CHECK(contains(
      page,
      "attester `sober` à propos de Ben : oui, si tel est le cas (« Ben est-il sobre ? »)</span> <span "
      "class=\"at\">[danseurs]</span>"));
  const std::string foot = page.substr(page.find("<footer>"));
  CHECK(contains(foot, "de la politique n'exist"));
  CHECK(contains(foot, "« the coast »"));
}

TEST_CASE("questions are asked in French, and answers in French are understood") {
  FrenchHall hall;
  auto told = hall.shell("precept ask open.json --policy hall.precept --lang fr < /dev/null");
  CHECK(told.status == 3);
  CHECK(contains(told.output,
                 "  1. Ada est-il sobre ?\n"
                 "     appréciation `sober` à propos d'Ada\n"
                 "     à trouver dans : the doorkeeper\n"
                 "     non tranche (non conforme)\n"));
  CHECK(contains(told.output, "\nUn texte de la politique n'existe pas en français : « the doorkeeper ».\n"));
  json form = json::parse(hall.precept("ask open.json --lang fr --format json").output);
  CHECK(form["language"] == "fr");
  CHECK(form["untranslated"] == json::array({"the doorkeeper"}));
  CHECK(form["questions"][0]["expects"] == "oui ou non");
  CHECK(form["questions"][0]["effects"][1]["verdict"] == "non-compliant");
  const std::string ask =
      "precept ask open.json --policy hall.precept --lang fr --interactive --by Mia --date 2024-05-02";
  // `peut-être` is no answer, `po` asks why, `p` passes; the last answer is an English one.
  auto first = hall.shell("printf 'peut-être\\npo\\nOui\\nvue\\np\\ndouze\\nquitter\\n' | " + ask);
  CHECK(first.status == 3);
  CHECK(contains(first.output, "[o]ui, [n]on, [p]asser, [po]urquoi, [q]uitter : "));
  CHECK(contains(first.output, "répondez par o, n, p, po ou q"));
  CHECK(contains(first.output, "oui : le document est alors indéterminé"));
  CHECK(contains(first.output, "réponse attendue : un nombre entier"));
  CHECK(contains(first.output, "ce n'est pas un nombre entier"));
  CHECK(contains(first.output, "open.json : indéterminé avec ces réponses."));
  json answers = json::parse(hall.read("open.answers.json"));
  REQUIRE(answers["attestations"].size() == 1);
  CHECK(answers["attestations"][0]["value"] == true);
  CHECK(hall.shell("printf 'no\\n\\n' | " + ask).status == 1);
}

TEST_CASE("a member is asked for by its name in French, and understood by it") {
  FrenchHall hall;
  std::string policy = hall.read("hall.precept");
  policy.replace(policy.find("Town default Lund"), 17, "Town");
  hall.write("hall.precept", policy);
  hall.write("where.json", R"({"kind": "Evening", "seats": 2, "guests": [
    {"name": "Ada", "age": 30, "town": "Malmo"}, {"name": "Ben", "age": 20}],
    "attestations": [
    {"judgement": "sober", "about": "Ada", "value": true, "by": "Mia", "date": "2024-05-01"},
    {"judgement": "sober", "about": "Ben", "value": true, "by": "Mia", "date": "2024-05-01"}]})");
  auto told = hall.shell("precept ask where.json --policy hall.precept --lang fr < /dev/null");
  CHECK(contains(told.output, "l'une des valeurs Lund, la ville, Ystad"));
  CHECK(contains(told.output, "par exemple Lund tranche (conforme) ; Ystad tranche (non conforme)"));
  auto english = hall.shell("precept ask where.json --policy hall.precept < /dev/null");
  CHECK(contains(english.output, "one of Lund, Malmo, Ystad"));
  auto answered = hall.shell(
      "printf 'La ville\\n' | precept ask where.json --policy hall.precept --lang fr --interactive --by Mia");
  CHECK(answered.status == 0);
  CHECK(json::parse(hall.read("where.answers.json"))["values"][0]["value"] == "Malmo");
}

namespace {

/// Runs of white space, which a wrapped text has in other places, as one space.
std::string folded(const std::string& text) {
  std::string result;
  for (char c : text) {
    bool is_blank = c == ' ' || c == '\n';
    if (!is_blank || !result.ends_with(' ')) result += is_blank ? ' ' : c;
  }
  return result;
}

/// Fields and clauses are called by their codes in every language.
std::string without_codes(const std::string& text) {
  std::string result;
  bool is_code = false;
  for (char c : text) {
    if (c == '`') is_code = !is_code;
    if (!is_code) result += c;
  }
  return result;
}

/// What of the engine's English betrays itself: of each sentence its longest piece between holes, where that
/// is long enough to be no other word.
std::vector<std::string> english_pieces() {
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < precept::Catalogue::count(); ++i) {
    std::string_view text = precept::Catalogue().pattern(i);
    std::string_view french = precept::Catalogue(precept::Language::Fr).pattern(i), longest;
    while (!text.empty()) {
      std::string_view piece = text.substr(0, text.find('{'));
      if (piece.size() > longest.size()) longest = piece;
      text.remove_prefix(std::min(text.size(), piece.size() + std::string_view("{0}").size()));
    }
    constexpr std::size_t kTelling = 8;
    bool is_telling = longest.size() >= kTelling && french.find(longest) == std::string_view::npos;
    if (is_telling) pieces.emplace_back(longest);
  }
  return pieces;
}

/// The texts that a file of translations has other words for.
std::vector<std::string> english_texts(const std::string& po) {
  std::vector<std::string> texts;
  const std::string id = "\nmsgid \"", text = "\"\nmsgstr \"";
  for (std::size_t at = po.find(id); at != std::string::npos; at = po.find(id, at + 1)) {
    std::size_t begin = at + id.size(), end = po.find(text, begin);
    std::string english = po.substr(begin, end - begin);
    std::string french = po.substr(end + text.size(), po.find("\"\n", end + text.size()) - end - text.size());
    bool is_telling = english.size() >= 6 && english.find_first_of("{\n") == std::string::npos &&
                      french.find(english) == std::string::npos;
    if (is_telling) texts.push_back(english);
  }
  return texts;
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("nothing English is said of the examples in French") {
  namespace fs = std::filesystem;
  const fs::path root = PRECEPT_SOURCE_DIR;
  CommandFolder shop;
  std::vector<std::string> pieces = english_pieces();
  REQUIRE(pieces.size() > 100);
  for (const char* po : {"policies/wtsa-res54/res54.fr.po", "policies/itu/vocabulary.fr.po"}) {
    for (std::string& text : english_texts(file_text(root / po))) pieces.push_back(std::move(text));
  }
  std::size_t told = 0;
  for (const auto& entry : fs::directory_iterator(root / "examples/res54")) {
    if (entry.path().extension() != ".json") continue;
    const std::string document = file_text(entry.path());
    for (const char* command : {"explain --fix", "explain --margin", "ask"}) {
      auto run =
          shop.shell("precept " + std::string(command) + " '" + entry.path().string() + "' --policy '" +
                     (root / "policies/wtsa-res54").string() + "' --lang fr < /dev/null");
      if (contains(run.output, "error[")) continue;  // not in force
      ++told;
      std::string output = folded(run.output);
      output = without_codes(output.substr(output.find(".json") + 5));
      INFO(command, " ", entry.path().filename().string(), "\n", run.output);
      CHECK_FALSE(contains(output, "de la politique n'exist"));
      for (const std::string& piece : pieces) {
        bool is_said = contains(output, piece) && !contains(document, piece);
        CHECK_MESSAGE(!is_said, piece);
      }
    }
  }
  CHECK(told >= 36);
}
