// YAML as the JSON of a document: what each word is, where each value comes from, what is refused, hostile
// texts.
#include "runtime/read/yaml/yaml.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "runtime/read/json/json.h"
#include "tests/unit/reader_meeting.h"

using namespace precept;
using test::Meeting;

namespace {

const Meeting& meeting() {
  static const Meeting schema;
  return schema;
}

const DocumentTypes& types() {
  static const Program* const kPolicy = &meeting().program;
  static const DocumentTypes kTypes(std::span(&kPolicy, 1));
  return kTypes;
}

/// What translating a text gave, and reading it.
struct Translation {
  explicit Translation(std::string text, const DocumentTypes& of = types()) {
    yaml = sources.add("meeting.yaml", std::move(text));
    translated = translate_yaml(yaml, sources, of, diagnostics);
    CHECK((translated == std::nullopt) == diagnostics.has_errors());
    if (translated) check_origins();
  }

  /// Origins are by their begin, outer ones first, none reaches beyond what is around it, and all are places.
  void check_origins() const {
    CHECK(nlohmann::json::accept(translated->json));
    std::vector<Origin> around;
    std::uint32_t before = 0;
    for (const Origin& each : translated->origins) {
      REQUIRE(before <= each.begin);
      REQUIRE(each.begin < each.end);
      REQUIRE(each.end <= translated->json.size());
      REQUIRE(each.from.begin <= each.from.end);
      REQUIRE(each.from.end <= sources.file(yaml).text.size());
      before = each.begin;
      while (!around.empty() && around.back().end <= each.begin) around.pop_back();
      if (!around.empty()) REQUIRE(each.end <= around.back().end);
      around.push_back(each);
    }
  }

  Translation& read() {
    REQUIRE(translated);
    const FileId json = sources.add_translated("meeting.yaml", translated->json, translated->origins);
    document = read_json(json, sources, meeting().program, 0, diagnostics);
    return *this;
  }

  std::string json() const { return translated ? translated->json : mistakes(); }

  /// A line for each mistake: "E4005 3:7 message | help".
  std::string mistakes() const {
    std::string result;
    for (const Diagnostic& each : diagnostics.all()) {
      if (!result.empty()) result += "\n";
      result += info(each.kind).code;
      for (const Label& label : each.labels) {
        const Span place = sources.origin(label.span);
        CHECK(place.file == yaml);
        const LineColumn at = sources.locate(place.file, place.begin);
        result += fmt::format(" {}:{}", at.line, at.column);
        if (!label.words.empty()) result += fmt::format(" ({})", label.words);
      }
      result += " " + each.message;
      if (!each.help.empty()) result += " | " + each.help;
    }
    return result;
  }

  Sources sources;
  FileId yaml = kNoFile;
  Diagnostics diagnostics;
  std::optional<Translated> translated;
  std::unique_ptr<Document> document;
};

std::string json(std::string text) {
  return Translation(std::move(text)).json();
}
/// The member `x` of a meeting that has these lines, as JSON; nothing where it is left out.
std::string member(std::string_view name, const std::string& lines) {
  const auto whole = nlohmann::json::parse(json("kind: Meeting\n" + lines));
  return whole.contains(name) ? whole[name].dump() : "";
}
std::string person(std::string_view name, const std::string& line) {
  const auto whole = nlohmann::json::parse(json("kind: Meeting\nattendance:\n  - " + line + "\n"));
  const auto& one = whole["attendance"][0];
  return one.contains(name) ? one[name].dump() : "";
}
std::string read(std::string text) {
  return Translation(std::move(text)).read().mistakes();
}
std::string codes(std::string text) {
  const Translation result(std::move(text));
  std::string codes;
  for (const Diagnostic& each : result.diagnostics.all()) codes += info(each.kind).code;
  return codes;
}

const std::string kMeeting = "kind: Meeting\n";

}  // namespace

