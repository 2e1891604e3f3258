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

/// Opens the page in the browser with the checks in it and holds what they found.
void look_at(const CommandFolder& shop, std::string page, const json& expected, int width = 1280) {
  for (const char* outside : {"src=", "href=\"http", "url(", "@import"}) {
    CHECK_MESSAGE(page.find(outside) == std::string::npos, "the page reaches outside itself: ", outside);
  }
  const std::string listener =
      "<script>window.pageErrors = [];\n"
      "addEventListener('error', (event) => pageErrors.push(event.message));\n"
      "for (const kind of ['error', 'warn']) {\n"
      "  console[kind] = (...words) => pageErrors.push(words.join(' '));\n"
      "}</script>\n";
  page.insert(page.find("<style>"), listener);
  std::string shown = expected.dump();
  replace_all(shown, "<", "\\u003c");
  const std::string checks = "<script>" + read_file(fs::path(PRECEPT_AXE)) +
                             "</script>\n<script>const expected = " + shown + ";\n" +
                             read_file(kRoot + "/tests/browser/checks.js") + "</script>\n";
  page.insert(page.rfind("</body>"), checks);
  shop.write("looked-at.html", page);
  auto result = shop.shell(
      "chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
      "--disable-background-networking --disable-component-update --user-data-dir=\"$PWD/profile\" "
      "--window-size=" +
      std::to_string(width) +
      ",900 --virtual-time-budget=60000 --dump-dom "
      "\"file://$PWD/looked-at.html\" 2>browser.txt >dom.html");
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
