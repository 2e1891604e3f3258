// The report page in a real browser, headless Chromium: it opens without an error, search and filters work,
// its cells open their reasons, and axe-core finds no fault, in light and in dark.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using precept::test::CommandFolder;

const std::string kRoot = PRECEPT_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string(), " is not there; ./dev test installs what these tests need");
  return {std::istreambuf_iterator<char>(in), {}};
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

const std::string kBrowser =
    "chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --user-data-dir=\"$PWD/profile\" ";

void look_from_disk(const CommandFolder& shop, std::string page, const std::string& file,
                    const json& expected, int width = 1280);

/// Opens the page in the browser with the checks in it and holds what they found.
void look_at(const CommandFolder& shop, std::string page, const json& expected, int width = 1280) {
  for (const char* outside : {"src=", "href=\"http", "url(", "@import"}) {
    CHECK_MESSAGE(page.find(outside) == std::string::npos, "the page reaches outside itself: ", outside);
  }
  look_from_disk(shop, std::move(page), "looked-at.html", expected, width);
}

/// The same of a page that is to lie at `file`, from where it finds what lies beside it.
void look_from_disk(const CommandFolder& shop, std::string page, const std::string& file,
                    const json& expected, int width) {
  const std::string listener =
      "<script>window.pageErrors = [];\n"
      "addEventListener('error', (event) => pageErrors.push(event.message));\n"
      "for (const kind of ['error', 'warn']) {\n"
      "  console[kind] = (...words) => pageErrors.push(words.join(' '));\n"
      "}</script>\n";
  page.insert(page.find("<title>"), listener);
  std::string shown = expected.dump();
  replace_all(shown, "<", "\\u003c");
  const std::string checks = "<script>" + read_file(fs::path(PRECEPT_AXE)) +
                             "</script>\n<script>const expected = " + shown + ";\n" +
                             read_file(kRoot + "/tests/browser/checks.js") + "</script>\n";
  page.insert(page.rfind("</body>"), checks);
  shop.write(file, page);
  auto result = shop.shell(kBrowser + "--window-size=" + std::to_string(width) +
                           ",900 --virtual-time-budget=60000 --dump-dom \"file://$PWD/" + file +
                           "\" 2>browser.txt >dom.html");
  INFO(shop.read("browser.txt"));
  REQUIRE(result.status == 0);
  const std::string dom = shop.read("dom.html"), mark = "<script id=\"found\" type=\"application/json\">";
  const std::size_t begin = dom.find(mark);
  REQUIRE_MESSAGE(begin != std::string::npos, "the checks did not come to their end");
  const json found =
      json::parse(dom.substr(begin + mark.size(), dom.find("</script>", begin) - begin - mark.size()));
  REQUIRE(found["checks"].size() >= 2);
  for (const json& check : found["checks"]) {
    CHECK_MESSAGE(check["holds"].get<bool>(), check["name"].get<std::string>(), " — ",
                  check["seen"].get<std::string>());
  }
  for (const json& rule : found["axe"]) FAIL_CHECK(rule.get<std::string>());
  for (const json& error : found["errors"]) FAIL_CHECK("in the console: ", error.get<std::string>());
}

const std::string kPolicy = " --policy '" + kRoot + "/policies/wtsa-res54'";
const std::string kMeeting = kRoot + "/examples/res54/latin-america-meeting.json";

std::string report(const CommandFolder& shop, const std::string& files, int status) {
  auto result = shop.shell("precept report " + files + kPolicy + " -o page.html");
  INFO(result.output);
  REQUIRE(result.status == status);
  return shop.read("page.html");
}

/// What the table of a meeting's rights is to show, by the report for programs.
json table_of(const CommandFolder& shop, const std::string& file) {
  auto checked = shop.shell("precept check '" + file + "' --format json" + kPolicy + " || true");
  const json rights = json::parse(checked.output)["documents"][0]["rights"];
  const json attendance = json::parse(read_file(file))["attendance"];
  int forbidden = 0, forbidden_done = 0;
  for (std::size_t i = 0; i < rights.size(); ++i) {
    bool is_forbidden = false, is_done = false;
    const json done = attendance[i].value("acts", json({"attend"}));
    for (const auto& [act, right] : rights[i]["acts"].items()) {
      const bool here = right["right"] == "forbidden";
      is_forbidden |= here;
      is_done |= here && std::ranges::find(done, json(act)) != done.end();
    }
    forbidden += is_forbidden;
    forbidden_done += is_done;
  }
  REQUIRE(forbidden > 0);
  return {{"subjects", rights.size()}, {"forbidden", forbidden}, {"forbidden_done", forbidden_done}};
}

