// TOML as our files have it: everything with its place, and one message for each mistake.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/toml/parse.h"
#include "base/toml/reader.h"

using namespace precept;
using namespace precept::toml;

namespace {

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Value> root;

  explicit Read(const std::string& text) { root = parse(sources.add("a.toml", text), sources, diagnostics); }
  const Table& table() const { return *root->as<Table>(); }
  /// "2:13" and the text there.
  std::string at(Span span) const {
    const Place place = sources.place(span);
    return std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           std::string(sources.text(span));
  }
  /// Of the first mistake: its code, place and message.
  std::string mistake() const {
    if (diagnostics.all().empty()) return {};
    const Diagnostic& first = diagnostics.all().front();
    const std::string place = first.labels.empty() ? "" : at(first.labels.front().span);
    return std::string(info(first.kind).code) + " " + place.substr(0, place.find(' ')) + " " + first.message;
  }
};

const Value& member(const Table& table, std::string_view key) {
  for (const Member& one : table) {
    if (one.key == key) return one.value;
  }
  throw std::out_of_range(std::string(key));
}

}  // namespace

TEST_CASE("keys and values have their places, whatever stands before them") {
  const Read read("\xEF\xBB\xBFname = \"héé\"  # é\r\nb = [1, \"éé\", 2025-06-30]\n\n[x.y]\nz = true\n");
  REQUIRE(read.root);
  CHECK(read.at(member(read.table(), "name").place) == "1:8 \"héé\"");
  const Array& list = *member(read.table(), "b").as<Array>();
  CHECK(read.at(list[1].place) == "2:9 \"éé\"");
  CHECK(read.at(list[2].place) == "2:15 2025-06-30");
  CHECK(format_date(list[2].as<Date>()->day) == "2025-06-30");
  const Table& x = *member(read.table(), "x").as<Table>();
  CHECK(read.at(x.front().key_place).starts_with("4:"));
  const Table& y = *x.front().value.as<Table>();
  CHECK(read.at(y.front().key_place) == "5:1 z");
  CHECK(read.at(y.front().value.place) == "5:5 true");
}

TEST_CASE("members keep the order of the text") {
  const Read read("zebra = 1\napple = 2\n[m]\n[b]\n[[c]]\n[[c]]\n");
  REQUIRE(read.root);
  std::string order;
  for (const Member& one : read.table()) order += one.key + " ";
  CHECK(order == "zebra apple m b c ");
  CHECK(member(read.table(), "c").as<Array>()->size() == 2);
}

TEST_CASE("a text that is no TOML is refused at its place") {
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {"a = 1\na = 2\n", "E5060 2:"},
      {"a = \n", "E5060 1:"},
      {"a = \"x\n", "E5060 1:"},
      {"[t]\nx = 1\n[t]\ny = 2\n", "E5060 3:"},
      {"a = 1\rb = 2\n", "E5060 1:6 a carriage return alone"},
      {"# note\rstrict = true\n", "E5060 1:7 a carriage return alone"},
      {"# note\vstrict = true\n", "E5060 1:7 a vertical tab"},
      {"# note\fstrict = true\n", "E5060 1:7 a form feed"},
      {"# note\xC2\x85strict = true\n", "E5060 1:7 a next-line sign"},
      {"# note\xE2\x80\xA8strict = true\n", "E5060 1:7 a line separator"},
      {"# note\xE2\x80\xA9strict = true\n", "E5060 1:7 a paragraph separator"},
      {"a = \"\"\"x\xE2\x80\xA8y\"\"\"\n", "E5060 1:9 a line separator"},
      {"# \xE2\x80\xAE eslaf\n", "E5060 1:3 U+202E"},
      {"a = \"x\xE2\x80\x8By\"\n", "E5060 1:7 U+200B"},
      {"a = \"x\\u200By\"\n", "E5060 1:5 U+200B"},
      {"\"a\\u200B\" = 1\n", "E5060 1:1 U+200B"},
      {"a = \"\xFF\"\n", "E5060 1:6 this byte is not valid UTF-8"},
      {"a = 2023-02-29\n", "E5060 1:"},
      {"last = 1\r", "E5060 1:9 a carriage return alone"},
  };
  for (const auto& [text, expected] : mistakes) {
    const Read read(text);
    CAPTURE(text);
    CHECK_FALSE(read.root);
    CHECK(read.diagnostics.error_count() == 1);
    CHECK(read.mistake().substr(0, expected.size()) == expected);
  }
}

