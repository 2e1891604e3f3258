// Lists in files of their own on the command line (--table), and `precept convert`.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/club_folder.h"
#include "tests/common/zip_file.h"

using namespace precept::test::club;

namespace {

constexpr const char* kHead = R"({"kind": "Evening", "date": "2022-05-01", "seats": 10})";
constexpr const char* kPeople = "Name;Kind;Acts\nAna;Member;\"enter;dance\"\nBen;Guest;dance\n";
constexpr const char* kWith = " --table people=people.csv --policy policy.precept";

/// A document that lacks its people, and two lists of them.
class ListFolder : public ClubFolder {
 public:
  ListFolder() {
    write("head.json", kHead);
    write("people.csv", kPeople);
    const std::string rows = cells({"name", "kind"}) + cells({"Ana", "Member"});
    write("people.xlsx", precept::test::workbook_of({{"Members", "<sheetData>" + rows + "</sheetData>"},
                                                     {"Guests", "<sheetData>" + rows + "</sheetData>"}}));
  }

 private:
  static std::string cells(const std::vector<std::string>& texts) {
    std::string row = "<row>";
    for (const std::string& text : texts) row += "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    return row + "</row>";
  }
};

}  // namespace

TEST_CASE("a list in a file of its own counts as if it stood in the document, with the places of the file") {
  ListFolder folder;
  const Run run = folder.check(std::string("head.json") + kWith);
  CHECK(run.code == 1);
  CHECK(contains(run.out, "people.csv:3:1"));
  CHECK(folder.check("- --table people=people.csv --policy policy.precept < head.json").code == 1);
  CHECK(folder.check("head.json --table people=people.xlsx#Members --policy policy.precept").code == 0);
  CHECK(folder.check("head.json --table people=people.xlsx#2 --policy policy.precept").code == 0);
  CHECK(contains(folder.run(std::string("explain head.json --name Ben") + kWith).out, "people.csv:3"));
  CHECK(folder.run(std::string("report head.json -o page.html") + kWith).code == 1);
  CHECK(contains(folder.read("page.html"), "people.csv"));
}

TEST_CASE("answers count for a document with lists, too") {
  ListFolder folder;
  folder.write("people.csv", "name,kind,acts\nBen,Guest,enter\n");
  CHECK(folder.check(std::string("head.json") + kWith).code == 3);
  folder.write("input", "yes\nin the book\nJ. Moreau\n");
  CHECK(folder.run(std::string("ask head.json --interactive") + kWith, "< input > out").code == 0);
  CHECK(folder.check(std::string("head.json --answers head.answers.json") + kWith).code == 0);
}

TEST_CASE("what cannot be a list is refused, whole") {
  ListFolder folder;
  const std::string by = kBy;
  auto with = [&](const std::string& tables) {
    return folder.check("head.json" + by + " --table " + tables);
  };
  check_refused(with("people"), "E5040", "write --table FIELD=FILE");
  check_refused(with("=people.csv"), "E5040", "write --table FIELD=FILE");
  check_refused(with("people="), "E5040", "write --table FIELD=FILE");
  check_refused(with("poeple=people.csv"), "E4059", "did you mean `people`?");
  check_refused(with("seats=people.csv"), "E4059", "its lists: `people`");
  check_refused(with("people=nobody.csv"), "E4001", "there is no such file");
  check_refused(with("people=."), "E4001", "it is a folder");
  check_refused(with("people=people.xlsx"), "E4054", "`Members`, `Guests`");
  check_refused(with("people=people.xlsx#Guest"), "E4054", "did you mean `Guests`?");
  check_refused(with("people=people.xlsx#3"), "E4054", "has no sheet `3`");
  check_refused(with("people=people.csv#Guests"), "E4054", "--table people=people.csv");
  check_refused(with("people=people.csv --table people=people.csv"), "E5040",
                "gives the list `people` twice");
  check_refused(folder.check(std::string("good.json") + kWith), "E4004", "good.json:3");
  check_refused(folder.check(std::string("head.json good.json") + kWith), "E5040", "2 are named");
  folder.write("head.yaml", "kind: Evening\ndate: 2022-05-01\nseats: 10\n");
  check_refused(folder.check(std::string("head.yaml --receipt r.json") + kWith), "E5040", "precept convert");
  CHECK(!std::filesystem::exists(folder.path() / "r.json"));
  folder.write("people.csv", "name,kind\nAna,Member\nBen,Gest\nCleo,Member,x\n");
  const Run both = folder.check(std::string("head.json") + kWith);
  check_refused(both, "E4006", "people.csv:3:5");
  check_refused(both, "E4055", "people.csv:4:13");
}

