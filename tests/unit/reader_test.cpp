// The JSON reader: each rule of absence, each mistake and its place, hostile bytes.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "checker/signature.h"
#include "runtime/read/json/json.h"
#include "runtime/read/signing.h"
#include "tests/unit/reader_meeting.h"

using namespace precept;
using test::kWhole;
using test::Meeting;

namespace {

const Meeting& meeting() {
  static const Meeting schema;
  return schema;
}

/// What reading a text gave: a document, or mistakes.
struct ReadResult {
  explicit ReadResult(std::string text, ReadLimits limits = {}) {
    FileId file = sources.add("meeting.json", std::move(text));
    document = read_json(file, sources, meeting().program, 0, diagnostics, limits);
    CHECK((document == nullptr) == diagnostics.has_errors());
  }

  std::int32_t code(std::uint32_t column, std::uint32_t row = 0) const {
    REQUIRE(document != nullptr);
    return document->code(meeting().program, column, row);
  }
  std::string text(std::uint32_t column, std::uint32_t row = 0) const {
    return std::string(document->texts.text(code(column, row)));
  }
  const LevelRows& rows(std::uint32_t level) const { return document->levels[level]; }
  const ColumnData& column(std::uint32_t column) const { return document->columns[column]; }
  Interval integer(std::uint32_t index, std::uint32_t row = 0) const {
    const ColumnData& data = column(index);
    return {data.low[row], data.high.empty() ? data.low[row] : data.high[row]};
  }

  /// The only mistake as "E4005 3:7 message", with its help behind " | ".
  std::string mistake() const {
    if (diagnostics.all().size() != 1) return diagnostics_text(diagnostics, sources, Color::Off);
    return line(diagnostics.all()[0]);
  }
  std::string line(const Diagnostic& diagnostic) const {
    std::string result = info(diagnostic.kind).code;
    if (!diagnostic.labels.empty()) {
      LineColumn at = sources.locate(diagnostic.labels[0].span.file, diagnostic.labels[0].span.begin);
      result += " " + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    result += " " + diagnostic.message;
    return diagnostic.help.empty() ? result : result + " | " + diagnostic.help;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> result;
    for (const Diagnostic& diagnostic : diagnostics.all()) result.push_back(info(diagnostic.kind).code);
    return result;
  }

  Sources sources;
  Diagnostics diagnostics;
  std::unique_ptr<Document> document;
};

std::string mistake(std::string text) {
  return ReadResult(std::move(text)).mistake();
}
/// A meeting with one person who has these fields.
std::string person(std::string_view fields) {
  return "{\"attendance\": [{" + std::string(fields) + "}]}";
}

}  // namespace

TEST_CASE("every form goes into its column") {
  ReadResult read_result(kWhole);
  const Meeting& m = meeting();
  INFO(diagnostics_text(read_result.diagnostics, read_result.sources, Color::Off));
  REQUIRE(read_result.document != nullptr);
  CHECK(read_result.text(m.name) == "SG12RG-AFR");
  CHECK(read_result.code(m.date) == *parse_date("2023-03-01"));
  CHECK(read_result.integer(m.seats) == Interval::exactly(40));
  CHECK(read_result.column(m.seats).high.empty());
  CHECK(read_result.integer(m.length) == Interval::exactly(3));
  CHECK(read_result.code(m.group_there) == 0);
  CHECK(read_result.code(m.parent) == 1);
  CHECK(read_result.code(m.group_region) == 0);
  CHECK(read_result.code(m.charter_there) == 0);
  CHECK(read_result.text(m.charter_title) == "Télécom");
  CHECK(read_result.integer(m.page, 1) == Interval::exactly(-2));
  CHECK(read_result.code(m.topics_there) == 0);
  CHECK(read_result.rows(m.topics).count == 3);
  CHECK(read_result.code(m.topic, 0) == read_result.code(m.topic, 2));
  CHECK(read_result.text(m.topic, 1) == "speech");
  CHECK(read_result.code(m.joint_there) == 0);
  CHECK(read_result.rows(m.joint_with).count == 0);
  CHECK(read_result.rows(m.notes).count == 1);
  CHECK(read_result.rows(m.attendance).offsets == std::vector<std::uint32_t>{0, 2});
  CHECK(read_result.text(m.person, 0) == "A. Diallo");
  CHECK(read_result.code(m.person, 1) == kNone);
  CHECK(read_result.code(m.from, 0) == 0);
  CHECK(read_result.code(m.from, 1) == 1);  // by its alpha-3 code
  CHECK(read_result.column(m.acts).masks == std::vector<std::uint64_t>{0b101, 0b001});
  CHECK(read_result.code(m.invited, 0) == 1);
  CHECK(read_result.code(m.eligible, 0) == 0);
  CHECK(read_result.code(m.holds, 0) == 0);
  CHECK(read_result.rows(m.tags).offsets == std::vector<std::uint32_t>{0, 2, 2});
  CHECK(read_result.code(m.tag, 1) == 1);
  CHECK(read_result.rows(m.visits).offsets == std::vector<std::uint32_t>{0, 2, 2});
  CHECK(read_result.integer(m.visit_days, 1) == Interval::exactly(INT64_MAX));
  REQUIRE(read_result.document->attestations.size() == 2);
  CHECK(read_result.document->attestations[0].judgement == 1);
  CHECK(read_result.document->attestations[0].about == kNone);
  CHECK(read_result.document->attestations[0].reason == "it is");
  CHECK(read_result.document->attestations[1].about == read_result.code(m.person, 0));
  CHECK(!read_result.document->attestations[1].value);
  CHECK(read_result.document->attestations[1].by == "B. Sow");
}

TEST_CASE("places of elements and of raw texts lead back to the document") {
  ReadResult read_result(kWhole);
  const Meeting& m = meeting();
  REQUIRE(read_result.document != nullptr);
  std::string_view text = kWhole;
  CHECK(text.substr(read_result.rows(m.attendance).places[1], 13) == R"({"name": null)");
  CHECK(text.substr(read_result.rows(m.topics).places[1], 8) == "\"speech\"");
  CHECK(json_string_at(0, read_result.sources, static_cast<std::uint32_t>(read_result.code(m.remark, 0))) ==
        "said \"no\"");
}

TEST_CASE("absent and null") {
  const Meeting& m = meeting();
  SUBCASE("an empty document") {
    ReadResult read_result("{}");
    CHECK(read_result.code(m.name) == kUnknown);
    CHECK(read_result.code(m.date) == kUnknown);
    CHECK(read_result.integer(m.seats).is_unknown());
    CHECK(read_result.integer(m.length).is_none());
    CHECK(read_result.code(m.topics_there) == kUnknown);
    CHECK(read_result.code(m.joint_there) == kNone);
    CHECK(read_result.code(m.notes_there) == 0);
    CHECK(read_result.code(m.attendance_there) == kUnknown);
    CHECK(read_result.rows(m.topics).offsets == std::vector<std::uint32_t>{0, 0});
    // An absent required object: all that is in it is unknown, even what could be none.
    CHECK(read_result.code(m.group_there) == kUnknown);
    CHECK(read_result.code(m.parent) == kUnknown);
    CHECK(read_result.code(m.group_region) == kUnknown);
    CHECK(read_result.code(m.charter_there) == kUnknown);
    CHECK(read_result.code(m.charter_title) == kUnknown);
    CHECK(read_result.code(m.pages_there()) == kUnknown);
    CHECK(read_result.rows(m.pages).offsets == std::vector<std::uint32_t>{0, 0});
  }
  SUBCASE("an absent optional object is none, and so is all that is in it") {
    ReadResult read_result(R"({"group": {}})");
    CHECK(read_result.code(m.group_there) == 0);
    CHECK(read_result.code(m.parent) == kUnknown);
    CHECK(read_result.code(m.group_region) == kNone);
    CHECK(read_result.code(m.charter_there) == kNone);
    CHECK(read_result.code(m.charter_title) == kNone);
    CHECK(read_result.code(m.pages_there()) == kNone);
    CHECK(read_result.rows(m.pages).offsets == std::vector<std::uint32_t>{0, 0});
  }
  SUBCASE("null is none where none is possible, else unknown") {
    ReadResult read_result(
        R"({"name": null, "seats": null, "length": null, "topics": null, "joint_with": null,
                        "notes": null, "group": {"region": null, "charter": null}, "attendance": [
                        {"acts": null, "invited": null, "office": null}, {}]})");
    CHECK(read_result.code(m.name) == kUnknown);
    CHECK(read_result.integer(m.seats).is_unknown());
    CHECK(read_result.integer(m.length).is_none());
    CHECK(read_result.code(m.topics_there) == kUnknown);
    CHECK(read_result.code(m.joint_there) == kNone);
    CHECK(read_result.code(m.notes_there) == kUnknown);
    CHECK(read_result.code(m.group_region) == kNone);
    CHECK(read_result.code(m.charter_there) == kNone);
    CHECK(read_result.column(m.acts).masks == std::vector<std::uint64_t>{kUnknownSet, 1});
    CHECK(read_result.code(m.invited, 0) == kUnknown);
    CHECK(read_result.code(m.invited, 1) == 0);  // the default is for what is absent
    CHECK(read_result.code(m.holds, 0) == kNone);
    CHECK(read_result.code(m.tags_there, 1) == kUnknown);
    CHECK(read_result.code(m.visits_there, 1) == kNone);
    CHECK(read_result.rows(m.tags).offsets == std::vector<std::uint32_t>{0, 0, 0});
  }
  SUBCASE("a required object that is null is unknown") {
    ReadResult read_result(R"({"group": null})");
    CHECK(read_result.code(m.group_there) == kUnknown);
    CHECK(read_result.code(m.charter_there) == kUnknown);
  }
  SUBCASE("an int that is unknown in one row only") {
    ReadResult read_result(person(R"("visits": [{"days": 1}, {}, {"days": 3}])"));
    CHECK(read_result.integer(m.visit_days, 0) == Interval::exactly(1));
    CHECK(read_result.integer(m.visit_days, 1).is_unknown());
    CHECK(read_result.integer(m.visit_days, 2) == Interval::exactly(3));
  }
}

