// Lists as tables: what becomes of rows and cells, and what is told of those that are doubtful. docs/lists.md
// has the rules.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/input/policies.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/records.h"
#include "runtime/read/sheet/csv_sheet.h"

namespace {

using namespace precept;

constexpr const char* kPolicy = R"(policy evening
enum Role
  Guest Singer
enum Town
  Bath Wells
table Room from "rooms.csv" key number
  number : text
record Stay
  nights : int
record Person
  name   : text or none
  role   : Role fixed
  towns  : set of Town
  paid   : truth
  born   : date or none
  seats  : int or none
  room   : Room or none
  topics : list of text
  came   : datetime or none
  calls  : list of datetime
  stays  : hours or none
  stay   : Stay or none
record Evening
  people : list of Person
about Evening e, each p in e.people
clause one
  shall ensure p.role = Guest
)";

struct Read {
  std::string json;               ///< empty: nothing was read
  std::vector<std::string> told;  ///< "E4051 at 1:6", in order
};

Sheet sheet_of(const std::string& csv, Sources& sources, Diagnostics& diagnostics, const ListFields& fields) {
  CsvOptions options;
  options.known_columns = [&](std::span<const Cell> header) { return known_columns(header, fields); };
  auto workbook = read_csv(sources.add("p.csv", csv), sources, options, diagnostics);
  REQUIRE(workbook);
  return workbook->sheets.front();
}

ListFields people() {
  static Sources sources;
  static Diagnostics diagnostics;
  sources.replace("rooms.csv", "number\n7\n12\n");
  static const auto program = input::load_policy_text("evening.precept", kPolicy, sources, diagnostics);
  REQUIRE(program);
  return *list_fields(*program, program->units[0], "people");
}

Read read(const std::function<Workbook(Sources&, Diagnostics&, const ListFields&)>& make) {
  Sources sources;
  Diagnostics diagnostics;
  const ListFields fields = people();
  const Workbook workbook = make(sources, diagnostics, fields);
  Translated list;
  ListRows rows;
  const ListRead read = translate_list(workbook, fields, nullptr, sources, list, rows, diagnostics);
  Read result;
  result.json = list.json;
  for (const Diagnostic& told : diagnostics.all()) {
    const Place at = told.labels.empty() ? Place() : sources.place(told.labels.front().span);
    const std::string where = at.is_cell() ? at.cell() : fmt::format("{}:{}", at.line, at.column);
    result.told.push_back(fmt::format("{} at {}", info(told.kind).code, where));
  }
  CHECK((read == ListRead::Not) == list.json.empty());
  CHECK((read == ListRead::Partly) == (read != ListRead::Not && diagnostics.has_errors()));
  return result;
}

Read read_csv_text(const std::string& csv) {
  return read([&](Sources& sources, Diagnostics& diagnostics, const ListFields& fields) {
    Workbook workbook;
    workbook.sheets.push_back(sheet_of(csv, sources, diagnostics, fields));
    return workbook;
  });
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("a header is a field's name in any letter case, without what surrounds it") {
  const Read list = read_csv_text(" ROLE ,\xEF\xBB\xBFName\nGuest,Ada\n");
  CHECK(list.json == R"([{"role":"Guest","name":"Ada"}])");
  CHECK(list.told.empty());
}

TEST_CASE("a header that is nearly a field is an error, unless the field is there") {
  CHECK(read_csv_text("role,nmae\nGuest,Ada\n").told == Told{"E4051 at 1:6"});
  CHECK(read_csv_text("role,Paid?\nGuest,yes\n").told == Told{"E4051 at 1:6"});
  CHECK(read_csv_text("r\xC3\xB4le,name\nGuest,Ada\n").told == Told{"E4051 at 1:1"});
  CHECK(read_csv_text("role,Names,name\nGuest,x,Ada\n").told == Told{"W4050 at 1:6"});
  CHECK(read_csv_text("role,remarks,size\nGuest,x,y\n").told == Told{"W4050 at 1:6"});
}

TEST_CASE("a list says whose its rows are, once") {
  CHECK(read_csv_text("name,paid\nAda,yes\n").told == Told{"E4053 at 1:1"});
  CHECK(read_csv_text("role,name,Role\nGuest,Ada,Guest\n").told == Told{"E4052 at 1:11"});
  CHECK(read_csv_text("").told == Told{"E4050 at 1:1"});
  CHECK(read_csv_text("Evening of May\n\nrole,name\nGuest,Ada\n").told == Told{"E4050 at 1:1"});
}

TEST_CASE("an empty cell is an absent field, and a row without a value is no row") {
  CHECK(read_csv_text("role,name,paid\nGuest,, \n,,\n\nSinger,Cleo,\n").json ==
        R"([{"role":"Guest"},{"role":"Singer","name":"Cleo"}])");
  CHECK(read_csv_text("role,name\n").json == "[]");
}

TEST_CASE("a row that says nothing by which rows are told apart is an error") {
  CHECK(read_csv_text("name,role\nAda,Guest\nTotal,\n").told == Told{"E4056 at 3:1"});
}

TEST_CASE("a value without a header is an error, and alone of its row") {
  CHECK(read_csv_text("role,paid\nGuest,maybe,x\n").told == Told{"E4055 at 2:13"});
  CHECK(read_csv_text("role,,paid\nGuest,x,yes\n").told == Told{"E4055 at 2:7"});
}

TEST_CASE("cells are what their fields say") {
  CHECK(read_csv_text("role,paid\nGuest,YES\nGuest,0\nSinger,False\n").json ==
        R"([{"role":"Guest","paid":true},{"role":"Guest","paid":false},{"role":"Singer","paid":false}])");
  CHECK(read_csv_text("role,paid\nGuest,maybe\n").told == Told{"E4057 at 2:7"});
  CHECK(read_csv_text("role,towns,topics\nGuest,\"Bath; Wells;;Bath\",a;a\n").json ==
        R"([{"role":"Guest","towns":["Bath","Wells"],"topics":["a","a"]}])");
  CHECK(read_csv_text("role,seats,room,born\nGuest,-3,7,2020-01-02\n").json ==
        R"([{"role":"Guest","seats":-3,"room":"7","born":"2020-01-02"}])");
  // What is no number is for the reader of documents to tell.
  CHECK(read_csv_text("role,seats\nGuest,007\n").json == R"([{"role":"Guest","seats":"007"}])");
  CHECK(read_csv_text("role,name\nGuest,\"A \"\"B\"\"\\\nC\"\n").json ==
        R"([{"role":"Guest","name":"A \"B\"\\\nC"}])");
}

