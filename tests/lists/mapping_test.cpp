// What mappings of lists do. Each folder of cases/ is a thing that a mapping can say, or say wrongly:
//
//   list.csv        the list, or list.json
//   map.toml        its mapping; none where `arguments` say it
//   arguments       what else the command is given
//   expected.json   the document that comes out; none where the list is refused
//   expected.txt    what is told; none where nothing is
//
// Each list is joined to evening/evening.json. With PRECEPT_UPDATE_CASES=1 the expectations are written anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/common/command_folder.h"
#include "tests/common/zip_file.h"

namespace {

namespace fs = std::filesystem;

const fs::path kLists = fs::path(PRECEPT_ROOT) / "tests/lists";

struct Outcome {
  int status = -1;
  std::string document, told;
};

/// A folder with the policy, the document, and the presets beside the policy.
class EveningFolder : public precept::test::CommandFolder {
 public:
  EveningFolder() { fs::copy(kLists / "evening", path(), fs::copy_options::recursive); }

  Outcome convert(const std::string& words) const {
    const Result run =
        shell("precept convert evening.json --policy evening.precept " + words + " > out 2> err");
    return {run.status, read("out"), read("err")};
  }
};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What the command makes of a case.
Outcome outcome_of(const fs::path& folder) {
  const EveningFolder evening;
  std::string words;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("list.")) words += " --table people=" + name;
    if (name == "map.toml") words += " --mapping map.toml";
    fs::copy_file(entry.path(), evening.path() / name);
  }
  std::string arguments = text_of(folder / "arguments");
  if (arguments.ends_with('\n')) arguments.pop_back();
  return evening.convert(words + " " + arguments);
}

void write_or_remove(const fs::path& file, const std::string& text) {
  fs::remove(file);
  if (!text.empty()) std::ofstream(file, std::ios::binary) << text;
}

void check_case(const fs::path& folder) {
  const Outcome outcome = outcome_of(folder);
  if (std::getenv("PRECEPT_UPDATE_CASES") != nullptr) {
    write_or_remove(folder / "expected.json", outcome.document);
    write_or_remove(folder / "expected.txt", outcome.told);
  }
  const bool is_refused = !fs::exists(folder / "expected.json");
  CHECK(outcome.status == (is_refused ? 2 : 0));
  CHECK(outcome.document == text_of(folder / "expected.json"));
  CHECK(outcome.told == text_of(folder / "expected.txt"));
  // A list that is refused is so with a message, and its folder says that it is.
  CHECK((!is_refused || outcome.told.find("error[") != std::string::npos));
  CHECK(is_refused == folder.filename().string().starts_with("refused"));
}

// ---- workbooks

std::string row(const std::vector<std::string>& texts, const std::string& attributes = "") {
  std::string cells;
  for (const std::string& text : texts) {
    cells += text.empty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  }
  return "<row" + attributes + ">" + cells + "</row>";
}

std::string sheet(const std::string& rows, const std::string& merged = "") {
  std::string text = "<sheetData>" + rows + "</sheetData>";
  if (!merged.empty()) text += "<mergeCells><mergeCell ref=\"" + merged + "\"/></mergeCells>";
  return text;
}

/// A workbook with its mapping, as a document or what is told of it.
Outcome outcome_of(const precept::test::Parts& sheets, const std::string& mapping) {
  const EveningFolder evening;
  evening.write("list.xlsx", precept::test::workbook_of(sheets));
  evening.write("map.toml", mapping);
  return evening.convert("--table people=list.xlsx --mapping map.toml");
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("each mapping makes of its list what its folder says, or is refused as it says") {
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(kLists / "cases"))
    folders.push_back(entry.path());
  std::ranges::sort(folders);
  CHECK(folders.size() >= 60);
  for (const fs::path& folder : folders) {
    CAPTURE(folder.filename().string());
    check_case(folder);
  }
}

// registrations/ has lists as systems export them, each with the lines that a preset of the Union's needs.
TEST_CASE("each preset of a registration system reads what that system writes") {
  const std::string policy = (fs::path(PRECEPT_ROOT) / "policies/wtsa-res54").string();
  for (const fs::directory_entry& entry : fs::directory_iterator(kLists / "registrations")) {
    if (!entry.is_directory()) continue;
    CAPTURE(entry.path().filename().string());
    const precept::test::CommandFolder folder;
    fs::copy(entry.path(), folder.path(), fs::copy_options::recursive);
    fs::copy_file(kLists / "registrations/meeting.json", folder.path() / "meeting.json");
    const auto run = folder.shell(
        "precept convert meeting.json --table attendance=list.csv --mapping map.toml"
        " --policy " +
        policy + " > out 2> err");
    CHECK(run.status == 0);
    CHECK(folder.read("out") == text_of(entry.path() / "expected.json"));
    CHECK(folder.read("err") == text_of(entry.path() / "expected.txt"));
  }
}