TEST_CASE("fields in another order from element to element") {
  std::string text = "{\"attendance\": [";
  for (int i = 0; i < 300; ++i) {
    std::string name = "\"name\": \"P" + std::to_string(i) + "\"", from = "\"country\": \"KE\"";
    std::string eligible = i % 2 == 0 ? "\"eligible\": true" : "\"el\\u0069gible\": false";
    const char* separator = i == 0 ? "" : ",";
    switch (i % 3) {
      case 0:
        text += separator + ("{" + name + "," + from + "," + eligible + "}");
        break;
      case 1:
        text += separator + ("{" + eligible + "," + name + "," + from + "}");
        break;
      case 2:
        text += separator + ("{" + from + "," + name + "}");
        break;
    }
  }
  ReadResult read_result(text + "]}");
  const Meeting& m = meeting();
  REQUIRE(read_result.document != nullptr);
  REQUIRE(read_result.rows(m.attendance).count == 300);
  for (std::uint32_t i = 0; i < 300; ++i) {
    CHECK(read_result.text(m.person, i) == "P" + std::to_string(i));
    CHECK(read_result.code(m.from, i) == 0);
    CHECK(read_result.code(m.eligible, i) == (i % 3 == 2 ? kUnknown : i % 2 == 0 ? 1 : 0));
  }
}

