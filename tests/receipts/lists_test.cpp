// Receipts of documents that have lists in files of their own: what they say of them, what of that is held
// against document and list, and by whom. Each forged receipt has a digest that is right.
#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "checker/policy.h"
#include "tests/common/command_folder.h"
#include "tests/common/zip_file.h"

namespace {

using Json = nlohmann::json;

constexpr const char* kPolicy = R"(policy evening

enum Role
  Guest Host

record Person
  name : text fixed
  role : Role
  paid : truth

record Evening
  seats  : int
  people : list of Person
  helpers : list of Person default []
  towns  : list of text default []

about Evening e

clause seats
  shall ensure count(e.people) <= e.seats

about Evening e, each p in e.people

clause guests
  applies when p.role = Guest
  shall ensure p.paid
)";
constexpr const char* kMapping = R"([people]
blank = ["-"]

[people.columns]
paid = "Bezahlt"

[people.values.paid]
"Ja" = "yes"

[people.only]
"State" = ["Confirmed"]
)";
constexpr const char* kPeople =
    "name,role,Bezahlt,State\n"
    "Ada,Guest,ja,confirmed\n"
    "Ben,Guest,-,cancelled\n"
    "Cleo,Host,-,Confirmed\n";
constexpr const char* kCheck =
    "precept check may.json --policy evening.precept --table people=lists/people.csv --mapping door.toml";
/// The document that is checked is given.
constexpr const char* kWhole = " --with whole.json evening.precept";
/// The document without its lists is given, and the lists.
constexpr const char* kAgain =
    " --with may.json evening.precept --table people=lists/people.csv --mapping door.toml";

struct ListedReceipt : precept::test::CommandFolder {
  ListedReceipt() {
    write("evening.precept", kPolicy);
    write("may.json", R"({"kind": "Evening", "seats": 2})");
    write("lists/people.csv", kPeople);
    write("door.toml", kMapping);
    const Result made = shell(std::string(kCheck) + " --receipt r.json");
    REQUIRE_MESSAGE(made.status == 0, made.output);
    REQUIRE(shell("precept compile evening.precept --card card.json").status == 0);
    REQUIRE(shell("precept convert may.json --policy evening.precept --table people=lists/people.csv "
                  "--mapping door.toml -o whole.json 2> /dev/null")
                .status == 0);
  }
  Json receipt(const std::string& name = "r.json") const { return Json::parse(read(name)); }
  Json list(const std::string& name = "r.json") const { return receipt(name)["document"]["lists"][0]; }
  void forge(Json json) const {
    json["digest"] = precept::checker::digest_of(json);
    write("r.json", precept::checker::canonical(json));
  }
  Result small() const { return shell("precept-verify r.json --document whole.json --card card.json"); }
  Result second() const {
    return shell("python3 '" PRECEPT_ROOT
                 "/tests/second_checker/second_checker.py' r.json --document whole.json --card card.json");
  }
  Result large(const std::string& words) const { return shell("precept verify r.json" + words); }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a receipt says how its document was made of lists, and is of what convert writes") {
  const ListedReceipt folder;
  const Json list = folder.list();
  CHECK(list["path"] == "/people");
  CHECK(list["file"] == "people.csv");
  CHECK(list["sha256"] == precept::checker::sha256(kPeople));
  CHECK(list["records"] == 2);
  CHECK(list["left_out_by_only"] == 1);
  CHECK(list.size() == 6);
  CHECK(folder.receipt()["document"]["sha256"] == precept::checker::sha256(folder.read("whole.json")));
  const std::string without = "without 1 row that `only` leaves out of people.csv";
  const std::string said = "/people is from people.csv: 2 records, 1 row left out by `only`";
  const auto small = folder.small(), large = folder.large(kWhole);
  CHECK_MESSAGE(small.status == 0, small.output);
  CHECK(has(small.output, without));
  CHECK(has(small.output, "  as it says: " + said));
  CHECK_MESSAGE(large.status == 0, large.output);
  CHECK(has(large.output, without));
  CHECK(has(large.output, "  as it says  " + said));
  CHECK(has(large.output, "  not given   people.csv of /people\n"));
  CHECK_MESSAGE(folder.second().status == 0, folder.second().output);
  const Json json = Json::parse(folder.large(std::string(kWhole) + " --format json").output);
  CHECK(json["lists"] == Json::array({{{"path", "/people"},
                                       {"file", "people.csv"},
                                       {"records", 2},
                                       {"left_out_by_only", 1},
                                       {"recounted", false}}}));
}