TEST_CASE("the sheets that a mapping names are read one after the other, each by its own header") {
  const std::string here = sheet(row({"name", "role"}) + row({"Ada", "Guest"}));
  const std::string there = sheet(row({"role", "name"}) + row({"Host", "Ben"}));
  const precept::test::Parts sheets{{"On site", here}, {"Remote", there}, {"Prices", there}};
  const Outcome both = outcome_of(sheets, "[people]\nsheets = [\"Remote\", \"On site\"]\n");
  CHECK(both.status == 0);
  CHECK(has(both.document, R"([{"role":"Host","name":"Ben"},{"name":"Ada","role":"Guest"}])"));
  CHECK(both.told.empty());
  const Outcome one = outcome_of(sheets, "people.sheet = \"On site\"\n");
  CHECK(has(one.document, R"([{"name":"Ada","role":"Guest"}])"));
  const Outcome none = outcome_of(sheets, "people.sheet = \"On-site\"\n");
  CHECK(none.status == 2);
  CHECK(has(none.told, "error[E4054]: the workbook has no sheet `On-site`\n --> map.toml:1:16\n"));
  CHECK(has(none.told, "did you mean `On site`?"));
}

TEST_CASE("a merged cell stands for each of its rows where the mapping says so") {
  const std::string rows =
      row({"name", "role"}) + row({"Ada", "Guest"}) + row({"Ben"}) + row({"Cleo", "Host"});
  const Outcome filled = outcome_of({{"Guests", sheet(rows, "B2:B3")}}, "people.fill = \"role\"\n");
  CHECK(filled.status == 0);
  CHECK(has(filled.document, R"({"name":"Ben","role":"Guest"},{"name":"Cleo","role":"Host"})"));
  const Outcome apart = outcome_of({{"Guests", sheet(rows, "B2:B3")}}, "people.fill = \"name\"\n");
  CHECK(apart.status == 2);
  CHECK(has(apart.told, "error[E4058]"));
  CHECK(has(apart.told, "fill = [\"role\"]"));
}

TEST_CASE("hidden rows are left out where the mapping says so, and told all the same") {
  const std::string rows =
      row({"name", "role"}) + row({"Ada", "Guest"}) + row({"Ben", "Host"}, " hidden=\"1\"");
  const Outcome skipped = outcome_of({{"Guests", sheet(rows)}}, "people.hidden_rows = \"skip\"\n");
  CHECK(has(skipped.document, R"([{"name":"Ada","role":"Guest"}])"));
  CHECK(has(skipped.told, "warning[W4053]: a row of the list is hidden, and left out: 3"));
  const Outcome read = outcome_of({{"Guests", sheet(rows)}}, "people.hidden_rows = \"read\"\n");
  CHECK(has(read.document, R"({"name":"Ben","role":"Host"})"));
  CHECK(has(read.told, "warning[W4053]: a row of the list is hidden, and read: 3"));
}

TEST_CASE("of two rows of a header the upper one goes on as far as its cells are merged") {
  const std::string rows = row({"name", "role", "Groups"}) + row({"", "", "SG2", "SG5"}) +
                           row({"Ada", "Guest", "x", "x"}) + row({"Ben", "Host", "", "x"});
  const std::string mapping =
      "[people]\nheader_rows = [1, 2]\n\n[people.columns.groups.options]\n"
      "\"Groups / SG2\" = \"SG2\"\n\"Groups / SG5\" = \"SG5\"\n";
  const Outcome joined = outcome_of({{"Guests", sheet(rows, "C1:D1")}}, mapping);
  CHECK(has(joined.document, R"({"groups":["SG2","SG5"],"name":"Ada")"));
  CHECK(has(joined.document, R"({"groups":["SG5"],"name":"Ben")"));
  const Outcome apart = outcome_of({{"Guests", sheet(rows)}}, mapping);
  CHECK(apart.status == 2);
  CHECK(has(apart.told, "error[E4060]: the list has no column `Groups / SG5`"));
}