TEST_CASE("values of the wrong type, in the language's words") {
  CHECK(mistake(person(R"("invited": "false")")) ==
        "E4005 1:29 `invited` is the text \"false\"; a truth is written true or false | write false, without "
        "quotes");
  CHECK(mistake(person(R"("invited": 1)")) ==
        "E4005 1:29 `invited` is the number 1; a truth is written true or false | write true");
  CHECK(mistake(R"({"name": 12})") ==
        "E4005 1:10 `name` is the number 12; a text is written in quotes | write \"12\"");
  CHECK(mistake(R"({"name": ["a", {"b": [true, 1.5e3]}]})") ==
        "E4005 1:10 `name` is a list; a text is written in quotes");
  CHECK(mistake(R"({"seats": "40"})") ==
        "E4005 1:11 `seats` is the text \"40\"; an int is a whole number, without quotes | write 40");
  CHECK(mistake(R"({"date": 20230301})") ==
        "E4005 1:10 `date` is the number 20230301; a date is a text such as \"2022-03-09\"");
  CHECK(mistake(R"({"group": "SG12"})") ==
        "E4005 1:11 `group` is the text \"SG12\"; a `Group` is an object with its fields, in braces");
  CHECK(mistake(R"({"topics": "Q13/12"})") ==
        "E4005 1:12 `topics` is the text \"Q13/12\"; a list is written in brackets | write [\"Q13/12\"]");
  CHECK(mistake(R"({"topics": ["a", null]})") ==
        "E4005 1:18 an element of `topics` is null; a text is written in quotes | leave the element out");
  CHECK(
      mistake(R"({"attendance": [[]]})") ==
      "E4005 1:17 an element of `attendance` is a list; a `Person` is an object with its fields, in braces");
  CHECK(mistake(person(R"("acts": "attend; decide")")) ==
        "E4005 1:26 `acts` is the text \"attend; decide\"; a set of `Act` is a list of its members, in "
        "brackets | "
        "write [\"attend\", \"decide\"]");
  CHECK(mistake(person(R"("acts": [null])")).starts_with("E4005 1:27 an element of `acts` is null"));
  CHECK(mistake(person(R"("country": 404)")) ==
        "E4005 1:29 `country` is the number 404; a `Country` is given by its key, in quotes | write \"404\"");
  CHECK(mistake(R"({"unread": true})").starts_with("E4005 1:12 `unread` is the truth true"));
  CHECK(mistake(R"({"attendance": [{"visits": [5]}]})")
            .starts_with("E4005 1:29 an element of `visits` is the number 5; a `Visit`"));
  CHECK(mistake(person(R"("office": 1)")).find("an `Office` is the name of one of its members") !=
        std::string::npos);
  CHECK(mistake(R"({"kind": 1})") ==
        "E4005 1:10 `kind` is the number 1; a text is written in quotes | write \"Meeting\"");
  CHECK(mistake(R"([{"kind": "Meeting"}])") ==
        "E4005 1:1 the document is a list; a `Meeting` is an object with its fields, in braces");
}

