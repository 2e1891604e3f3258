// Every output format is well-formed, whatever characters names have.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

/// Names that break what is put together carelessly.
const std::vector<std::string> kNames = {"a\nb.json",
                                         "a\x1b[2Jb.json",
                                         "a]]>b.json",
                                         "a\"b'c.json",
                                         "a<b>&amp;.json",
                                         "a\xFF\xC3(b.json",
                                         "a\xED\xA0\x80"
                                         "b.json",
                                         "a\xEF\xBF\xBE"
                                         "b.json",
                                         "a\tb.json",
                                         "a\x01\x7F"
                                         "b.json",
                                         "a`b*_#.json",
                                         "a\xE2\x80\xAE"
                                         "b.json",
                                         "a\xC2\x9B"
                                         "2Jb.json",
                                         "a\xE2\x81\xA6"
                                         "b\xD8\x9C\xE2\x80\xA9.json"};

/// What a terminal obeys beyond ASCII, ends a line, or turns the order of letters.
const std::vector<std::string> kObeyed = {
    "\xC2\x80",     "\xC2\x85",     "\xC2\x9B",     "\xC2\x9F",     "\xD8\x9C",     "\xE2\x80\x8E",
    "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
    "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"};

std::string quoted(const std::string& word) {
  std::string result = "'";
  for (char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// What steers a terminal: escapes, and marks of writing direction.
bool is_harmless(const std::string& text) {
  for (unsigned char c : text) {
    if (c < 0x20 && c != '\n') return false;
    if (c == 0x7F) return false;
  }
  for (const std::string& point : kObeyed) {
    if (contains(text, point)) return false;
  }
  return true;
}

/// Well-formed XML by another program's reading.
bool is_xml(const ClubFolder& folder, const std::string& text) {
  folder.write("told.xml", text);
  return folder.shell_run("python3 -c 'import xml.dom.minidom as m; m.parse(\"told.xml\")'").code == 0;
}
/// Whether all files of the folder `told` are UTF-8: asked once for many, since Python takes long to start.
bool are_utf8(const ClubFolder& folder) {
  return folder
             .shell_run(
                 "python3 -c 'import pathlib; "
                 "assert [p.read_text(\"utf-8\") for p in pathlib.Path(\"told\").iterdir()]'")
             .code == 0;
}

}  // namespace

TEST_CASE("a file's name breaks no format and steers no terminal") {
  for (const std::string& name : kNames) {
    ClubFolder folder;
    CAPTURE(name);
    folder.write(name, kBad);
    const std::string words = quoted(name) + kBy;
    for (const std::string command :
         {"check ", "check --rights --all ", "explain ", "explain --fix ", "ask "}) {
      Run run = folder.run(command + words);
      CAPTURE(command);
      CHECK(run.code <= 1);
      CHECK(is_harmless(run.out));
      CHECK(is_harmless(run.err));
    }
    for (const std::string command : {"check ", "explain ", "explain --fix ", "explain --margin ", "ask "}) {
      Run run = folder.run(command + words + " --format json");
      CAPTURE(command);
      CHECK(json::accept(run.out));
    }
    for (const std::string format :
         {"ndjson", "sarif", "junit", "tap", "github", "gitlab", "markdown", "html"}) {
      Run run = folder.run("check " + words + " --format " + format);
      CAPTURE(format);
      CHECK(run.code == 1);
      CHECK(is_harmless(run.out + run.err));
      folder.write("told/" + format, run.out);
      const bool is_json = format == "sarif" || format == "gitlab" || format == "ndjson";
      if (is_json)
        CHECK(json::accept(run.out.substr(0, format == "ndjson" ? run.out.find('\n') : run.out.npos)));
      if (format == "junit") CHECK(is_xml(folder, run.out));
    }
    for (const std::string command :
         {"compile policy.precept -o ", "keygen ", "report good.json --policy policy.precept -o ",
          "check good.json --policy policy.precept --format ", "disasm ", "lint "}) {
      Run run = folder.run(command + quoted(name + ".out"));
      CAPTURE(command);
      CHECK(is_harmless(run.out + run.err));
    }
    for (const std::string format : {"json", "markdown", "html", "dot"}) {
      Run run = folder.run("explain --format " + format + " " + words);
      CAPTURE(format);
      CHECK(is_harmless(run.out + run.err));
    }
    Run page = folder.run("report -o - " + words);
    CHECK(is_harmless(page.out + page.err));
    folder.write("told/page", page.out);
    CHECK(are_utf8(folder));
    CHECK_FALSE(contains(page.out, "\x1b"));
    folder.run("check --receipt r.json " + words);
    CHECK(json::accept(folder.read("r.json")));
    for (const std::string& command :
         {std::string("verify r.json"), "check nowhere/" + words, "explain nowhere/" + words}) {
      Run run = folder.run(command);
      CHECK(is_harmless(run.out + run.err));
    }
  }
}

TEST_CASE("tests and their files have any name, and every format holds it") {
  for (const std::string& part :
       {std::string("]]>"), std::string("<&\"'>"), std::string("{{x}}"), std::string("#\\ ok"),
        std::string("\xE2\x80\xAE"
                    "x"),
        std::string("\xC2\x9B\xE2\x81\xA6\xD8\x9C"), std::string("é\xEF\xBF\xBF")}) {
    ClubFolder folder;
    std::string title;
    for (char c : part) title += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    const std::string file =
        part.find('/') == std::string::npos ? part + "\n\x1b\xFF_test.precept" : "x_test.precept";
    folder.write(file, "tests club.rules\n\ntest \"it is " + title +
                           "\"\n  given Evening\n    from \"good.json\"\n"
                           "  expect verdict non-compliant\n");
    CAPTURE(part);
    // A title is a text: of what nobody sees there is none in it (E4030).
    const bool is_seen = part[0] != '\xE2' && part[0] != '\xC2' && !part.ends_with("\xBF");
    Run text = folder.run("test .");
    CHECK(text.code == (is_seen ? 1 : 2));
    CHECK(is_harmless(text.out));
    CHECK(json::accept(folder.run("test . --format json").out));
    Run junit = folder.run("test . --format junit");
    CHECK(is_xml(folder, junit.out));
    CHECK(is_harmless(junit.out));
    Run tap = folder.run("test . --format tap");
    CHECK(is_harmless(tap.out));
    CHECK(contains(tap.out, is_seen ? "\nnot ok 1 - " : "Bail out!"));
  }
}

TEST_CASE("tests that cannot be run are told in the format that is asked for") {
  ClubFolder folder;
  folder.write("x_test.precept",
               "tests club.rules\n\ntest \"a ]]> b\"\n  given Evneing {}\n  expect verdict compliant\n");
  Run as_json = folder.run("test . --format json");
  CHECK(as_json.code == 2);
  CHECK(as_json.err.empty());
  CHECK(json::parse(as_json.out)["errors"][0]["code"] == "E7002");
  Run junit = folder.run("test . --format junit");
  CHECK(junit.code == 2);
  CHECK(is_xml(folder, junit.out));
  CHECK(contains(junit.out, "errors=\"1\""));
  CHECK(contains(junit.out, "E7002"));
  Run tap = folder.run("test . --format tap");
  CHECK(tap.code == 2);
  CHECK(contains(tap.out, "Bail out!"));
}

TEST_CASE("explain in JSON is one object, with its mistakes and warnings in it") {
  ClubFolder folder;
  for (const char* words :
       {"explain mistake.json", "explain bad.json --clause nowhere",
        "explain bad.json --fix --clause nowhere", "ask mistake.json", "explain absent.json"}) {
    Run run = folder.run(words + std::string(kBy) + " --format json");
    CAPTURE(words);
    CHECK(run.code == 2);
    CHECK(run.err.empty());
    REQUIRE(json::accept(run.out));
    const json told = json::parse(run.out);
    CHECK(told["engine"].get<std::string>().starts_with("precept "));
    CHECK(told["errors"][0]["code"].get<std::string>().starts_with("E"));
  }
  folder.write(
      "sum.precept",
      "policy sums\n\nrecord Sum\n  n : int\n\nabout Sum s\n\nclause one\n  should ensure s.n * s.n > 0\n\n"
      "clause two\n  shall ensure s.n > 0\n");
  folder.write("sum.json", R"({"kind":"Sum","n":9223372036854775807})");
  Run warned = folder.run("explain sum.json --policy sum.precept --format json");
  CHECK(warned.code == 0);
  CHECK(warned.err.empty());
  CHECK(json::parse(warned.out)["warnings"][0]["code"] == "W5001");
}

TEST_CASE("a name is text in Markdown and in a graph, whatever signs are in it") {
  ClubFolder folder;
  folder.write("sly.json", R"({"kind": "Evening", "date": "2022-05-01", "seats": 10, "people": [
    {"name": "`tick` *x* [a](b) ![c](d) <b> | ~~e~~ &lt; $f$ # _g_ \\", "kind": "Guest", "acts": ["dance"]}]})");
  const std::string name =
      "\\`tick\\` \\*x\\* \\[a\\](b) !\\[c\\](d) \\<b\\> \\| \\~\\~e\\~\\~ \\&lt; "
      "\\$f\\$ \\# \\_g\\_ \\\\";
  const std::string by = " sly.json --policy policy.precept --format ";
  Run why = folder.run("explain" + by + "markdown");
  CHECK(contains(why.out, "## rule 3: " + name));
  CHECK(contains(folder.run("explain --fix" + by + "markdown").out, name));
  CHECK(contains(folder.run("explain" + by + "dot").out, "&amp;lt;"));
}