TEST_CASE("a document is an object with its fields") {
  CHECK(
      json(
          "# a list\nkind: Meeting\nname: SG12RG-AFR  # of 12\ngroup:\n  parent: SG12\ntopics: [a, b c]\n") ==
      R"({"kind":"Meeting","name":"SG12RG-AFR","group":{"parent":"SG12"},"topics":["a","b c"]})");
  CHECK(json("{kind: Meeting, name: a}") == R"({"kind":"Meeting","name":"a"})");
  CHECK(json(R"({"kind": "Meeting", "seats": 4, "topics": ["a"]})") ==
        R"({"kind":"Meeting","seats":4,"topics":["a"]})");
  CHECK(json("\xEF\xBB\xBFkind: Meeting\r\nname: a\r\n") == R"({"kind":"Meeting","name":"a"})");
  CHECK(json("%YAML 1.2\n---\nkind: Meeting\n...\n# end\n") == R"({"kind":"Meeting"})");
  CHECK(json("kind: Meeting") == R"({"kind":"Meeting"})");
  CHECK(json("kind: Meeting\ntopics: []\ngroup: {}\n") == R"({"kind":"Meeting","topics":[],"group":{}})");
}

TEST_CASE("in a text, enum, key or date a plain word is what is written") {
  for (const char* word : {"007", "1.10", "0x1F", "12:30:00", "1_000", "on", "NO", "yes", "2023-03-14", "-1",
                           ".inf", "nULL", "True", "1e3"}) {
    CAPTURE(word);
    CHECK(member("name", fmt::format("name: {}\n", word)) == fmt::format("\"{}\"", word));
    CHECK(member("topics", fmt::format("topics: [{}]\n", word)) == fmt::format("[\"{}\"]", word));
    CHECK(person("country", fmt::format("country: {}", word)) == fmt::format("\"{}\"", word));
    CHECK(person("acts", fmt::format("acts: [{}]", word)) == fmt::format("[\"{}\"]", word));
    CHECK(member("date", fmt::format("date: {}\n", word)) == fmt::format("\"{}\"", word));
  }
}

TEST_CASE("in a truth yes, no, true and false are truths, in any letter case") {
  for (const char* word : {"yes", "Yes", "YES", "true", "True", "tRUE"})
    CHECK(person("invited", fmt::format("invited: {}", word)) == "true");
  for (const char* word : {"no", "No", "NO", "false", "False", "FALSE"})
    CHECK(person("invited", fmt::format("invited: {}", word)) == "false");
  for (const char* word : {"on", "off", "y", "n", "1", "0"})
    CHECK(person("invited", fmt::format("invited: {}", word)) == fmt::format("\"{}\"", word));
}

TEST_CASE("in an int or duration a number is one") {
  for (const char* word : {"40", "-3", "0", "5.5", "1e3"}) {
    CHECK(json(kMeeting + fmt::format("seats: {}\n", word)) ==
          fmt::format(R"({{"kind":"Meeting","seats":{}}})", word));
    CHECK(json(kMeeting + fmt::format("length: {}\n", word)) ==
          fmt::format(R"({{"kind":"Meeting","length":{}}})", word));
  }
  for (const char* word : {"010", "+5", "0x1F", "1_000", "four", "yes"})
    CHECK(member("seats", fmt::format("seats: {}\n", word)) == fmt::format("\"{}\"", word));
}

TEST_CASE("in quotes or a block it is a text") {
  CHECK(member("seats", "seats: \"40\"\n") == "\"40\"");
  CHECK(person("invited", "invited: 'yes'") == "\"yes\"");
  CHECK(member("name", "name: \"null\"\n") == "\"null\"");
  CHECK(member("name", "name: ''\n") == "\"\"");
  CHECK(member("name", "name: 'it''s'\n") == "\"it's\"");
  CHECK(member("name", "name: \"a\\n\\x41\\u00e9 \\\"b\\\"\"\n") == "\"a\\nAé \\\"b\\\"\"");
  CHECK(member("name", "name: |\n  one\n  two\n") == "\"one\\ntwo\\n\"");
  CHECK(member("name", "name: >-\n  one\n  two\n") == "\"one two\"");
  CHECK(member("seats", "seats: !!str 40\n") == "\"40\"");
  CHECK(member("seats", "seats: ! 40\n") == "\"40\"");
  CHECK(member("seats", "seats: !!int \"40\"\n") == "40");
}