TEST_CASE("words that are not in the vocabulary") {
  CHECK(mistake(R"({"kind": "Proposal"})") ==
        "E4008 1:10 the document is a `Proposal`, but is to be checked as a `Meeting`");
  CHECK(mistake(R"({"group": {"parent": "SG21"}})") ==
        "E4006 1:22 `StudyGroup` has no member `SG21` | the members of `StudyGroup` are `SG3`, `SG12` and "
        "`SG13`");
  CHECK(mistake(R"({"group": {"region": "afr"}})") ==
        "E4006 1:22 `Region` has no member `afr` | letter case matters: write `AFR`");
  CHECK(mistake(R"({"group": {"region": "africa"}})") ==
        "E4006 1:22 `Region` has no member `africa` | did you mean `AFR`?");
  CHECK(mistake(R"({"group": {"region": "Mars"}})") ==
        "E4006 1:22 `Region` has no member `Mars` | the members of `Region` are `AFR` and `EUR`");
  CHECK(mistake(person(R"("acts": ["attend", "decied"])")) ==
        "E4006 1:37 `Act` has no member `decied` | did you mean `decide`?");
  CHECK(mistake(person(R"("country": "Kenya")")) ==
        "E4007 1:29 `Country` has no key `Kenya` | `Kenya` is known here as `KE`");
  CHECK(mistake(person(R"("country": "kne")")) ==
        "E4007 1:29 `Country` has no key `kne` | the keys of `Country` are `KE`, `DE` and `CI`");
  CHECK(mistake(person(R"("country": "Cote d'Ivoire")")) ==
        "E4007 1:29 `Country` has no key `Cote d'Ivoire` | `Côte d'Ivoire` is known here as "
        "`CI`");
  CHECK(mistake(R"({"unread_list": ["ASP"]})").starts_with("E4006 1:18 `Region` has no member `ASP`"));
  ReadResult escaped(person(R"("country": "\u004bE")"));
  CHECK(escaped.code(meeting().from) == 0);
}

TEST_CASE("unknown and repeated fields") {
  CHECK(mistake(R"({"attendence": [{"x": [[], {}]}, null]})") ==
        "E4003 1:2 a `Meeting` has no field `attendence` | did you mean `attendance`?");
  CHECK(mistake(R"({"group": {"chartr": 1}})") ==
        "E4003 1:12 a `Group` has no field `chartr` | did you mean `charter`?");
  CHECK(mistake(R"({"group": {"zzz": 1}})") ==
        "E4003 1:12 a `Group` has no field `zzz` | its fields are `parent`, `region` and `charter`");
  ReadResult twice(person(R"("invited": false,
    "invited": true)"));
  CHECK(twice.mistake() == "E4004 2:5 `invited` is given twice");
  REQUIRE(twice.diagnostics.all()[0].labels.size() == 2);
  CHECK(twice.diagnostics.all()[0].labels[1].words == "first given here");
  CHECK(twice.sources.text(twice.diagnostics.all()[0].labels[1].span) == "\"invited\"");
  CHECK(mistake(R"({"attestations": [], "attestations": []})").starts_with("E4004 1:22"));
  // The same field of two elements is no repetition.
  CHECK(ReadResult(R"({"attendance": [{"name": "a"}, {"name": "b"}]})").document != nullptr);
}

TEST_CASE("a missing brace is one mistake, not one for each field behind it") {
  ReadResult read_result(R"({"group": {"parent": "SG12", "charter": {"pages": [1]},
    "topics": [], "notes": [], "seats": 1})");
  CHECK(read_result.codes() == std::vector<std::string>{"E4003", "E4002"});
  CHECK(read_result.line(read_result.diagnostics.all()[0]) ==
        "E4003 2:5 a `Group` has no field `topics` | a `Meeting` has it; is a `}` missing before it?");
  const Diagnostic& end = read_result.diagnostics.all()[1];
  REQUIRE(end.labels.size() == 2);
  CHECK(end.labels[1].words == "opened here");
  CHECK(read_result.sources.locate(0, end.labels[1].span.begin).column == 1);
}

TEST_CASE("dates and numbers") {
  CHECK(mistake(R"({"date": "2023-02-29"})") ==
        "E4009 1:10 `2023-02-29` is no day of the calendar | a date is written year, month, day: 2022-03-09");
  CHECK(mistake(R"({"date": "01.03.2023"})").starts_with("E4009 1:10"));
  CHECK(mistake(R"({"seats": 1.5})") ==
        "E4014 1:11 `1.5` is no whole number | a whole number is written in digits, without fraction and "
        "exponent");
  CHECK(mistake(R"({"seats": 1e5})").starts_with("E4014 1:11 `1e5` is no whole number"));
  CHECK(mistake(R"({"seats": 9223372036854775808})") ==
        "E4014 1:11 `9223372036854775808` is beyond the 64 bits of an int");
  CHECK(ReadResult(R"({"seats": -9223372036854775808})").document != nullptr);
  for (const char* number : {"01", "+1", ".5", "1.", "1e", "0x1F", "NaN", "Infinity", "-", "1_000", "--1"}) {
    CAPTURE(number);
    CHECK(mistake("{\"seats\": " + std::string(number) + "}").starts_with("E4002 1:11"));
  }
}

TEST_CASE("mistakes are collected, up to a limit") {
  ReadResult three(R"({"name": 1, "seats": "x", "date": "2023-99-99"})");
  CHECK(three.codes() == std::vector<std::string>{"E4005", "E4005", "E4009"});
  std::string many = "{\"topics\": [";
  for (int i = 0; i < 100; ++i) many += i == 0 ? "1" : ", 1";
  ReadResult limited(many + "]}");
  CHECK(limited.diagnostics.error_count() == 21);
  CHECK(limited.codes().back() == "E0011");
  ReadResult few(many + "]}", {.max_mistakes = 3});
  CHECK(few.diagnostics.error_count() == 4);
}

TEST_CASE("attestations") {
  auto with = [](std::string_view attestations) {
    return mistake("{\"attestations\": [" + std::string(attestations) +
                   "], \"attendance\": [{\"name\": \"A. Diallo\"}]}");
  };
  std::string_view end = R"("value": true, "by": "Bo", "date": "2023-01-01"})";
  auto urgent = [&](std::string_view begin) { return std::string(begin) + std::string(end); };
  CHECK(with(urgent(R"({"judgement": "urgant", )")) ==
        "E4016 1:33 the policy has no judgement `urgant` | did you mean `urgent`?");
  CHECK(with(urgent(R"({"judgement": "urgent", "about": "A. Diallo", )")) ==
        "E4017 1:52 `urgent` is a judgement about the document; it is attested without `about`");
  CHECK(with(urgent(R"({"judgement": "eligible", )")) ==
        "E4017 1:19 this attestation does not say whom it is about; `eligible` is asked about each of "
        "`/attendance` | add `about` with the name");
  CHECK(with(urgent(R"({"judgement": "eligible", "about": "A. Dialo", )")) ==
        "E4017 1:54 nobody in `/attendance` is named `A. Dialo` | did you mean `A. Diallo`?");
  CHECK(with(R"({"judgement": "urgent", "value": null, "by": "Bo"})") ==
        "E4019 1:19 this attestation lacks `value` and `date`");
  CHECK(with(R"({"judgement": "urgent", "value": true, "by": " ", "date": "2023-01-01"})") ==
        "E4019 1:64 `by` is empty; it names the person who attests");
  CHECK(
      with(R"({"judgement": "urgent", "value": true, "by": "T.B.D.", "date": "2023-01-01"})") ==
      "E4033 1:64 `T.B.D.` names nobody; an attestation is by a person or a body | write who attests, with a "
      "whole name: \"chair of SG12\"");
  CHECK(with(R"({"judgement": "urgent", "value": "yes", "by": "Bo", "date": "2023-01-01"})") ==
        "E4005 1:52 `value` is the text \"yes\"; a truth is written true or false | write true, without "
        "quotes");
  CHECK(with(R"({"judgement": "urgent", "value": true, "by": "Bo", "date": "2023-13-01"})")
            .starts_with("E4009 1:"));
  CHECK(with(R"({"judgement": "urgent", "value": true, "by": 5, "date": "2023-01-01"})")
            .starts_with("E4005 1:64"));
  CHECK(with(urgent(R"({"judgement": "urgent", "abuot": "x", )")) ==
        "E4003 1:43 an attestation has no field `abuot` | did you mean `about`?");
  CHECK(with(urgent(R"({"judgement": "urgent", "judgement": "urgent", )")).starts_with("E4004 1:43"));
  CHECK(with(R"("urgent")").starts_with("E4005 1:19 an attestation is the text"));
  CHECK(mistake(R"({"attestations": {}})") ==
        "E4005 1:18 `attestations` is an object; a list is written in brackets");
  CHECK(ReadResult(R"({"attestations": null})").document != nullptr);

  std::string yes = R"({"judgement": "urgent", "value": true, "by": "Bo", "date": "2023-01-01"})";
  std::string no = R"({"judgement": "urgent", "value": false, "by": "Cy", "date": "2023-01-02"})";
  ReadResult same("{\"attestations\": [" + yes + "," + yes + "]}");
  CHECK(same.document != nullptr);
  ReadResult contrary("{\"attestations\": [" + yes + "," + no + "]}");
  CHECK(contrary.mistake() == "E4018 1:125 this attestation contradicts an earlier one about the same");
  REQUIRE(contrary.diagnostics.all()[0].labels.size() == 2);
  CHECK(contrary.diagnostics.all()[0].labels[1].words == "attested here by Bo");
}

TEST_CASE("not JSON") {
  CHECK(mistake("").starts_with("E4013 1:1"));
  CHECK(mistake(" \n\t ").starts_with("E4013 1:1"));
  CHECK(mistake("\xEF\xBB\xBF").starts_with("E4013"));
  CHECK(mistake("hello world") ==
        "E4002 1:1 `hello` where a value is expected | texts and names stand in double quotes");
  CHECK(mistake("kind: Meeting\nname: x\n").starts_with("E4002 1:1"));
  CHECK(mistake("{\"name\": \"x\"") ==
        "E4002 1:13 the document ends where `,` or `}` is expected | is a closing bracket missing, or was "
        "the file cut off?");
  CHECK(mistake("{\"name\": \"x\",}") ==
        "E4002 1:14 `}` where the name of a field is expected | is there a comma too many before it?");
  CHECK(mistake("{\"topics\": [\"x\",]}") ==
        "E4002 1:17 `]` where a value is expected | is there a comma too many before it?");
  CHECK(mistake("{\"topics\": [\"x\" \"y\"]}") == "E4002 1:17 the text \"y\" where `,` or `]` is expected");
  CHECK(mistake("{\"name\" \"x\"}") == "E4002 1:9 the text \"x\" where `:` is expected");
  CHECK(mistake("{name: \"x\"}") ==
        "E4002 1:2 `name` where the name of a field is expected | texts and names stand in double quotes");
  CHECK(mistake("{'name': 'x'}").starts_with("E4002 1:2"));
  CHECK(mistake("{\"name\": tru}").starts_with("E4002 1:10 `tru` where a value is expected"));
  CHECK(mistake("{\"name\": \"x\"}}") ==
        "E4002 1:14 `}` where the end of the document is expected | is there a comma too many before it?");
  CHECK(mistake("{} // done").starts_with("E4002 1:4"));
  CHECK(mistake("{\"name\": \"x") ==
        "E4002 1:10 the document ends within a text that begins here | is the closing quote missing, or was "
        "the "
        "file cut off?");
  CHECK(mistake("{\n \"name\": \"x,\n \"seats\": 1}")
            .starts_with("E4002 2:10 a text is not closed on its line"));
  CHECK(mistake("{\"name\": \"a\tb\"}").starts_with("E4002 1:12 a control character (0x09)"));
  CHECK(
      mistake(std::string("{\"name\": \"a\0b\"}", 15)).starts_with("E4002 1:12 a control character (0x00)"));
  CHECK(mistake(std::string("{\0}", 3)) == "E4002 1:2 byte 0x00 where the name of a field is expected");
  CHECK(mistake(R"({"name": "\x"})") ==
        "E4002 1:11 `\\x` is no escape of JSON | a backslash itself is written \\\\");
  CHECK(mistake(R"({"name": "\ud800 x"})").starts_with("E4002 1:11 `\\ud800` is half a character"));
  CHECK(mistake(R"({"name": "\udc00"})").starts_with("E4002 1:11"));
  CHECK(mistake(R"({"name": "\ud83dA"})").starts_with("E4002 1:11"));
  CHECK(mistake(R"({"name": "\u12G4"})").starts_with("E4002 1:11"));
  CHECK(mistake(R"({"name": "\u12)").starts_with("E4002 1:10"));
  CHECK(mistake("{\"unread\": 1 2}") == "E4002 1:14 `2` where `,` or `}` is expected");
}

TEST_CASE("bytes that are not UTF-8") {
  CHECK(mistake("{\"name\": \"a\xFF\"}") ==
        "E4012 1:12 byte 11 (0xFF) is not valid UTF-8 | save the file as UTF-8");
  CHECK(mistake("{\"name\": \"a\xC0\x80\"}").starts_with("E4012 1:12"));      // overlong
  CHECK(mistake("{\"name\": \"a\xED\xA0\x80\"}").starts_with("E4012 1:12"));  // a surrogate
  CHECK(mistake("{\"name\": \"a\xE2\x82\"}").starts_with("E4012 1:12"));      // cut off
  CHECK(mistake("{\"name\": \"a\xF4\x90\x80\x80\"}").starts_with("E4012 1:12"));
  CHECK(mistake("\xFF\xFE{\0}\0").starts_with("E4012 1:1"));
  CHECK(mistake("{\"na\xFFme\": 1}").starts_with("E4012 1:5"));
  CHECK(mistake("{\"name\": tr\xFFue}").starts_with("E4012"));
  // A mistake before it comes first.
  CHECK(ReadResult("{\"name\": 1, \"date\": \"\xFF\"}").codes() ==
        std::vector<std::string>{"E4005", "E4012"});
}

TEST_CASE("a byte order mark is skipped, and columns do not count it") {
  CHECK(ReadResult("\xEF\xBB\xBF{\"name\": \"x\"}").text(meeting().name) == "x");
  CHECK(mistake("\xEF\xBB\xBF{\"name\": 1}").starts_with("E4005 1:10"));
}

TEST_CASE("escapes are resolved") {
  ReadResult read_result(R"({"name": "\"\\\/\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00"})");
  CHECK(read_result.text(meeting().name) == "\"\\/ A\u00e9\u20ac\U0001F600");
  CHECK(mistake(R"({"name": "a\b"})").starts_with("E4030 1:10 U+0008 (backspace)"));
  CHECK(mistake(R"({"name": "a\u0000"})").starts_with("E4030 1:10 U+0000 (null)"));
}

TEST_CASE("nesting") {
  std::string deep(100000, '[');
  CHECK(mistake(deep).starts_with("E4010 1:501"));
  CHECK(mistake("{\"name\": " + deep).starts_with("E4010"));
  CHECK(mistake("{\"nobody\": " + deep).starts_with("E4010"));
  CHECK(mistake("{\"group\": " + deep).starts_with("E4010"));
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
  CHECK(mistake(objects).starts_with("E4010"));
}

TEST_CASE("sizes") {
  CHECK(ReadResult("{}", {.max_bytes = 1}).mistake() ==
        "E4011 1:1 the document has 2 bytes; at most 1 are read");
  std::string garbage(20'000'000, 'x');
  CHECK(mistake(garbage).starts_with("E4002 1:1"));
  std::string quotes(3'000'000, '"');
  CHECK(ReadResult(quotes).document == nullptr);
  CHECK(ReadResult("{\"name\": \"" + std::string(3'000'000, 'y') + "\"}").text(meeting().name).size() ==
        3'000'000);
  CHECK(mistake("{\"name\": \"" + std::string(3'000'000, ',')).starts_with("E4002 1:10"));
  CHECK(ReadResult(std::string(3'000'000, ' ') + "{}" + std::string(3'000'000, '\n')).document != nullptr);
}

TEST_CASE("a document longer than a window") {
  // Texts full of commas and braces, so that windows are cut within them too; with and without lines.
  for (const char* end : {"", "\n"}) {
    for (std::size_t words : {1u, 7u, 300u}) {
      std::string text = "{\"topics\": [";
      std::size_t count = 2'000'000 / (words * 6 + 8);
      for (std::size_t i = 0; i < count; ++i) {
        text += i == 0 ? "" : std::string(",") + end;
        text += "\"";
        for (std::size_t w = 0; w < words; ++w) text += "},{\\\" ";
        text += std::to_string(i % 1000) + "\"";
      }
      ReadResult read_result(text + "], \"name\": \"last\"}");
      REQUIRE(read_result.document != nullptr);
      CHECK(read_result.rows(meeting().topics).count == count);
      CHECK(read_result.text(meeting().topic, 777).ends_with(" 777"));
      CHECK(read_result.text(meeting().name) == "last");
      std::string_view whole = read_result.sources.file(0).text;
      std::uint32_t place = read_result.rows(meeting().topics).places[static_cast<std::uint32_t>(count - 1)];
      CHECK(whole.substr(place, 5) == "\"},{\\");
    }
  }
}

TEST_CASE("cut off anywhere, a document is one mistake") {
  std::string whole = kWhole;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ReadResult read_result(whole.substr(0, size));
    CAPTURE(size);
    CHECK(read_result.document == nullptr);
    CHECK(read_result.diagnostics.error_count() == 1);
  }
}

TEST_CASE("hostile bytes in any place") {
  std::string whole = kWhole;
  ReadResult sound(whole);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (char byte : {'\0', '"', '\\', '{', ']', ',', ' ', '\n', '\x80', '\xFF', '9', 'e'}) {
      std::string changed = whole;
      changed[i] = byte;
      Sources sources;
      Diagnostics diagnostics;
      auto document = read_json(sources.add("x", changed), sources, meeting().program, 0, diagnostics);
      CHECK((document == nullptr) == diagnostics.has_errors());
      CHECK_MESSAGE(diagnostics.error_count() < 4,
                    changed << diagnostics_text(diagnostics, sources, Color::Off));
      if (document != nullptr) CHECK(document->levels[meeting().attendance].count == 2);
      CHECK((!diagnostics_text(diagnostics, sources, Color::Off).empty() || !diagnostics.has_errors()));
    }
  }
}