TEST_CASE("convert writes the document that is checked") {
  ListFolder folder;
  CHECK(folder.run(std::string("convert head.json -o whole.json") + kWith).code == 0);
  CHECK(folder.check(std::string("whole.json --receipt r.json") + kBy).code == 1);
  CHECK(json::parse(folder.read("whole.json"))["people"][1]["name"] == "Ben");
  CHECK(folder.run("verify r.json --with whole.json --with policy.precept").code == 0);
  const Run piped = folder.run(std::string("convert -") + kWith, "< head.json > out");
  CHECK(piped.code == 0);
  CHECK(json::accept(piped.out));
  folder.write("mark.json", std::string("\xEF\xBB\xBF") + kGood);
  CHECK(folder.run(std::string("convert mark.json") + kBy).out == std::string(kGood) + "\n");
  folder.write("empty.csv", "name,kind\n");
  const Run nobody = folder.run("convert head.json --table people=empty.csv --policy policy.precept");
  CHECK(nobody.code == 0);
  CHECK(contains(nobody.out, "\"people\":[]"));
}

TEST_CASE("convert writes nothing that a check would refuse to read") {
  ListFolder folder;
  for (const char* words : {"mistake.json --policy policy.precept", "nobody.json --policy policy.precept",
                            "head.json --table poeple=people.csv --policy policy.precept",
                            "good.json --table people=people.csv --policy policy.precept"}) {
    const Run run = folder.run(std::string("convert -o none.json ") + words);
    CAPTURE(words);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E4"));
    CHECK(!std::filesystem::exists(folder.path() / "none.json"));
  }
  CHECK(folder.run(std::string("convert mistake.json") + kBy).out.empty());
  folder.write("people.csv", "name,kind\nAna,Membre\n");
  check_refused(folder.run(std::string("convert head.json") + kWith), "E4006", "people.csv:2:5");
  check_refused(folder.run("convert head.json"), "E5040", "--policy is required");
  check_refused(folder.run(std::string("convert head.json -o head.json") + kWith), "E4006", "Membre");
  folder.write("people.csv", kPeople);
  check_refused(folder.run(std::string("convert head.json -o people.csv") + kWith), "E5042", "people.csv");
  CHECK(folder.read("people.csv") == kPeople);
}

TEST_CASE("a first mapping proposes what names and cells say, and is not used as long as it has a `?`") {
  ListFolder folder;
  folder.write("kept.csv", "Who,Part\nAna,Member\nBen,GUEST\nCleo,Member\nDan,guest\n");
  CHECK(folder.run(std::string("map kept.csv -o kept.toml") + kBy).code == 0);
  const std::string draft = folder.read("kept.toml");
  CHECK(contains(draft, "\nkind = \"Part\"  # by its content\n"));
  CHECK(contains(draft, "[people.values.kind]\n\"GUEST\" = \"Guest\"  # 2 times\n"));
  const std::string with = std::string("convert head.json --table people=kept.csv --mapping kept.toml") + kBy;
  CHECK(folder.run(with).code == 0);
  folder.write("kept.csv", "Name,Kind\nAna,Mitglied\nBen,Guest\n");
  CHECK(folder.run(std::string("map kept.csv -o kept.toml") + kBy).code == 0);
  CHECK(contains(folder.read("kept.toml"), "[people.values.kind]\n\"Mitglied\" = \"?\"  # once\n"));
  check_refused(folder.run(with), "E4062", "kept.csv:2:5");
  check_refused(folder.run(std::string("map nobody.csv") + kBy), "E4001", "nobody.csv");
  check_refused(folder.run(std::string("map kept.csv --list persons") + kBy), "E4059", "--kind and --list");
  folder.write("empty.csv", "\n");
  check_refused(folder.run(std::string("map empty.csv") + kBy), "E4050", "no row");
}
