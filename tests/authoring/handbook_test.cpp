// Policies as pages for people: whole, without a dead link, with nothing in them that was not escaped.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;
using precept::test::CommandFolder;

const std::string kPolicies = PRECEPT_SOURCE_DIR "/policies/";

/// What stands in a folder of pages, by path.
std::map<std::string, std::string> pages_in(const CommandFolder& folder, const std::string& site) {
  std::map<std::string, std::string> pages;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path() / site)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(folder.path() / site).generic_string();
    pages.emplace(name, folder.read(site + "/" + name));
  }
  return pages;
}

std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

/// What is wrong with the nesting of a page's elements; empty: nothing. No `<` may stand for itself.
std::string fault_in_nesting(const std::string& page) {
  static const std::set<std::string> kVoid = {"meta", "link", "br", "hr", "img", "input"};
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    if (end == std::string::npos) return "a tag that does not end";
    const std::string tag = page.substr(at + 1, end - at - 1);
    if (tag.starts_with("!doctype")) continue;
    const bool is_end = tag.starts_with("/");
    const std::string name =
        tag.substr(is_end ? 1 : 0, tag.find_first_of(" /", is_end ? 1 : 0) - (is_end ? 1 : 0));
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos)
      return "no tag: <" + tag + ">";
    if (is_end && (open.empty() || open.back() != name)) return "closes what is not open: " + name;
    if (is_end) open.pop_back();
    if (!is_end && !kVoid.contains(name)) open.push_back(name);
  }
  return open.empty() ? "" : "is not closed: " + open.back();
}

std::string without_fragment(const std::string& reference) {
  return reference.substr(0, reference.find('#'));
}

/// Each reference of each page leads to a page, and to a place that is there once.
void hold_references(const std::map<std::string, std::string>& pages) {
  for (const auto& [name, page] : pages) {
    if (!name.ends_with(".html")) continue;
    CAPTURE(name);
    std::vector<std::string> ids = all_matches(page, " id=\"([^\"]*)\"");
    const std::size_t all = ids.size();
    std::ranges::sort(ids);
    const auto [same, end] = std::ranges::unique(ids);
    CHECK(static_cast<std::size_t>(same - ids.begin()) == all);
    for (const std::string& reference : all_matches(page, "href=\"([^\"]*)\"")) {
      CAPTURE(reference);
      const std::string file = without_fragment(reference);
      const std::string target =
          file.empty() ? name : (fs::path(name).parent_path() / file).lexically_normal().generic_string();
      const bool is_there = pages.contains(target);
      CHECK(is_there);
      if (!is_there || reference.size() == file.size()) continue;
      const std::string id = " id=\"" + reference.substr(file.size() + 1) + "\"";
      CHECK(pages.at(target).find(id) != std::string::npos);
    }
  }
}

void hold_site(const std::map<std::string, std::string>& pages) {
  REQUIRE(pages.contains("index.html"));
  REQUIRE(pages.contains("page.css"));
  for (const auto& [name, page] : pages) {
    if (!name.ends_with(".html")) continue;
    CAPTURE(name);
    CHECK(fault_in_nesting(page) == "");
    for (const char* outside : {"http:", "https:", "src=", "url("})
      CHECK(page.find(outside) == std::string::npos);
  }
  hold_references(pages);
}

/// How many clauses the files of a policy have, by their lines.
std::size_t clauses_in(const fs::path& policy) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(policy)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".precept") || name.ends_with("_test.precept")) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) count += line.starts_with("clause ") ? 1 : 0;
  }
  return count;
}

const std::string kSmall = R"(policy small

title "Rules & <i>more</i>"

table Room from "rooms.csv" key code
  code  : text
  seats : int
  note  : text or none

record Booking
  name   : text
  people : int
  room   : Room
  paid   : int or none

reading guests
  quote "<u>guests</u>"
  all "everybody" default
  few "members | others"

judgement quiet(b: Booking)
  asks "Is {b.name} <quiet>?"
  by "the \"board\""

define crowded(b: Booking): truth
  as "{b.name} is crowded" | "{b.name} is not crowded"
  = b.people > b.room.seats

about Booking b

clause rule 1
  gist "Not more people than seats <script>alert(1)</script>."
  shall ensure not crowded(b)
    unless guests = few
    otherwise "{b.name} & co."

clause "Rule-1"
  should ensure quiet(b)

clause rule 2
  not encoded "<b>later</b>"
)";

/// Fills a folder with the small policy.
void put_small(const CommandFolder& folder) {
  folder.write("small.precept", kSmall);
  folder.write("rooms.csv", "code,seats,note\nblue,24?,<td>\ngreat,120,\n");
  folder.write("small_test.precept",
               "tests small\n\ntest \"a <b>test</b> & more\"\n"
               "  given Booking {name: \"Choir\", people: 3, room: \"great\"}\n  expect rule 1 satisfied\n");
}

}  // namespace