TEST_CASE("rows are counted again where list and mapping are given, with the document or without its lists") {
  const ListedReceipt folder;
  const std::string counted = "✓ lists     /people is from people.csv: 2 records, 1 row left out by `only`";
  const std::string tables = " --table people=lists/people.csv --mapping door.toml";
  for (const std::string& words : {std::string(kAgain), kWhole + tables}) {
    const auto result = folder.large(words + " --require document,lists,policy,tables");
    CHECK_MESSAGE(result.status == 0, result.output);
    CHECK(has(result.output, counted));
    CHECK(!has(result.output, "as it says"));
    CHECK(!has(result.output, "not given"));
    CHECK(!has(result.output, "not named"));
    const Json json = Json::parse(folder.large(words + " --format json").output);
    CHECK(json["lists"][0]["recounted"] == true);
  }
  CHECK(has(folder.large(kAgain).output, "✓ document  may.json with its lists: the same bytes"));
  // The bytes of the list alone are no count.
  const auto bytes = folder.large(std::string(kWhole) + " lists/people.csv --require lists");
  CHECK_MESSAGE(bytes.status == 0, bytes.output);
  CHECK(has(bytes.output, "✓ list      lists/people.csv: the same bytes"));
  CHECK(has(bytes.output, "as it says"));
  CHECK(folder.large(std::string(kWhole) + " --require lists").status == 1);
  CHECK(folder.large(std::string(kWhole) + " --require all").status == 1);
}

TEST_CASE("a list that is not what it was is told once, by what differs") {
  const ListedReceipt folder;
  const std::string whole = kWhole, tables = " --table people=lists/people.csv --mapping door.toml";
  auto differs = [&](const std::string& words, const std::string& why) {
    const auto result = folder.large(words);
    CHECK_MESSAGE(result.status == 1, result.output);
    CHECK_MESSAGE(has(result.output, why), result.output);
  };
  differs(whole + tables + " --map 'people.only.State = [\"Confirmed\", \"cancelled\"]'",
          "`/people` was read with another mapping");
  folder.write("door.toml", std::string("# the same, with a remark\n") + kMapping);
  CHECK(folder.large(whole + tables).status == 0);
  folder.write("lists/people.csv", std::string(kPeople) + "Dan,Host,-,cancelled\n");
  differs(whole + tables, "lists: `/people` was read from another file than people.csv: the receipt has");
  differs(kAgain, "`/people` was read from another file");
  folder.write("lists/people.csv", kPeople);
  Json forged = folder.receipt();
  forged["document"]["lists"][0]["left_out_by_only"] = 0;
  folder.forge(forged);
  // No checker can see that without the list.
  CHECK(folder.small().status == 0);
  differs(whole + tables,
          "the receipt has 2 records and 0 left out by `only`, and now there are 2 records and 1");
  forged["document"]["lists"][0]["left_out_by_only"] = 1;
  Json document = Json::parse(folder.read("whole.json"));
  document["people"][1]["name"] = "Zoe";
  folder.write("whole.json", document.dump());
  forged["document"]["sha256"] = precept::checker::sha256(document.dump());
  folder.forge(forged);
  differs(whole + tables, "`/people/1` of the document is not what people.csv gives");
}