json table_of_latin_america(const CommandFolder& shop) {
  json expected = table_of(shop, kMeeting);
  expected.update({{"search", "E. Novak"},
                   {"searched", 1},

                   {"act", 0},
                   {"reason", {"E. Novak shall not attend", "resolves 6", "Canada", "line"}}});
  return expected;
}

/// A meeting of as many attendees, every tenth an expert whom nobody invited.
void write_large_meeting(const CommandFolder& shop, int attendees) {
  json meeting = json::parse(read_file(kRoot + "/examples/res54/associate-decides.json"));
  meeting["attendance"] = json::array();
  for (int i = 0; i < attendees; ++i) {
    meeting["attendance"].push_back({{"name", "Person " + std::to_string(i)},
                                     {"entity", "Entity " + std::to_string(i % 97)},
                                     {"category", i % 10 == 9 ? "Expert" : "MemberState"},
                                     {"country", i % 3 == 0 ? "KE" : "SN"},
                                     {"acts", {"attend"}}});
  }
  shop.write("large.json", meeting.dump(1));
}

const json kNoTable = {{"subjects", 0}};

}  // namespace

TEST_CASE("a meeting with a table of rights, in light and in dark, wide and narrow") {
  CommandFolder shop;
  std::string page = report(shop, "'" + kMeeting + "'", 1);
  const json expected = table_of_latin_america(shop);
  SUBCASE("in light") {
    look_at(shop, page, expected);
  }
  SUBCASE("in dark, on a telephone") {
    replace_all(page, "@media (prefers-color-scheme: dark)", "@media all");
    look_at(shop, page, expected, 420);
  }
}

TEST_CASE("every example on one page, those that are not checked too") {
  CommandFolder shop;
  shop.write("broken.json", "{\"kind\": \"Meeting\", \"attendanse\": []}");
  std::string page = report(shop, "'" + kRoot + "/examples/res54' broken.json", 2);
  CHECK(page.find("not checked") != std::string::npos);
  CHECK(page.find("attendanse") != std::string::npos);
  look_at(shop, page, kNoTable);
}

TEST_CASE("five thousand attendees") {
  CommandFolder shop;
  write_large_meeting(shop, 5000);
  std::string page = report(shop, "large.json", 1);
  json expected = table_of(shop, (shop.path() / "large.json").string());
  REQUIRE(expected["subjects"] == 5000);
  expected.update({{"search", "Person 4999"},
                   {"searched", 1},

                   {"act", 0},
                   {"reason", {"Person 4999 shall not attend", "resolves 6"}}});
  look_at(shop, page, expected);
}

namespace {

/// The pages of a print, and its texts one after the other.
std::pair<int, std::string> printed(const CommandFolder& shop, const std::string& file) {
  auto result = shop.shell(kBrowser + "--no-pdf-header-footer --print-to-pdf=print.pdf \"file://$PWD/" +
                           file + "\" 2>browser.txt");
  INFO(shop.read("browser.txt"));
  REQUIRE(result.status == 0);
  // A page is an object of its own; their texts are compressed.
  const std::string pdf = shop.read("print.pdf"), mark = "/Type /Page\n";
  int pages = 0;
  for (std::size_t at = 0; (at = pdf.find(mark, at)) != std::string::npos; at += mark.size()) ++pages;
  return {pages, pdf};
}

}  // namespace

TEST_CASE("the head of the page is the document, and its file is below") {
  CommandFolder shop;
  const std::string page = report(shop, "'" + kMeeting + "'", 1);
  CHECK(page.find("<h1 dir=\"auto\">Meeting of SG20RG-LATAM, 22 August 2023: 4 in attendance, 1 not in "
                  "accordance</h1>\n<p class=\"at\">") != std::string::npos);
  const std::string french = report(shop, "--lang fr '" + kMeeting + "'", 1);
  CHECK(french.find("22 août 2023") != std::string::npos);
}

TEST_CASE("a meeting is printed on two pages, however much fails") {
  CommandFolder shop;
  report(shop, "'" + kMeeting + "'", 1);
  CHECK(printed(shop, "page.html").first == 1);
  write_large_meeting(shop, 2000);
  const std::string page = report(shop, "large.json", 1);
  CHECK(page.find("… and 193 more on the screen") != std::string::npos);
  CHECK(printed(shop, "page.html").first <= 2);
}

