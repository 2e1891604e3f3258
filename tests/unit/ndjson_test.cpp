// NDJSON: the lines of a file, one at a time; a list of them, and one as a document, with their places.
#include "runtime/read/json/ndjson.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>

#include "base/limits.h"

using namespace precept;

namespace {

/// "1 {}; 3 {}": the lines with their numbers, and the codes of what was reported.
std::string lines(const std::string& text) {
  std::istringstream in(text);
  NdjsonLines lines(in, "list.ndjson");
  Diagnostics diagnostics;
  std::string result;
  while (const auto line = lines.next(diagnostics))
    result += fmt::format("{}{} {}", result.empty() ? "" : "; ", line->number, line->text);
  for (const Diagnostic& each : diagnostics.all()) result += info(each.kind).code + (": " + each.message);
  return result;
}

struct List {
  explicit List(std::string text) {
    file = sources.add("list.ndjson", std::move(text));
    translated = translate_ndjson(file, sources, diagnostics);
    CHECK((translated == std::nullopt) == diagnostics.has_errors());
  }
  /// The JSON, or a line for each mistake.
  std::string told() const {
    if (translated) return translated->json;
    std::string result;
    for (const Diagnostic& each : diagnostics.all()) {
      const LineColumn at = sources.locate(each.labels[0].span.file, each.labels[0].span.begin);
      result += fmt::format("{}{} {}:{} {}", result.empty() ? "" : "\n", info(each.kind).code, at.line,
                            at.column, each.message);
    }
    return result;
  }

  Sources sources;
  FileId file = kNoFile;
  Diagnostics diagnostics;
  std::optional<Translated> translated;
};

std::string list(std::string text) {
  return List(std::move(text)).told();
}

}  // namespace

TEST_CASE("each line that is not blank is one, and blank ones count") {
  CHECK(lines("{}\n\n  \t\r\n{\"a\": 1}\r\n{}") == R"(1 {}; 4 {"a": 1}; 5 {})");
  CHECK(lines("\xEF\xBB\xBF{}\n{}\n") == "1 {}; 2 {}");
  CHECK(lines("") == "");
  CHECK(lines("\n\n") == "");
  CHECK(lines("no json") == "1 no json");
}

TEST_CASE("lines are read a piece at a time") {
  std::string text, expected;
  for (int i = 1; i <= 20'000; ++i) {
    text += fmt::format("{{\"n\": {}}}\n", i);
    expected += fmt::format("{}{} {{\"n\": {}}}", i == 1 ? "" : "; ", i, i);
  }
  CHECK(lines(text) == expected);
  const std::string long_line(300'000, 'x');
  CHECK(lines(long_line + "\n" + long_line) == "1 " + long_line + "; 2 " + long_line);
}

TEST_CASE("a list is its objects, with the place of each value and name") {
  List read("\n{\"name\": \"A\", \"tags\": [1, {\"é\": null}]}\n\n  {\"name\":\"B\"} \r\n");
  REQUIRE(read.translated);
  CHECK(read.translated->json == "[{\"name\": \"A\", \"tags\": [1, {\"é\": null}]},\n{\"name\":\"B\"}]");
  std::string origins;
  for (const Origin& each : read.translated->origins) {
    const LineColumn at = read.sources.locate(read.file, each.from.begin);
    const std::string value = read.translated->json.substr(each.begin, each.end - each.begin);
    if (each.begin != 0) CHECK(value == read.sources.text(each.from));
    origins += fmt::format("{}:{} {}\n", at.line, at.column, value.substr(0, 7));
  }
  CHECK(origins ==
        "1:1 [{\"name\n2:1 {\"name\"\n2:2 \"name\"\n2:10 \"A\"\n2:15 \"tags\"\n2:23 [1, {\"\xC3\n2:24 "
        "1\n2:27 {\"é\": "
        "\n2:28 \"é\"\n2:33 null\n4:3 {\"name\"\n4:4 \"name\"\n4:11 \"B\"\n");
  CHECK(list("") == "[]");
}

TEST_CASE("a line that is not one whole object is refused") {
  CHECK(list("{}\n[1]\n{}\n") == "E4002 2:1 a line that is no object; NDJSON has one on each line");
  CHECK(list("7\n") == "E4002 1:1 a line that is no object; NDJSON has one on each line");
  CHECK(list("{} {}\n") == "E4002 1:3 something behind the object; NDJSON has one on each line");
  CHECK(list("{},\n") == "E4002 1:3 something behind the object; NDJSON has one on each line");
  CHECK(list("{}]\n") == "E4002 1:3 something behind the object; NDJSON has one on each line");
  CHECK(list("{\n  \"a\": 1\n}\n").starts_with("E4002 1:2 the line ends within an object"));
  CHECK(list("{\"a\": [1}\n") == "E4002 1:9 `}` where `]` is expected");
  CHECK(list("{\"a\": \"b}\n").starts_with("E4002 1:10 the line ends within an object"));
  CHECK(list("{\"a\": " + std::string(100'000, '[') + "\n") ==
        fmt::format("E4010 1:{} the document is nested more than 500 levels deep", 7 + 499));
  CHECK(list("x\ny\n") ==
        "E4002 1:1 a line that is no object; NDJSON has one on each line\nE4002 2:1 a line that is no "
        "object; NDJSON "
        "has one on each line");
}

TEST_CASE("one line is a document with its places in the file") {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("list.ndjson", "{}\n {\"kind\": \"Fair\"}\n");
  const auto document = translate_ndjson_line({file, 3, 20}, sources, diagnostics);
  REQUIRE(document);
  CHECK(document->json == R"({"kind": "Fair"})");
  const FileId json = sources.add_translated("list.ndjson", document->json, document->origins);
  CHECK(sources.place({json, 9, 15}).in_words() == "list.ndjson:2:11");
  CHECK(!translate_ndjson_line({file, 2, 3}, sources, diagnostics));
}