TEST_CASE("what is said of lists is held to its form and to the document by all three checkers") {
  const ListedReceipt folder;
  const Json honest = folder.receipt();
  auto is_refused = [&](const std::string& name, const std::function<void(Json & lists)>& change) {
    CAPTURE(name);
    Json forged = honest;
    change(forged["document"]["lists"]);
    REQUIRE(forged != honest);
    folder.forge(forged);
    for (const auto& result : {folder.small(), folder.second(), folder.large(kWhole)}) {
      CHECK_MESSAGE(result.status == 1, result.output);
      CHECK_MESSAGE(has(result.output, "not as it was: "), result.output);
    }
  };
  auto set = [&](const char* member, const Json& value) {
    is_refused(std::string(member) + " " + value.dump(), [&](Json& lists) { lists[0][member] = value; });
  };
  for (const char* member : {"path", "file", "sha256", "mapping", "records", "left_out_by_only"}) {
    for (const Json& value :
         {Json(), Json(true), Json(-1), Json(""), Json::array(), Json::object(), Json(1ull << 63)})
      set(member, value);
  }
  for (const char* member : {"path", "file", "sha256", "records", "left_out_by_only"})
    is_refused(member, [&](Json& lists) { lists[0].erase(member); });
  // Rows are left out by a mapping.
  is_refused("no mapping", [](Json& lists) { lists[0].erase("mapping"); });
  for (const int records : {0, 1, 3}) set("records", records);
  for (const char* path :
       {"people", "/helpers", "/towns", "/seats", "/nothing", "/people/0", "/", "//people"})
    set("path", path);
  for (const char* file : {"lists/people.csv", "/srv/people.csv", "people.csv/"}) set("file", file);
  set("sha256", std::string(64, 'A'));
  set("mapping", std::string(63, 'a'));
  set("sheet", "");
  set("seen", "and approved");
  is_refused("twice", [](Json& lists) { lists.push_back(lists[0]); });
  is_refused("out of order", [](Json& lists) {
    Json other = lists[0];
    other["path"] = "/helpers", other["records"] = 0;
    lists.push_back(other);
  });
  is_refused("none", [](Json& lists) { lists = Json::array(); });
  is_refused("null", [](Json& lists) { lists = Json(); });
  is_refused("an object", [](Json& lists) { lists = lists[0]; });
  is_refused("a text", [](Json& lists) { lists[0] = "people.csv"; });
}

TEST_CASE("without the document, the number of records is held against the proof") {
  const ListedReceipt folder;
  Json forged = folder.receipt();
  forged["document"]["lists"][0]["records"] = 3;
  folder.forge(forged);
  const std::string second = "python3 '" PRECEPT_ROOT "/tests/second_checker/second_checker.py' r.json";
  for (const std::string& command :
       {std::string("precept-verify r.json"), second, std::string("precept verify r.json")})
    CHECK(folder.shell(command).status == 1);
}

TEST_CASE("several lists, a workbook's sheet, and lists whose values have names") {
  const ListedReceipt folder;
  const std::string row =
      "<row><c t=\"inlineStr\"><is><t>name</t></is></c></row>"
      "<row><c t=\"inlineStr\"><is><t>Zoe</t></is></c></row>";
  folder.write("door.xlsx", precept::test::workbook_of({{"Door", "<sheetData>" + row + "</sheetData>"},
                                                        {"Desk", "<sheetData>" + row + "</sheetData>"}}));
  folder.write("helpers.json", R"([ {"name": "A, [B]", "role": "Host"} , {"name": "C\\"} ])");
  const std::string tables = " --table people=door.xlsx#Door --table helpers=helpers.json";
  const auto made = folder.shell("precept check may.json --policy evening.precept --receipt r.json" + tables);
  CHECK_MESSAGE(made.status == 3, made.output);
  const Json lists = folder.receipt()["document"]["lists"];
  REQUIRE(lists.size() == 2);
  CHECK(lists[0]["path"] == "/helpers");
  CHECK(lists[0]["records"] == 2);
  CHECK(!lists[0].contains("mapping"));
  CHECK(lists[1]["sheet"] == "Door");
  CHECK(lists[1]["sha256"] == precept::checker::sha256(folder.read("door.xlsx")));
  const auto again = folder.large(" --with may.json evening.precept --require lists" + tables);
  CHECK_MESSAGE(again.status == 0, again.output);
  const std::string other = " --table people=door.xlsx#Desk --table helpers=helpers.json";
  CHECK(has(folder.large(" --with may.json evening.precept" + other).output, "was read from another sheet"));
  folder.write("helpers.json", "[\n]");
  CHECK(folder.shell("precept check may.json --policy evening.precept --receipt r.json" + tables).status ==
        3);
  CHECK(folder.receipt()["document"]["lists"][0]["records"] == 0);
}