TEST_CASE("both shipped policies have a page for each clause, and no dead link") {
  for (const char* name : {"wtsa-res54", "debian-constitution"}) {
    CAPTURE(name);
    CommandFolder folder;
    const auto made = folder.shell("precept doc '" + kPolicies + name + "' -o site/");
    INFO(made.output);
    REQUIRE(made.status == 0);
    const auto pages = pages_in(folder, "site");
    hold_site(pages);
    const auto clauses =
        std::ranges::count_if(pages, [](const auto& page) { return page.first.starts_with("clauses/"); });
    CHECK(static_cast<std::size_t>(clauses) == clauses_in(kPolicies + name));
    CHECK(pages.contains("outline.html"));
    CHECK(pages.contains("readings.html"));
    CHECK(pages.at("index.html").find("outline.html") != std::string::npos);
    // The same again is the same to the last byte, and replaces what is there.
    REQUIRE(folder.shell("precept doc '" + kPolicies + name + "' -o other/ && diff -r site other").status ==
            0);
    CHECK(folder.shell("precept doc '" + kPolicies + name + "' -o site/").status == 0);
  }
}

TEST_CASE("a clause is told in its words, in plain sentences, with what looks at it") {
  const CommandFolder folder;
  put_small(folder);
  const auto made = folder.shell("precept doc small.precept -o site/ --coverage --mutants --jobs 1");
  INFO(made.output);
  REQUIRE(made.status == 0);
  const auto pages = pages_in(folder, "site");
  hold_site(pages);
  const std::string& rule = pages.at("clauses/rule-1.html");
  for (const char* words :
       {"It must hold that “{b.name} is not crowded”", "is read as “members | others”", "unless",
        "a &lt;b&gt;test&lt;/b&gt; &amp; more", "<code class=\"mono\">rule 1 satisfied</code>",
        "definitions.html#crowded", "readings.html#guests", "small_test.precept:5", "Covered by tests",
        "Small changes that tests notice", "shall ensure not crowded(b)"})
    CHECK_MESSAGE(rule.find(words) != std::string::npos, words);
  CHECK(pages.contains("clauses/rule-1-booking.html"));
  CHECK(pages.at("clauses/rule-1-booking.html").find("No test expects anything of it.") != std::string::npos);
  CHECK(pages.at("clauses/rule-2.html").find("Not encoded:") != std::string::npos);
  CHECK(pages.at("judgements.html").find("the &quot;board&quot;") != std::string::npos);
  CHECK(pages.at("readings.html").find("(by default)") != std::string::npos);
  const std::string& room = pages.at("tables/room.html");
  for (const char* words : {"likely 24", "24?", "&lt;td&gt;"})
    CHECK_MESSAGE(room.find(words) != std::string::npos, words);
  const std::string& kind = pages.at("kinds/booking.html");
  for (const char* words : {"/paid", "none", "unknown"})
    CHECK_MESSAGE(kind.find(words) != std::string::npos, words);
}

TEST_CASE("Markdown has the same pages, and every reference leads to a place") {
  const CommandFolder folder;
  put_small(folder);
  REQUIRE(folder.shell("precept doc small.precept -o small.md --format markdown").status == 0);
  const std::string text = folder.read("small.md");
  const std::vector<std::string> references = all_matches(text, "\\]\\(#([^)]*)\\)");
  CHECK(references.size() > 10);
  for (const std::string& reference : references)
    CHECK_MESSAGE(text.find("<a id=\"" + reference + "\"></a>") != std::string::npos, reference);
  // Within a block of code it is nothing but what it looks like.
  const std::string outside = std::regex_replace(text, std::regex("```text\\n[^`]*```"), "");
  CHECK(outside.size() < text.size());
  for (const char* tag : {"<script>", "<b>", "<i>", "<u>"}) CHECK(outside.find(tag) == std::string::npos);
  const auto shown = folder.shell("precept doc small.precept -o - --format markdown 2>told");
  CHECK(shown.status == 0);
  CHECK(shown.output == text);
}

TEST_CASE("nothing but such pages is ever replaced, and with a mistake nothing is written") {
  const CommandFolder folder;
  put_small(folder);
  folder.write("site/notes.txt", "mine");
  const auto refused = folder.shell("precept doc small.precept -o site/");
  CHECK(refused.status == 2);
  CHECK(refused.output.find("notes.txt") != std::string::npos);
  CHECK(folder.shell("precept doc small.precept -o small.precept --format markdown").status == 2);
  CHECK(folder.read("small.precept") == kSmall);
  folder.write("small_test.precept",
               "tests small\n\ntest \"x\"\n  given Booking {}\n  expect rule 9 violated\n");
  const auto mistaken = folder.shell("precept doc small.precept -o new/");
  CHECK(mistaken.status == 2);
  CHECK(mistaken.output.find("E7002") != std::string::npos);
  CHECK(!fs::exists(folder.path() / "new"));
}