TEST_CASE("nothing and null leave a field out; in a list they are null") {
  for (const char* word : {"", " ", "~", "null", "Null", "NULL", "  # later", "!!null"}) {
    CAPTURE(word);
    CHECK(json(kMeeting + fmt::format("name: {}\nseats: {}\ntopics: {}\ngroup: {}\n", word, word, word,
                                      word)) == R"({"kind":"Meeting"})");
    CHECK(person("invited", fmt::format("invited: {}\n    name: a", word)) == "");
  }
  CHECK(member("topics", "topics:\n  - a\n  -\n  - ~\n") == "[\"a\",null,null]");
  // A field that nobody knows is not left out: its name is a mistake.
  CHECK(member("nam", "nam: ~\n") == "null");
  CHECK(json("kind: ~\nname: a\n") == R"({"kind":null,"name":"a"})");
}

TEST_CASE("null says none where a field has a default as well") {
  struct Fee : test::SchemaBuilder {
    Fee() {
      level(kAbsent, "");
      program::Field fee = field("fee", program::Form::Int, kAbsent, program::IfAbsent::Default);
      fee.or_none = 1;
      unit("Fee", object("Fee", {fee}));
    }
  };
  const Fee fee;
  const Program* const policy = &fee.program;
  const DocumentTypes of(std::span(&policy, 1));
  CHECK(Translation("kind: Fee\nfee: null\n", of).json() == R"({"kind":"Fee","fee":null})");
}

TEST_CASE("where nothing is known of the place, a plain word is a text") {
  CHECK(json("kind: Ball\nseats: 4\nopen: yes\nname: ~\n") ==
        R"({"kind":"Ball","seats":"4","open":"yes","name":null})");
  CHECK(json("seats: 4\n") == R"({"seats":"4"})");
  CHECK(member("sets", "sets: {seats: 4}\n") == R"({"seats":"4"})");
  CHECK(json("- 1\n- a\n") == R"(["1","a"])");
  CHECK(json("word") == "\"word\"");
}

TEST_CASE("attestations have types of their own") {
  CHECK(
      member("attestations",
             "attestations:\n  - {judgement: urgent, value: yes, by: 007, date: 2023-03-14, reason: ~}\n") ==
      R"([{"by":"007","date":"2023-03-14","judgement":"urgent","value":true}])");
}

TEST_CASE("where versions of a policy differ, a truth or a number counts more than a text") {
  struct Version : test::SchemaBuilder {
    explicit Version(program::Form form) {
      level(kAbsent, "");
      unit("Fee", object("Fee", {field("fee", form, kAbsent)}));
    }
  };
  const Version text(program::Form::Text), number(program::Form::Int);
  for (const auto& policies :
       {std::vector{&text.program, &number.program}, {&number.program, &text.program}}) {
    const std::vector<const Program*> both(policies.begin(), policies.end());
    const DocumentTypes of(both);
    CHECK(Translation("kind: Fee\nfee: 12\n", of).json() == R"({"kind":"Fee","fee":12})");
    CHECK(Translation("kind: Fee\nfee: \"12\"\n", of).json() == R"({"kind":"Fee","fee":"12"})");
    CHECK(Translation("kind: Fee\nfee: 012\n", of).json() == R"({"kind":"Fee","fee":"012"})");
  }
}

TEST_CASE("every value and name comes from its place") {
  const Translation read(
      "kind: Meeting\nname: \"é\"\nattendance:\n  - country: NO\n    remark: |\n      a\n      b\n  - "
      "{invited: yes}\n");
  REQUIRE(read.translated);
  std::string origins;
  const std::string& text = read.translated->json;
  for (const Origin& each : read.translated->origins) {
    const LineColumn at = read.sources.locate(each.from.file, each.from.begin);
    std::string written(read.sources.text(each.from));
    std::ranges::replace(written, '\n', '/');
    origins += fmt::format("{} < {}:{} {}\n", text.substr(each.begin, each.end - each.begin), at.line,
                           at.column, written);
  }
  CHECK(origins ==
        text +
            " < 1:1 kind: Meeting/name: \"é\"/attendance:/  - country: NO/    remark: |/      a/      b/  - "
            "{invited: yes}\n"
            "\"kind\" < 1:1 kind\n"
            "\"Meeting\" < 1:7 Meeting\n"
            "\"name\" < 2:1 name\n"
            "\"é\" < 2:7 \"é\"\n"
            "\"attendance\" < 3:1 attendance\n"
            "[{\"country\":\"NO\",\"remark\":\"a\\nb\\n\"},{\"invited\":true}] < 4:3 - country: NO/    "
            "remark: |/      a/      "
            "b/  - {invited: yes}\n"
            "{\"country\":\"NO\",\"remark\":\"a\\nb\\n\"} < 4:5 country: NO/    remark: |/      a/      b\n"
            "\"country\" < 4:5 country\n"
            "\"NO\" < 4:14 NO\n"
            "\"remark\" < 5:5 remark\n"
            "\"a\\nb\\n\" < 6:7 a/      b\n"
            "{\"invited\":true} < 8:5 {invited: yes}\n"
            "\"invited\" < 8:6 invited\n"
            "true < 8:15 yes\n");
}