TEST_CASE("a folder of pages: the index is searched and filtered, its pages work beside it") {
  CommandFolder shop;
  shop.write("broken & <b>.json", "{\"kind\": \"Meeting\", \"attendanse\": []}");
  auto written =
      shop.shell("precept report '" + kRoot + "/examples/res54' 'broken & <b>.json'" + kPolicy + " -o site/");
  REQUIRE(written.status == 2);
  const std::string index = shop.read("site/index.html");
  const std::size_t documents =
      static_cast<std::size_t>(std::ranges::count_if(fs::directory_iterator(kRoot + "/examples/res54"),
                                                     [](const fs::directory_entry& one) {
                                                       return one.path().extension() == ".json";
                                                     }) +
                               1);
  const json expected = {
      {"subjects", 0}, {"documents", documents}, {"find", "LATAM"}, {"verdict", "non-compliant"}};
  SUBCASE("the index in light") {
    look_from_disk(shop, index, "site/looked-at.html", expected);
  }
  SUBCASE("the index on a telephone") {
    look_from_disk(shop, index, "site/looked-at.html", expected, 420);
  }
  SUBCASE("a meeting") {
    std::string file;
    for (const auto& entry : fs::recursive_directory_iterator(shop.path() / "site/documents")) {
      if (entry.path().filename() == "latin-america-meeting.json.html")
        file = entry.path().lexically_relative(shop.path()).string();
    }
    REQUIRE_FALSE(file.empty());
    look_from_disk(shop, shop.read(file), file + ".looked-at.html", table_of_latin_america(shop));
  }
  SUBCASE("what is not checked") {
    const std::string file = "site/documents/broken & <b>.json.html";
    CHECK(shop.read(file).find("attendanse") != std::string::npos);
    CHECK(index.find("documents/broken%20%26%20%3Cb%3E.json.html") != std::string::npos);
    look_from_disk(shop, shop.read(file), "site/documents/looked-at.html", kNoTable);
  }
}

TEST_CASE("pages of a policy, on a screen and on a telephone") {
  CommandFolder shop;
  REQUIRE(shop.shell("precept doc '" + kRoot + "/policies/wtsa-res54' -o site/").status == 0);
  const json expected = {{"subjects", 0}, {"documents", 0}};
  for (const int width : {1280, 420}) {
    for (const char* page :
         {"index.html", "outline.html", "readings.html", "definitions.html", "judgements.html",
          "clauses/resolves-6.html", "kinds/meeting.html", "tables/country.html"}) {
      CAPTURE(page);
      const fs::path file = fs::path("site") / page;
      look_from_disk(shop, shop.read(file.string()), (file.parent_path() / "looked-at.html").string(),
                     expected, width);
    }
  }
}

TEST_CASE("a folder of pages replaces another, and nothing else") {
  CommandFolder shop;
  const std::string report = "precept report '" + kMeeting + "'" + kPolicy + " -o ";
  REQUIRE(shop.shell(report + "site/").status == 1);
  shop.write("site/documents/left.html", "of an earlier time");
  CHECK(shop.shell(report + "site").status == 1);
  CHECK_FALSE(fs::exists(shop.path() / "site/documents/left.html"));
  CHECK(fs::exists(shop.path() / "site/index.html"));
  for (const char* foreign : {"notes.txt", "documents/data.json", ".git/HEAD"}) {
    shop.write(std::string("site/") + foreign, "ours");
    auto refused = shop.shell(report + "site");
    CHECK(refused.status == 2);
    CHECK(refused.output.find("error[E5042]") != std::string::npos);
    CHECK(shop.read(std::string("site/") + foreign) == "ours");
    fs::remove(shop.path() / "site" / foreign);
    fs::remove(shop.path() / "site/.git");
  }
  shop.write("page/index.html", "<!doctype html><p>somebody's own");
  CHECK(shop.shell(report + "page").status == 2);
  CHECK(shop.shell(report + "nowhere/below/").status == 2);
  CHECK_FALSE(fs::exists(shop.path() / "nowhere"));
  CHECK(shop.shell("ls -A | grep -c '^\\.precept' || true").output == "0\n");
}

TEST_CASE("what people wrote cannot become part of the page") {
  CommandFolder shop;
  json meeting = json::parse(read_file(kMeeting));
  const std::string name = "</script><script>document.title = 'taken'</script><b>\"&'";
  meeting["attendance"][3]["name"] = name;
  shop.write("hostile.json", meeting.dump(1));
  std::string page = report(shop, "hostile.json", 1);
  json expected = table_of(shop, (shop.path() / "hostile.json").string());
  expected.update({{"search", "document.title"},
                   {"searched", 1},

                   {"act", 0},
                   {"reason", {name + " shall not attend", "Canada"}}});
  look_at(shop, page, expected);
  CHECK(shop.read("dom.html").find("<title>taken") == std::string::npos);
}