TEST_CASE("peeking at the kind") {
  auto peek = [](std::string text) {
    Sources sources;
    Diagnostics diagnostics;
    auto head = peek_json(sources.add("x.json", std::move(text)), sources, diagnostics);
    CHECK(head.has_value() != diagnostics.has_errors());
    return head ? head->kind : std::string(info(diagnostics.all()[0].kind).code);
  };
  CHECK(peek(R"({"kind": "Meeting", garbage)") == "Meeting");
  CHECK(peek(R"({"a": [{"kind": "no"}], "k\u0069nd": "Propos\u0061l"})") == "Proposal");
  CHECK(peek(R"({"name": "x"})") == "E4008");
  CHECK(peek("{}") == "E4008");
  CHECK(peek(R"({"kind": null})") == "E4005");
  CHECK(peek("[1]") == "E4005");
  CHECK(peek("") == "E4013");
  CHECK(peek("{\"a\": \"\xFF\", \"kind\": \"x\"}") == "E4012");
  CHECK(peek("{\"a\": tru}") == "E4002");
  std::string late = "{\"a\": [" + std::string(100000, ' ') + "], \"kind\": \"Meeting\"}";
  CHECK(peek(late) == "Meeting");
}

TEST_CASE("a document that does not say its kind is told the kinds, or the field that is meant") {
  auto told = [](std::string text, std::vector<std::string_view> kinds) {
    Sources sources;
    Diagnostics diagnostics;
    FileId file = sources.add("x.json", std::move(text));
    CHECK_FALSE(peek_json(file, sources, diagnostics, {}, kinds));
    const Diagnostic& mistake = diagnostics.all()[0];
    return std::string(sources.text(mistake.labels[0].span)) + " " + mistake.help;
  };
  CHECK(told(R"({"name": "x"})", {"Meeting"}) == R"({ add the field "kind": "Meeting")");
  CHECK(told(R"({"name": "x"})", {"Meeting", "Proposal"}) ==
        "{ add the field `kind`, which is one of `Meeting` and `Proposal`");
  CHECK(told(R"({"name": "x"})", {}) == "{ add the field `kind`, with the name of the record that it is");
  CHECK(told(R"({"knd": "Meeting"})", {"Meeting"}) == R"("knd" did you mean `kind`?)");
  CHECK(told(R"({"Kind": "Meting"})", {"Meeting"}) == R"("Kind" did you mean `kind`?)");
  CHECK(told(R"({"type": "Meeting"})", {"Meeting"}) == R"("type" did you mean `kind`?)");
  CHECK(told(R"({"type": "x"})", {"Meeting"}) == R"({ add the field "kind": "Meeting")");
}