TEST_CASE("the reader's mistakes are told at their place in the YAML") {
  CHECK(read(kMeeting + "nam: a\n")
            .starts_with("E4003 2:1 a `Meeting` has no field `nam` | did you mean `name`?"));
  CHECK(read(kMeeting + "seats:  many\n") ==
        "E4005 2:9 `seats` is the text \"many\"; an int is a whole number, without quotes");
  CHECK(read(kMeeting + "attendance:\n  - name: A\n    country: XX\n")
            .starts_with("E4007 4:14 `Country` has no key `XX`"));
  CHECK(read(kMeeting + "date: 2023-02-30\n").starts_with("E4009 2:7 "));
  CHECK(read(kMeeting + "topics:\n  - a\n  -\n").starts_with("E4005 4:3 an element of `topics` is null"));
  CHECK(read(kMeeting + "topics: a, b\n").starts_with("E4005 2:9 `topics` is the text \"a, b\""));
  CHECK(read(kMeeting + "group:\n  - parent\n").starts_with("E4005 3:3 `group` is a list"));
  CHECK(read(kMeeting + "name:\n  first: a\n").starts_with("E4005 3:3 `name` is an object"));
  CHECK(read(kMeeting + "<<: {name: a}\n").starts_with("E4003 2:1 a `Meeting` has no field `<<`"));
  CHECK(read(kMeeting + "name: a\u200Bb\n").starts_with("E4030 2:7 "));
  CHECK(read("- kind: Meeting\n").starts_with("E4005 1:1 the document is a list"));
  CHECK(read(kMeeting + "name: SG12RG-AFR\nseats: 3\n") == "");
}

TEST_CASE("a mistake shows the line of the YAML") {
  Translation result(kMeeting + "attendance:\n  - name: A\n    country: XX  # where?\n");
  result.read();
  const std::string told = diagnostics_text(result.diagnostics, result.sources, Color::Off);
  CHECK_MESSAGE(told.find(" --> meeting.yaml:4:14\n") != std::string::npos, told);
  CHECK_MESSAGE(told.find("4 |     country: XX  # where?\n  |              ^^\n") != std::string::npos, told);
}

TEST_CASE("an alias stands for its value") {
  CHECK(
      json(kMeeting + "name: &n A\nattendance:\n  - name: *n\n    tags: &t [AFR, EUR]\n  - tags: *t\n") ==
      R"({"kind":"Meeting","name":"A","attendance":[{"name":"A","tags":["AFR","EUR"]},{"tags":["AFR","EUR"]}]})");
  // The field where it stands decides, not the one where it is written.
  CHECK(json(kMeeting + "name: &n 12\nseats: *n\n") == R"({"kind":"Meeting","name":"12","seats":12})");
  CHECK(json(kMeeting + "name: &n ~\nattendance: [{name: *n}]\n") ==
        R"({"kind":"Meeting","attendance":[{}]})");
  CHECK(json(kMeeting + "topics: [&x a, &x b, *x]\n") == R"({"kind":"Meeting","topics":["a","b","b"]})");
  CHECK(json("kind: &k Meeting\n? &n name\n: a\ntopics: [*n]\n") ==
        R"({"kind":"Meeting","name":"a","topics":["name"]})");
  CHECK(json("&r kind: Meeting\nname: *r\n") == R"({"kind":"Meeting","name":"kind"})");
  // The alias is the place of all that it stands for.
  CHECK(read(kMeeting + "attendance:\n  - tags: &t [AFR]\n    acts: *t\n")
            .starts_with("E4006 4:11 `Act` has no member `AFR`"));
}