TEST_CASE("what nests without end is refused, and ends nothing") {
  std::string key = "a", list(100'000, '[');
  for (int i = 0; i < 100'000; ++i) key += ".a";
  for (const std::string& text : {"[" + key + "]\n", key + " = 1\n", "a = " + list}) {
    const Read read(text);
    CHECK_FALSE(read.root);
    CHECK(read.diagnostics.error_count() == 1);
    CHECK(read.diagnostics.all().front().message.size() < 500);
  }
  // As deep as one line may go, in every one of the nested values.
  std::string dots = "a", deep;
  for (int i = 0; i < 190; ++i) dots += ".a";
  for (int i = 0; i < 8; ++i) deep += (i == 0 ? "" : "[\n{") + dots + " = ";
  CHECK_FALSE(Read(deep + std::string(7, '}')).root);
}

TEST_CASE("a reader of a table tells what is wrong with it, once each") {
  struct Case {
    std::string text, expected, help;
  };
  const std::vector<Case> cases{
      {"strct = true\n", "E5061 1:1 the file has no `strct`", "did you mean `strict`?"},
      {"zzz = 1\n", "E5061 1:1 the file has no `zzz`", "its keys are `strict`, `policies`"},
      {"strict = \"yes\"\n", "E5062 1:10 `strict` is a text; it is to be `true` or `false`",
       "write `strict ="},
      {"policies = [1]\n", "E5062 1:13 `policies` is a number; it is to be a text, or a list", "write"},
      {"policies = \" \"\n", "E5062 1:12 `policies` is empty", "write"},
      {"count = 0.5\n", "E5062 1:9 `count` is a fraction", "write"},
      {"count = -1\n", "E5062 1:9 `count` is -1; it is from 0 to 9", ""},
      {"expires = \"2025-06-30\"\n", "E5062 1:11 `expires` is a text; it is to be a date", "write"},
      {"level = \"eror\"\n", "E5062 1:9 `level` is `eror`", "did you mean `error`?"},
      {"t = 1\n", "E5062 1:5 `t` is a number; it is to be a table", "write `[t]`"},
      {"list = [1]\n", "E5062 1:9 `list` is a number; it is to be a list of tables", "write `[[list]]`"},
  };
  for (const Case& one : cases) {
    Read read(one.text);
    CAPTURE(one.text);
    REQUIRE(read.root);
    TableReader file(read.table(), read.root->place, "the file", read.diagnostics);
    file.truth("strict");
    file.texts("policies");
    file.number("count", 0, 9);
    file.date("expires");
    file.choice("level", {"error", "warning"});
    file.table("t");
    file.tables("list");
    file.finish();
    CHECK(read.diagnostics.all().size() == 1);
    CHECK(read.mistake().substr(0, one.expected.size()) == one.expected);
    CHECK(read.diagnostics.all().front().help.starts_with(one.help));
  }
}

TEST_CASE("a key that must be there is missed at its table") {
  Read read("[x]\n");
  const Member& x = read.table().front();
  TableReader table(*x.value.as<Table>(), x.value.place, "`[x]`", read.diagnostics);
  CHECK_FALSE(table.text("owner", Presence::Required));
  CHECK(read.mistake() == "E5062 1:1 `[x]` has no `owner`");
}

TEST_CASE("what is written is read again") {
  for (const std::string text : {"", "a\"b\\c", "tab\tand é", "two\nlines"}) {
    Read read(key_as_written(text) + " = " + text_as_written(text) + "\n");
    REQUIRE(read.root);
    CHECK(read.table().front().key == text);
    CHECK(*read.table().front().value.as<std::string>() == text);
  }
  CHECK(key_as_written("bare-key_1") == "bare-key_1");
}