TEST_CASE("a word for nothing is told how a document says that there is nothing") {
  CHECK(mistake(R"({"date": "none"})") ==
        "E4009 1:10 `none` is no day of the calendar | leave the field out where it is not known");
  CHECK(
      mistake(R"({"date": ""})") ==
      "E4009 1:10 a text with nothing in it is no day of the calendar | leave the field out where it is not "
      "known");
  CHECK(mistake(R"({"seats": "n/a"})") ==
        "E4005 1:11 `seats` is the text \"n/a\"; an int is a whole number, without quotes | leave the field "
        "out "
        "where it is not known");
  CHECK(mistake(R"({"seats": NaN})") == "E4002 1:11 `NaN` where a value is expected");
  CHECK(mistake(R"({"attendance": "A, B"})") ==
        "E4005 1:16 `attendance` is the text \"A, B\"; a list is written in brackets");
}

TEST_CASE("a misspelt field of an attestation is not lacking besides") {
  CHECK(
      mistake(
          R"({"attestations": [{"judgment": "urgent", "value": true, "by": "Xi Li", "date": "2024-01-01"}]})") ==
      "E4003 1:20 an attestation has no field `judgment` | did you mean `judgement`?");
}

TEST_CASE("finding a value again") {
  Sources sources;
  FileId file = sources.add("x.json", R"({"a": {"b/c": [10, "x,]", {"d~": [1, 2]} ]}, "e": true })");
  auto at = [&](std::string_view pointer, std::uint32_t from = 0) {
    return std::string(sources.text(find_json_value(file, sources, from, pointer)));
  };
  CHECK(at("/e") == "true");
  CHECK(at("/a/b~1c/0") == "10");
  CHECK(at("/a/b~1c/1") == "\"x,]\"");
  CHECK(at("/a/b~1c/2/d~0") == "[1, 2]");
  CHECK(at("/a/b~1c/2/d~0/1") == "2");
  CHECK(at("/d~0/1", 26) == "2");
  CHECK(at("", 26) == R"({"d~": [1, 2]})");
  // What is absent: the nearest that is there.
  CHECK(at("/a/b~1c/2/nothing") == R"({"d~": [1, 2]})");
  CHECK(at("/a/b~1c/9") == R"([10, "x,]", {"d~": [1, 2]} ])");
  CHECK(at("/e/f") == "true");
  CHECK(at("/nothing/f") == sources.file(file).text);
  CHECK(at("") == sources.file(file).text);
  std::string long_list = "{\"a\": [" + std::string(100000, ' ') + "1, 2]}";
  FileId large = sources.add("large.json", long_list);
  CHECK(sources.text(find_json_value(large, sources, 0, "/a/1")) == "2");
  CHECK(sources.text(find_json_value(large, sources, 0, "/a/5")) == "[");
}