TEST_CASE("a signature covers what is said of lists; a receipt without lists is as it was") {
  const ListedReceipt folder;
  REQUIRE(folder.shell("precept keygen office").status == 0);
  REQUIRE(folder.shell(std::string(kCheck) + " --receipt s.json --sign office.key").status == 0);
  Json forged = folder.receipt("s.json");
  forged["document"]["lists"][0]["left_out_by_only"] = 0;
  folder.forge(forged);
  CHECK(has(folder.small().output, "signature"));
  CHECK(folder.small().status == 1);
  REQUIRE(folder.shell("precept check whole.json --policy evening.precept --receipt w.json").status == 0);
  CHECK(folder.receipt("w.json")["document"].size() == 2);
}

TEST_CASE("what cannot be counted again is an error, and nothing is verified") {
  const ListedReceipt folder;
  auto is_error = [&](const std::string& words, const std::string& why) {
    const auto result = folder.large(words);
    CHECK_MESSAGE(result.status == 2, result.output);
    CHECK_MESSAGE(has(result.output, why), result.output);
  };
  const std::string whole = kWhole;
  is_error(" --with whole.json --table people=lists/people.csv", "none of the receipt's is given");
  is_error(whole + " --table people=nobody.csv", "there is no such file");
  is_error(whole + " --table poeple=lists/people.csv", "did you mean `people`?");
  is_error(whole + " --mapping door.toml", "nothing says where that list is");
  is_error(whole + " --table people", "write --table FIELD=FILE");
  const auto more = folder.large(whole + " --table helpers=helpers.csv");
  CHECK(more.status == 2);
  folder.write("helpers.csv", "name\nZoe\n");
  CHECK(
      has(folder.large(whole + " --table helpers=helpers.csv").output, "the receipt has no list `/helpers`"));
  folder.shell("mkdir receipts && cp r.json receipts/may.receipt.json");
  const auto all = folder.shell("precept verify receipts" + whole + " --table people=lists/people.csv");
  CHECK(all.status == 2);
  CHECK(has(all.output, "is a folder of receipts"));
}

TEST_CASE("the lists that a project file names are joined for their receipts, one by one or in bulk") {
  const ListedReceipt folder;
  folder.write("precept.toml",
               "policies = [\"evening.precept\"]\n\n[[documents]]\nfiles = [\"evenings/*.json\"]\n"
               "mapping = \"door.toml\"\ntables = {people = \"{folder}/{stem}.csv\"}\n");
  for (const char* name : {"evenings/may", "evenings/june"}) {
    folder.write(std::string(name) + ".json", folder.read("may.json"));
    folder.write(std::string(name) + ".csv", kPeople);
  }
  const auto made = folder.shell("precept check --receipt receipts/");
  CHECK_MESSAGE(made.status == 0, made.output);
  CHECK(folder.list("receipts/evenings/may.receipt.json")["file"] == "may.csv");
  const auto one = folder.shell(
      "precept verify receipts/evenings/may.receipt.json --with evenings/may.json evening.precept "
      "precept.toml");
  CHECK_MESSAGE(one.status == 0, one.output);
  CHECK(has(one.output, "counted again"));
  const std::string bulk =
      "precept verify receipts --with evenings evening.precept precept.toml --require document,lists,policy";
  CHECK(folder.shell(bulk).output == "2 receipts: 2 verified\n");
  folder.write("evenings/may.csv", std::string(kPeople) + "Dan,Host,-,Confirmed\n");
  const auto changed = folder.shell(bulk);
  CHECK(changed.status == 1);
  CHECK_MESSAGE(has(changed.output, "may.receipt.json: not as it was: document"), changed.output);
}

TEST_CASE("nothing of what is said of lists reaches the terminal as it is") {
  const ListedReceipt folder;
  const std::string evil = "\x1b[2Kverified\u202e\n.csv";
  Json forged = folder.receipt();
  forged["document"]["lists"][0]["file"] = evil;
  folder.forge(forged);
  for (const auto& result : {folder.small(), folder.large(kWhole), folder.large("")}) {
    CHECK(!has(result.output, "\x1b"));
    CHECK(!has(result.output, "\u202e"));
    CHECK(!has(result.output, "verified\n.csv"));
  }
}

}  // namespace