TEST_CASE("moments and lengths of time are written as in a document") {
  CHECK(read_csv_text("role,came,calls,stays\nGuest,2025-05-02T14:30:00+02:00,"
                      "2025-05-02T14:30Z;2025-05-02 15:00Z,PT1H30M\n")
            .json == R"([{"role":"Guest","came":"2025-05-02T14:30:00+02:00",)"
                     R"("calls":["2025-05-02T14:30Z","2025-05-02 15:00Z"],"stays":"PT1H30M"}])");
  // What is none is for the reader of documents to tell.
  CHECK(read_csv_text("role,came,stays\nGuest,2025-05-02 14:30,24\n").json ==
        R"([{"role":"Guest","came":"2025-05-02 14:30","stays":"24"}])");
}

TEST_CASE("equal rows are kept, and told") {
  const Read list = read_csv_text("role,name\nGuest,Ada\nGuest,Ben\nGuest,Ada\n");
  CHECK(list.json ==
        R"([{"role":"Guest","name":"Ada"},{"role":"Guest","name":"Ben"},{"role":"Guest","name":"Ada"}])");
  CHECK(list.told == Told{"W4054 at 2:1"});
  // Each is told once, in the order of the first ones.
  CHECK(
      read_csv_text("role,name\nGuest,Ada\nGuest,Ben\nGuest,Cleo\nGuest,Ben\nGuest,Ada\nGuest,Ben\n").told ==
      Told{"W4054 at 2:1", "W4054 at 3:1"});
}

TEST_CASE("a text as JSON is the same wherever the string must grow for it") {
  std::string text, json, expected;
  for (int i = 0; i < 300; ++i) {
    append_json_string(json, text);
    expected += '"' + text + '"';
    REQUIRE(json == expected);
    text += static_cast<char>('a' + i % 26);
    if (i % 7 == 0) json.shrink_to_fit();
  }
}

TEST_CASE("of many rows the equal ones are found, and no others") {
  std::string csv = "role,name\n";
  for (int i = 0; i < 3000; ++i) csv += fmt::format("Guest,Person {}\n", i == 2999 ? 1500 : i);
  CHECK(read_csv_text(csv).told == Told{"W4054 at 1502:1"});
}

TEST_CASE("texts that do not stand in the file as they are lie elsewhere, however long") {
  const std::string plain(70'000, 'a');
  const std::string csv = "role,name\nGuest,\"x\"\"y\"\nGuest,\"" + plain + "\"\"\"\nGuest,\"one\r\ntwo\"\n";
  CHECK(read_csv_text(csv).json == R"([{"role":"Guest","name":"x\"y"},{"role":"Guest","name":")" + plain +
                                       R"(\""},{"role":"Guest","name":"one\ntwo"}])");
}