TEST_CASE("an alias of nothing or of what it is in is refused") {
  CHECK(
      json(kMeeting + "name: *n\n") ==
      "E4022 2:7 no anchor `&n` stands before the alias `*n` | a text that begins with `*` stands in quotes");
  CHECK(json(kMeeting + "name: &number a\ntopics: [*numbre]\n") ==
        "E4022 3:10 no anchor `&numbre` stands before the alias `*numbre` | did you mean `number`?");
  CHECK(json(kMeeting + "group: &g\n  charter: *g\n") ==
        "E4022 3:12 `*g` stands for a value that it is itself in");
  CHECK(json(kMeeting + "topics: [*a, &a b]\n").starts_with("E4022 2:10 "));
}

TEST_CASE("a name given twice is refused at the second") {
  CHECK(json(kMeeting + "name: a\nseats: 3\n\"name\": b\n") ==
        "E4004 4:1 2:1 (first given here) `name` is given twice");
  CHECK(json(kMeeting + "attendance:\n  - {country: NO, country: SE}\n") ==
        "E4004 3:19 3:6 (first given here) `country` is given twice");
  CHECK(json("a: 1\na: 2\na: 3\n") ==
        "E4004 2:1 1:1 (first given here) `a` is given twice\nE4004 3:1 2:1 (first given here) `a` is given "
        "twice");
  CHECK(json("<<: 1\n<<: 2\n").starts_with("E4004 2:1"));
}

TEST_CASE("tags beyond YAML's own, names that are no words and further documents are refused") {
  CHECK(json(kMeeting + "name: !!python/object:os.system x\n") ==
        "E4022 2:7 the tag `!!python/object:os.system` says nothing that a document could hold | leave it "
        "out: the "
        "field decides what its value is");
  CHECK(codes(kMeeting + "group: !!set {a}\n") == "E4022");
  CHECK(codes(kMeeting + "name: !mine x\n") == "E4022");
  CHECK(codes(kMeeting + "group: !!str {a: b}\n") == "E4022");
  CHECK(codes(kMeeting + "name: !!map x\n") == "E4022");
  CHECK(codes("!!map {kind: !!str Meeting, topics: !!seq [a]}\n") == "");
  CHECK(json("? [a, b]\n: c\n") == "E4022 1:3 the name of a field is a list; it is a word");
  CHECK(codes("? {a: b}\n: c\n") == "E4022");
  CHECK(json(kMeeting + "---\nkind: Meeting\n") ==
        "E4022 2:1 a second document begins here; a YAML file holds one | write each document to a file of "
        "its own");
  CHECK(codes(kMeeting + "...\nkind: Meeting\n") == "E4022");
}

TEST_CASE("a tab in the indentation is told on its line") {
  const std::string told = " a tab in the indentation of a line | YAML indents with blanks only";
  CHECK(json("kind: Meeting\ngroup:\n  parent: SG5\n\tregion: AFR\nname: a\n") == "E4002 4:1" + told);
  CHECK(json("kind: Meeting\ngroup:\n  parent: SG5\n  \tregion: AFR\nname: a\n") == "E4002 4:3" + told);
  CHECK(json("topics:\n\t- a\n") == "E4002 2:1" + told);
  CHECK(json("\tkind: a\n") == "E4002 1:1" + told);
  CHECK(member("topics", "topics: [a,\t\tb]\t# c\n") == R"(["a","b"])");
}