TEST_CASE("an attestation is by somebody") {
  auto by = [](std::string name) {
    return ReadResult(R"({"attestations": [{"judgement": "urgent", "value": true, "by": ")" + name +
                      R"(", "date": "2023-01-01"}]})")
        .codes();
  };
  // Cyrillic, Greek and Cherokee letters, full width, a digit, marks.
  for (const char* nobody : {"TОDО",
                             "tоdо",
                             "Το be αttested",
                             "ТВА",
                             "ＴＢＤ",
                             "T0D0",
                             "TÖDÖ",
                             "unknоwn",
                             "to be attested",
                             "To Be Attested!",
                             "[to be attested]",
                             "TBD",
                             "t.b.c.",
                             "?",
                             "-",
                             "—",
                             "...",
                             "…",
                             "X",
                             "J. K.",
                             "N/A",
                             "n.a.",
                             "unknown",
                             "Name",
                             "<name>",
                             "your name here",
                             "first name, surname",
                             "12",
                             "_____",
                             "not yet known",
                             "nobody",
                             "anonymous",
                             "à attester",
                             "À DÉTERMINER",
                             "inconnu",
                             "votre nom",
                             "por determinar",
                             "desconocido",
                             "su nombre",
                             "неизвестно",
                             "Ф.И.О.",
                             "подлежит уточнению",
                             "غير معروف",
                             "الاسم",
                             "يحدد لاحقًا",
                             "待定",
                             "姓名",
                             "未知",
                             "true",
                             "null",
                             "to be  attested",
                             "ｔｂｄ"})
    CHECK_MESSAGE(by(nobody) == std::vector<std::string>{"E4033"}, nobody);
  for (const char* somebody :
       {"chair of SG12", "Ada", "B. Sow", "李", "An Na Li", "the secretariat", "SG12", "Noé", "Ole Name-Holm",
        "Министерство связи", "وزارة الاتصالات", "工业和信息化部"})
    CHECK_MESSAGE(by(somebody).empty(), somebody);
}

TEST_CASE("an attestation is about one thing") {
  auto about = [](std::string whom, std::string people) {
    return mistake(R"({"attestations": [{"judgement": "eligible", "about": ")" + whom +
                   R"(", "value": true, "by": "Bo", "date": "2023-01-01"}], "attendance": [)" + people +
                   "]}");
  };
  const std::string twins = R"({"name": "Ada"}, {"name": "Ada"}, {"name": null})";
  CHECK(about("Ada", twins) ==
        "E4032 1:54 several are called `Ada`: `/attendance/0` and `/attendance/1` | an attestation is about "
        "one of "
        "them: write its pointer, such as \"about\": \"/attendance/0\"");
  CHECK(about("/attendance/1", twins) == "");
  CHECK(about("/attendance/2", twins) == "");  // who has no name has a pointer
  CHECK(about("/attendance/3", twins)
            .starts_with("E4017 1:54 there is no `/attendance/3`: `/attendance` has 3 elements"));
  CHECK(about("/attendance/01", twins).starts_with("E4017"));
  CHECK(about(" Ada\\t", R"({"name": "Ada"})") == "");
  CHECK(about("Jose\u0301", R"({"name": "José"})") == "");
  CHECK(about("\u0410da", R"({"name": "Ada"})")
            .ends_with("`Ada` looks like it, and is written with other letters"));
  // A name that reads as the pointer of another.
  CHECK(about("/attendance/0", R"({"name": "Bo"}, {"name": "/attendance/0"})").starts_with("E4032"));
  ReadResult read(R"({"attestations": [
    {"judgement": "eligible", "about": "/attendance/1", "value": true, "by": "Bo", "date": "2023-01-01"},
    {"judgement": "eligible", "about": "/attendance/0", "value": false, "by": "Bo", "date": "2023-01-01"}],
    "attendance": [{"name": "Ada"}, {"name": "Ada"}]})");
  REQUIRE(read.document != nullptr);
  CHECK(read.document->attestations[0].row == 1);
  CHECK(read.document->attestations[1].row == 0);
}

TEST_CASE("texts are read as a reader sees them") {
  const Meeting& m = meeting();
  ReadResult spaced("{\"name\": \" Expert\\n\\t  group\\u00a0 \"}");
  CHECK(spaced.text(m.name) == "Expert group");
  CHECK(ReadResult("{\"name\": \"Te\u0301le\u0301com\"}").text(m.name) == "Télécom");
  CHECK(mistake("{\"name\": \"Son\u200Bgs\"}") ==
        "E4030 1:14 U+200B (zero width space) is a character that nobody sees; a text is what a reader sees "
        "of it "
        "| write the text without it");
  CHECK(mistake(R"({"name": "Son\u202Egs"})").starts_with("E4030 1:10 U+202E (right-to-left override)"));
  CHECK(mistake(R"({"name": "  "})") ==
        "E4031 1:10 `name` is a text with nothing in it | write the name; where it is not known leave the "
        "field out");
  CHECK(mistake(R"({"topics": ["a", ""]})") ==
        "E4031 1:18 an element of `topics` is a text with nothing in it | leave the element out");
}

TEST_CASE("names that look alike are told, and read") {
  auto told = [](std::string people) {
    ReadResult read_result(R"({"attendance": [)" + people + "]}");
    CHECK(read_result.document != nullptr);
    std::string result;
    for (const Diagnostic& each : read_result.diagnostics.all()) {
      CHECK(each.labels.size() == 2);
      result += read_result.line(each) + "\n";
    }
    return result;
  };
  CHECK(told(R"({"name": "Ada"}, {"name": "ADA"})")
            .starts_with("W4030 1:34 `ADA` and `Ada` differ by letter case alone"));
  CHECK(told(R"({"name": "Ada"}, {"name": "Bo"}, {"name": "Аdа"})")
            .starts_with("W4030 1:50 `Аdа` and `Ada` differ by letters that look alike"));
  CHECK(told(R"({"name": "SG1l"}, {"name": "SG11"})").starts_with("W4030"));
  CHECK(told(R"({"name": "modern"}, {"name": "modem"})").starts_with("W4030"));
  CHECK(told(R"({"name": "ИВАН"}, {"name": "Иван"})").starts_with("W4030"));
  CHECK(
      told(R"({"name": "Ada"}, {"name": "Ada"}, {"name": "Adam"}, {"name": "I. Lee"}, {"name": "L. Lee"})") ==
      "");
  std::string many;
  for (int i = 0; i < 100; ++i) many += R"({"name": "Ada"}, {"name": "ADA"}, )";
  std::string all = told(many + R"({"name": "Bo"})");
  CHECK(std::ranges::count(all, '\n') <= 5);
}