TEST_CASE("cells of a workbook are what they show, or told") {
  auto with = [](std::pmr::vector<SheetRow> rows, auto change) {
    return read([&](Sources& sources, Diagnostics&, const ListFields&) {
      std::string text;
      for (auto& row : rows) {
        for (Cell& cell : row) {
          const auto begin = static_cast<std::uint32_t>(text.size());
          text += cell.text;
          cell.place = {0, begin, static_cast<std::uint32_t>(text.size())};
          text += '\t';
        }
        text += '\n';
      }
      Workbook workbook;
      Sheet& sheet = workbook.sheets.emplace_back();
      sheet.name = "Guests";
      sheet.file = sources.add_sheet("p.xlsx", "Guests", text);
      for (auto& row : rows) {
        for (Cell& cell : row) cell.place.file = sheet.file;
      }
      sheet.rows = rows;
      change(workbook);
      return workbook;
    });
  };
  auto text = [](const char* of) { return Cell{CellKind::Text, {}, of}; };
  auto nothing = [](Workbook&) {};
  const SheetRow header{text("role"), text("name"), text("paid")};
  CHECK(with({header, {text("Guest"), {CellKind::Number, {}, "1188"}, {CellKind::Truth, {}, "1"}}}, nothing)
            .json == R"([{"role":"Guest","name":"1188","paid":true}])");
  CHECK(
      with({header, {text("Guest"), {CellKind::Day, {}, "2020-01-02"}, {CellKind::Number, {}, "0"}}}, nothing)
          .told == Told{"W4052 at B2"});
  CHECK(with({header, {{CellKind::Number, {}, "7"}, text("Ada"), {}}}, nothing).told == Told{"E4057 at A2"});
  CHECK(with({header, {text("Guest"), {CellKind::Truth, {}, "1"}, {}}}, nothing).told == Told{"E4057 at B2"});
  CHECK(with({header, {text("Guest"), {CellKind::Error, {}, "#N/A"}, {CellKind::NoResult, {}, ""}}}, nothing)
            .told == Told{"E4057 at B2", "E4057 at C2"});
  // A number of a spreadsheet has no offset from UTC; a text, or a day that is stored with its offset, has.
  const SheetRow timed{text("role"), text("came"), text("calls")};
  CHECK(with({timed, {text("Guest"), {CellKind::Number, {}, "45064.604"}, {}}}, nothing).told ==
        Told{"E4057 at B2"});
  CHECK(with({timed, {text("Guest"), {CellKind::Day, {}, "2020-01-02"}, {}}}, nothing).told ==
        Told{"E4057 at B2"});
  CHECK(with({timed, {text("Guest"), {}, {CellKind::Number, {}, "45064.604"}}}, nothing).told ==
        Told{"E4057 at C2"});
  // 24 hours are the number 1 of a spreadsheet, whatever it shows.
  CHECK(with({{text("role"), text("stays")}, {text("Guest"), {CellKind::Number, {}, "1"}}}, nothing).told ==
        Told{"E4057 at B2"});
  CHECK(with({timed, {text("Guest"), {CellKind::Day, {}, "2020-01-02T10:00:00Z"}, {}}}, nothing).json ==
        R"([{"role":"Guest","came":"2020-01-02T10:00:00Z"}])");
  const SheetRow ada{text("Guest"), text("Ada")}, ben{text("Guest"), text("Ben")};
  CHECK(with({header, ada, ben}, [](Workbook& book) { book.sheets[0].hidden_rows = {2}; }).told ==
        Told{"W4053 at A3"});
  CHECK(with({header, ada, ben}, [](Workbook& book) {
          book.sheets[0].merged = {{1, 2, 0, 0}};
        }).told == Told{"E4058 at A2"});
  CHECK(with({header, ada, ben}, [](Workbook& book) {
          book.sheets[0].merged = {{1, 1, 0, 2}, {0, 0, 0, 1}};
        }).told.empty());
  // Which sheet is the list.
  auto twice = [](Workbook& book) { book.sheets.push_back(book.sheets[0]); };
  CHECK(with({header, ada}, twice).told == Told{"E4054 at A1"});
  auto hidden = [](Workbook& book) {
    book.sheets.push_back(book.sheets[0]);
    book.sheets[1].is_hidden = true;
  };
  CHECK(with({header, ada}, hidden).told.empty());
  auto beside = [](Workbook& book) {
    book.sheets.push_back(book.sheets[0]);
    book.sheets[1].rows = {book.sheets[0].rows[1]};
  };
  CHECK(with({header, ada}, beside).told == Told{"W4051 at A1"});
  CHECK(with({header, ada}, [](Workbook& book) { book.sheets[0].rows.clear(); }).told == Told{"E4050 at A1"});
  CHECK(with({header, ada}, [](Workbook& book) { book.sheets[0].is_hidden = true; }).told ==
        Told{"E4050 at A1"});
}