TEST_CASE("what is no YAML is told in words of ours, at what is to be changed") {
  struct Row {
    std::string text, told;
  };
  const Row rows[] = {
      {"name: Joe: x\n", "1:10 a colon with a blank behind it, in a text without quotes"},
      {"name: a\n  seats: 3\n", "2:3 the line before has not ended where this name begins"},
      {"kind Meeting\nname: a\n", "2:1 the line before has not ended where this name begins"},
      {"kind: a\nname\nseats: 3\n", "2:1 a line that is no field"},
      {"kind: a\nname\n", "2:1 a line that is no field"},
      {"kind: a\n- b\n", "2:1 this is no field, but stands where the object goes on"},
      {"- a\nb: c\n", "2:1 this is no element, but stands where the list goes on"},
      {"a:\n   b: 1\n  c: 2\n", "3:3 this line is level with nothing that it could belong to"},
      {"a:\n  - b\n - c\n", "3:2 this line is level with nothing that it could belong to"},
      {"topics: - a\n", "1:9 a list begins on the line of its name"},
      {"name: @x\n", "1:7 a text without quotes cannot begin with this character"},
      {"name: `x`\n", "1:7 a text without quotes cannot begin with this character"},
      {"name: %x\n", "1:7 a text without quotes cannot begin with this character"},
      {"name: \"x\n", "1:7 a text that is not closed"},
      {"name: 'x\n", "1:7 a text that is not closed"},
      {"name: \"x\nseats: 3\n", "1:7 a text that is not closed where the next line begins"},
      {"name: \"a\\q\"\n", "1:9 an escape that YAML does not have"},
      {"name: 'it's'\n", "1:11 the text has ended before this"},
      {"name: \"a\" b\n", "1:11 the text has ended before this"},
      {"topics: [a, b\n", "2:1 1:9 (opened here) the document ends where `,` or `]` is expected"},
      {"topics: [a,\nname: b\n",
       "2:1 1:9 (opened here) a line that stands less deep than what its brackets belong to"},
      {"group: {a: b c: d}\n",
       "1:15 1:8 (opened here) something else where `,` or the closing bracket is expected"},
      {"topics: [a}\n", "1:11 1:9 (opened here) a closing bracket of another kind than the opening one"},
      {"topics: [a]]\n", "1:12 a bracket that closes nothing"},
      {"name: *\n", "1:8 an alias without a name"},
      {"name: & b\n", "1:8 an anchor without a name"},
      {"name: !x!y z\n", "1:7 a tag that nothing declares"},
      {"name: a\n... b\n", "2:5 text behind the end of the document, which `...` is"},
      {"%FOO\n---\nname: a\n", "1:2 a directive that is not known"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::string told = json(row.text);
    CHECK_MESSAGE(told.starts_with("E4002 " + row.told), told);
  }
  CHECK(codes("name: |3x\n") == "E4002");  // in libfyaml's words
  CHECK(codes("%YAML 3.0\n---\nname: a\n") == "E4002");
  CHECK(codes("name: a\n%x\n") == "E4002");  // libfyaml warns and drops the line
}

TEST_CASE("bytes that are no text, and nothing at all") {
  CHECK(json("name: caf\xE9\n") == "E4012 1:10 byte 9 (0xE9) is not valid UTF-8 | save the file as UTF-8");
  CHECK(json(std::string("\xFF\xFEk\0:\0", 6)).ends_with("the file is in UTF-16; save it as UTF-8"));
  CHECK(json(std::string("name: a\0b\nseats: 3\n", 19)) ==
        "E4002 1:8 a control character (0x00), which YAML does not have | leave it out");
  for (const char* text :
       {"", "\n\n", "# only\n", "---\n", "--- ~\n", "---\n# nothing\n...\n", "\xEF\xBB\xBF"}) {
    CAPTURE(text);
    const std::string told = json(text);
    if (std::string_view(text) == "--- ~\n") continue;  // null: the reader says what a document is
    CHECK_MESSAGE(told.starts_with("E4013 1:1 the document is empty | a document is an object"), told);
  }
  CHECK(json("--- ~\n") == "null");
}

// ---- hostile texts -------------------------------------------------------------------------------------

TEST_CASE("aliases of aliases are refused by what they stand for") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i,
                        i - 1);
  }
  CHECK(codes(bomb) == "E4011");
  // Members that are left out cost as much.
  std::string empty = "kind: Meeting\nname: &a0 [{name: ~, name: ~}]\n";
  empty = "kind: Meeting\nattendance: &a [" + [] {
    std::string all;
    for (int i = 0; i < 20'000; ++i) all += "{name: ~, invited: ~},";
    return all;
  }() + "]\ntopics: [";
  for (int i = 0; i < 20'000; ++i) empty += "*a,";
  CHECK(codes(empty + "]\n") == "E4011");
}

TEST_CASE("a document that is too deep is refused, as written and by its aliases") {
  CHECK(codes(std::string(100'000, '[')) == "E4010");
  CHECK(codes(std::string(100'000, '[') + std::string(100'000, ']')) == "E4010");
  CHECK(codes(std::string(100'000, '{')) == "E4022");  // the name of a field is an object
  std::string dashes;
  for (int i = 0; i < 100'000; ++i) dashes += "- ";
  CHECK(codes(dashes) == "E4010");
  CHECK(codes(std::string(500, '[') + std::string(500, ']')) == "");
  CHECK(codes(std::string(501, '[') + std::string(501, ']')) == "E4010");
  const std::string deep = std::string(300, '[') + std::string(300, ']');
  CHECK(codes("a: &a " + deep + "\nb: &b " + std::string(198, '[') + "*a" + std::string(198, ']') + "\n") ==
        "");
  CHECK(json("a: &a " + deep + "\nb: &b " + std::string(200, '[') + "*a" + std::string(200, ']') + "\n")
            .starts_with("E4010 2:207 with this alias the document is nested more than 500 levels deep"));
}

TEST_CASE("long scalars and long lists are read as they are") {
  const std::string long_text(10'000'000, 'x');
  CHECK(json(kMeeting + "name: " + long_text + "\n") ==
        "{\"kind\":\"Meeting\",\"name\":\"" + long_text + "\"}");
  CHECK(json(kMeeting + "name: \"" + long_text + "\"\n").size() == long_text.size() + 28);
  std::string list = kMeeting + "topics:\n";
  for (int i = 0; i < 200'000; ++i) list += "  - a\n";
  CHECK(json(list).size() == 29 + 200'000 * 4);
}

TEST_CASE("a text in quotes may go over several lines, with escapes it may not") {
  CHECK(member("name", "name: \"a\n  b\n\n  c\"\n") == R"("a b\nc")");
  CHECK(member("name", "name: 'a\\\n  b'\n") == R"("a\\ b")");
  CHECK(json("name: \"a\\\n  b\"\n") ==
        "E4022 1:7 a text in double quotes, with escapes, goes on over the end of its line | write it on one "
        "line");
}

TEST_CASE("the words of a block are those that are written") {
  // libfyaml puts bytes of memory behind these.
  CHECK(member("name", "name: >\n x\n\n  -:?\nseats: 3\n") == R"("x -:?")");
  CHECK(json("kind: Meeting\nname: >") == R"({"kind":"Meeting","name":""})");
  CHECK(json("kind: Meeting\nname: |\nseats: 3\n") == R"({"kind":"Meeting","name":"","seats":3})");
  // And takes this field for the text of the block above.
  CHECK(json("attendance:\n  - remark: |\n    country: NO\n") ==
        "E4002 3:5 the text of a block stands deeper than its name | indent its lines; a text with nothing "
        "in it is "
        "written \"\"");
  CHECK(codes("topics:\n- |\n a\n- >-\n  b\n") == "");
  CHECK(codes("--- |\na\n") == "");
}

TEST_CASE("no bytes break it, and what is taken is JSON") {
  std::mt19937 random(7);
  const std::string_view kinds = "abc:-?[]{},#&*!|>'\"%@` \n\t~\\.0";
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 60, ' ');
    const bool is_wild = i % 4 == 0;
    for (char& c : text) c = is_wild ? static_cast<char>(random()) : kinds[random() % kinds.size()];
    CAPTURE(text);
    (void)Translation(text);
  }
  // A sound document with a few bytes changed.
  const std::string sound =
      "kind: Meeting\nname: &n \"é\\n\"\ngroup:\n  parent: SG12\ntopics: [a, *n, 'b']\nattendance:\n  - "
      "name: >-\n"
      "      A\n      B\n    country: NO\n    ? invited\n    : yes\n  - {acts: [attend], tags: !!seq []}\n";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = sound;
    for (int change = 0; change < 3; ++change) text[random() % text.size()] = kinds[random() % kinds.size()];
    CAPTURE(text);
    Translation result(text);
    if (result.translated) result.read();
  }
}