namespace {

/// Which attestations of a document count, as "by value" each, and what is told of the others.
std::string counted(const std::string& text, const TrustRules& trust) {
  ReadResult read_result(text, {.trust = trust});
  std::string result;
  if (read_result.document == nullptr)
    return diagnostics_text(read_result.diagnostics, read_result.sources, Color::Off);
  for (const Attestation& made : read_result.document->attestations) {
    result += made.by + (made.value ? " yes; " : " no; ");
  }
  for (const Diagnostic& told : read_result.diagnostics.all()) {
    result += std::string(info(told.kind).code) + " " +
              std::string(read_result.sources.text(told.labels[0].span)) + "; ";
  }
  return result;
}

}  // namespace

TEST_CASE("whose attestations count is said outside of the document") {
  const std::string both = R"({"attestations": [
    {"judgement": "urgent", "value": false, "by": "Cy", "date": "2023-01-02"},
    {"judgement": "urgent", "value": true, "by": " Bo\u00a0 Li ", "date": "2023-01-01"}]})";
  // Of nobody it is said: they contradict each other.
  CHECK(counted(both, {}).find("E4018") != std::string::npos);
  TrustRules bo{.attesters = {{"Bo Li", "", "", "p:1"}}};
  CHECK(counted(both, bo) == "Bo Li yes; W4033 \"Cy\"; ");
  TrustRules nobody{.attesters = {{"Ada", "", "", "p:1"}}};
  CHECK(counted(both, nobody).starts_with("W4033"));
  TrustRules other_role{.attesters = {{"Bo Li", "another role", "", "p:1"}}};
  CHECK(counted(both, other_role).starts_with("W4033"));
  // Not for want of trust is a mistake forgiven.
  CHECK(counted(
            R"({"attestations": [{"judgement": "urgent", "value": true, "by": "?", "date": "2023-01-02"}]})",
            bo)
            .find("E4033") != std::string::npos);
  // What is only tried out is attested by a placeholder.
  bo.is_trial = true;
  CHECK(counted(R"({"attestations": [
    {"judgement": "urgent", "value": true, "by": "to be attested", "date": "2023-01-02"}]})",
                bo) == "to be attested yes; ");
}

TEST_CASE("a signature is over the attestation and the document") {
  const checker::KeyPair keys = checker::make_keys(), others = checker::make_keys();
  const std::string plain = R"({"name": "Experts", "seats": 12})";
  WrittenAttestation written{.judgement = "urgent",
                             .about = {},
                             .by = "Bo Li",
                             .date = "2023-01-01",
                             .reason = "so it is",
                             .value = true};
  const auto signature = sign_attestation(written, document_identity(plain), keys.secret_key);
  REQUIRE(signature);
  auto signed_in = [&](const std::string& facts, const std::string& reason, const std::string& value) {
    return "{" + facts + R"(, "attestations": [{"judgement": "urgent", "value": )" + value +
           R"(, "by": "Bo Li", "date": "2023-01-01", "reason": ")" + reason + R"(", "signature": ")" +
           *signature + "\"}]}";
  };
  TrustRules bo{.attesters = {{"Bo Li", "", keys.public_key, "p:1"}}};
  CHECK(counted(signed_in(R"("name": "Experts", "seats": 12)", "so it is", "true"), bo) == "Bo Li yes; ");
  // Laid out otherwise it is the same document.
  CHECK(counted(signed_in("\n\"seats\":12,  \"name\": \"Experts \"", "so  it is", "true"), bo) ==
        "Bo Li yes; ");
  for (const std::string& altered :
       {signed_in(R"("name": "Experts", "seats": 13)", "so it is", "true"),
        signed_in(R"("name": "Experts", "seats": 12)", "so it was", "true"),
        signed_in(R"("name": "Experts", "seats": 12)", "so it is", "false"),
        signed_in(R"("name": "Experts", "seats": 12, "length": 3)", "so it is", "true")})
    CHECK(counted(altered, bo) == "W4033 \"Bo Li\"; ");
  TrustRules forged{.attesters = {{"Bo Li", "", others.public_key, "p:1"}}};
  CHECK(counted(signed_in(R"("name": "Experts", "seats": 12)", "so it is", "true"), forged) ==
        "W4033 \"Bo Li\"; ");
  // Nothing at all is no signature, nor is what is none.
  CHECK_FALSE(is_signed_by(written, document_identity(plain), "", keys.public_key));
  CHECK_FALSE(is_signed_by(written, document_identity(plain), "AAAA", keys.public_key));
}

TEST_CASE("an attestation about oneself, and of a day that cannot be, is told and counts") {
  auto with = [](std::string by, std::string date, std::string facts) {
    return R"({"attestations": [{"judgement": "eligible", "about": "A. Diallo", "value": true, "by": ")" +
           by + R"(", "date": ")" + date + R"("}], "attendance": [{"name": "A. Diallo"}])" + facts + "}";
  };
  TrustRules today{.today = *parse_date("2023-06-01")};
  CHECK(counted(with("Bo Li", "2023-06-01", ""), today) == "Bo Li yes; ");
  CHECK(counted(with("a. diallo", "2023-06-01", ""), today) == "a. diallo yes; W4031 \"a. diallo\"; ");
  CHECK(counted(with("Bo Li", "2023-06-02", ""), today) == "Bo Li yes; W4032 \"2023-06-02\"; ");
  CHECK(counted(with("Bo Li", "2023-06-02", ""), {}) == "Bo Li yes; ");
  CHECK(counted(with("Bo Li", "2021-01-01", R"(, "date": "2023-05-01")"), today) ==
        "Bo Li yes; W4032 \"2021-01-01\"; ");
  CHECK(counted(with("Bo Li", "2023-04-01", R"(, "date": "2023-05-01")"), today) == "Bo Li yes; ");
}
