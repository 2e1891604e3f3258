// Dates, places, nearest words and the rendering of diagnostics.
#include <doctest/doctest.h>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/suggest.h"

using namespace precept;

TEST_CASE("dates are days of the calendar or nothing") {
  CHECK(parse_date("0001-01-01") == 0);
  CHECK(parse_date("9999-12-31") == kLastDay);
  CHECK(*parse_date("2024-03-01") - *parse_date("2024-02-28") == 2);
  CHECK(*parse_date("2023-03-01") - *parse_date("2023-02-28") == 1);
  for (const char* text : {"2023-02-29", "1900-02-29", "0000-01-01", "2023-13-01", "2023-00-10", "2023-04-31",
                           "2023-4-01", "20230401", "2023-04-01 ", " 2023-04-1", "2023/04/01", "",
                           "-023-04-01", "2023-04-0a", "2023-+4-01"}) {
    CAPTURE(text);
    CHECK(!parse_date(text));
  }
}

TEST_CASE("a date is written as it was read") {
  for (const char* text : {"0001-01-01", "1582-10-15", "2000-02-29", "2022-03-09", "9999-12-31"}) {
    CHECK(format_date(*parse_date(text)) == text);
  }
  CHECK(format_date(-1) == "before 0001-01-01");
  CHECK(format_date(kLastDay + 1) == "after 9999-12-31");
}

TEST_CASE("places count lines and code points from one") {
  Sources sources;
  FileId file = sources.add("a",
                            "\xEF\xBB\xBF"
                            "ab\r\nc\xC3\xA9 d\n\nlast");
  CHECK(sources.locate(file, 3).line == 1);
  CHECK(sources.locate(file, 3).column == 1);  // the byte order mark takes no column
  CHECK(sources.locate(file, 0).column == 1);
  CHECK(sources.line(file, 1) == "ab");
  CHECK(sources.line(file, 2) == "c\xC3\xA9 d");
  CHECK(sources.locate(file, 11).line == 2);
  CHECK(sources.locate(file, 11).column == 4);
  CHECK(sources.line(file, 3) == "");
  CHECK(sources.line(file, 4) == "last");
  CHECK(sources.line(file, 5) == "");
  CHECK(sources.locate(file, 1000).line == 4);
  CHECK(sources.locate(file, 1000).column == 5);
}

TEST_CASE("a place in a translated text is where it comes from, in a sheet a cell") {
  Sources sources;
  const FileId list = sources.add("list.csv", "\xC3\xA9;b\nc;d\n");
  const FileId sheet = sources.add_sheet("list.xlsx", "Guests", "a\tb\n\tc d\n");
  //                                        0         1
  //                                        0123456789012345
  const FileId json = sources.add_translated(
      "list", R"([{"x":1,"y":2}])",
      {{1, 14, {list, 0, 4}}, {6, 7, {list, 3, 4}}, {9, 11, {list, 4, 6}, true}, {12, 13, {sheet, 5, 8}}});
  auto place = [&](std::uint32_t at) { return sources.place({json, at, at + 1}).in_words(); };
  CHECK(place(0) == "list:1:1");  // from nowhere
  CHECK(place(1) == "list.csv:1:1");
  CHECK(place(6) == "list.csv:1:3");
  CHECK(place(8) == "list.csv:1:1");
  CHECK(place(10) == "list.csv:2:1");  // a copy counts on
  CHECK(place(12) == "list.xlsx, sheet Guests, B2");
  CHECK(place(13) == "list.csv:1:1");
  CHECK(place(14) == "list:1:15");
  CHECK(sources.place({}).line == 0);
  CHECK(Place{"f", 1, 26, "s"}.cell() == "Z1");
  CHECK(Place{"f", 17, 27, "s"}.cell() == "AA17");
  CHECK(Place{"f", 2, 16384, "s"}.cell() == "XFD2");

  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
  it.label({json, 12, 13}, "w");
  CHECK(diagnostics_text(it, sources, Color::Off) ==
        "error[E1012]: m\n --> list.xlsx, sheet Guests, B2\n  |\n2 |     c d\n  |     ^^^ w\n");
}

TEST_CASE("a text that is a line of a file has its places there") {
  Sources sources;
  const FileId line = sources.add("all.ndjson:1200", "{\"people\": many}");
  CHECK(sources.place({line, 11, 15}).in_words() == "all.ndjson:1200:12");
  CHECK(sources.line(line, 1) == "{\"people\": many}");
  Diagnostic it{.kind = DiagnosticKind::DocumentSyntax, .message = "m"};
  it.label({line, 11, 15}, "");
  CHECK(diagnostics_text(it, sources, Color::Off) ==
        "error[E4002]: m\n    --> all.ndjson:1200:12\n     |\n1200 | {\"people\": many}\n"
        "     |            ^^^^\n");
  // Other names are names, whatever they end in.
  for (const char* name : {"all.json:12", "all.ndjson:0", "all.ndjson:x", "all.ndjson"})
    CHECK(sources.place({sources.add(name, "{}"), 1, 2}).in_words() == std::string(name) + ":1:2");
}

TEST_CASE("a file that cannot be read gives no value") {
  Sources sources;
  CHECK(!sources.read("/no/such/file"));
  CHECK(!sources.read("/"));
}

TEST_CASE("the nearest word is one a finger may have missed") {
  std::vector<std::string_view> words{"quote", "gist", "shall", "policy", "Academia", "MemberState"};
  CHECK(nearest("qoute", words) == "quote");
  CHECK(nearest("poilcy", words) == "policy");
  CHECK(nearest("academica", words) == "Academia");
  CHECK(nearest("memberstate", words) == "MemberState");
  CHECK(nearest("shal", words) == "shall");
  CHECK(nearest("banana", words) == "");
  CHECK(nearest("", words) == "");
  CHECK(nearest("x", {"y"}) == "");
  CHECK(nearest(std::string(1'000'000, 'a'), words) == "");
  CHECK(nearest("r\xC3\xA9gion", {"region"}) == "region");  // one letter, though two bytes
  CHECK(did_you_mean("gits", words) == "did you mean `gist`?");
  CHECK(did_you_mean("banana", words) == "");
}

TEST_CASE("a word that is merely similar is another word") {
  CHECK(nearest("day", {"may"}) == "");
  CHECK(nearest("implies", {"applies"}) == "");
  CHECK(nearest("i", {"in"}) == "");
  CHECK(nearest("UK", {"DK", "UA"}) == "");
  CHECK(nearest("rule 6", {"rule 1", "rule 2"}) == "");
  CHECK(nearest("rule 11", {"rule 1"}) == "");
  CHECK(nearest("SG11", {"SG12"}) == "");
  CHECK(nearest("Rule1", {"rule 1"}) == "rule 1");
  CHECK(nearest("wen", {"when"}) == "when");
  CHECK(nearest("lte", {"let"}) == "let");
}

TEST_CASE("keys of two or three letters are never near each other") {
  std::vector<std::string_view> keys{"GB", "GR", "SD", "Sudan", "AL", "great"};
  CHECK(nearest_key("sd", keys) == "SD");
  CHECK(nearest_key("SD ", keys) == "SD");
  CHECK(nearest_key("EL", keys) == "");
  CHECK(nearest_key("GBR", keys) == "");
  CHECK(nearest_key("sudna", keys) == "Sudan");
  CHECK(nearest_key("graet", keys) == "great");
  CHECK(nearest_key("", keys) == "");
}

TEST_CASE("a date in another order is told as the language writes it, if there is one reading") {
  CHECK(date_as_written("26.3.2022") == "2022-03-26");
  CHECK(date_as_written("26/03/2022") == "2022-03-26");
  CHECK(date_as_written("03/26/2022") == "2022-03-26");
  CHECK(date_as_written("2022-26-03") == "2022-03-26");
  CHECK(date_as_written("2022/3/9") == "2022-03-09");
  CHECK(date_as_written("01/02/2022") == "");
  CHECK(date_as_written("2022-02-30") == "");
  CHECK(date_as_written("tomorrow") == "");
}

TEST_CASE("where no word fits, those that do are told") {
  CHECK(did_you_mean_or_list("aa", {"one", "two"}, "the words") == "the words are `one` and `two`");
  CHECK(did_you_mean_or_list("aa", {"one"}, "the words") == "the words: `one`");
  CHECK(did_you_mean_or_list("oen", {"one", "two"}, "the words") == "did you mean `one`?");
  CHECK(did_you_mean_or_list("aa", {}, "the words") == "");
}

TEST_CASE("the catalogue has a row for each kind") {
  CHECK(diagnostic_kind_count() > 50);
  CHECK(std::string(info(DiagnosticKind::UnexpectedToken).code) == "E0001");
  CHECK(std::string(info(DiagnosticKind::Overflow).name) == "Overflow");
  CHECK(info(DiagnosticKind::Overflow).severity == Severity::Warning);
}

TEST_CASE("a hundred errors are kept and one says that there are more") {
  Diagnostics diagnostics;
  for (int i = 0; i < 150; ++i) {
    auto& it = diagnostics.report(DiagnosticKind::UnknownName, {0, 0, 1}, "x");
    it.labels[0].words = "here";
  }
  CHECK(diagnostics.error_count() == 150);
  CHECK(diagnostics.all().size() == 101);
  CHECK(diagnostics.all().back().kind == DiagnosticKind::TooManyErrors);
}

TEST_CASE("warnings are no errors") {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::Overflow, {}, "x");
  CHECK(!diagnostics.has_errors());
}

TEST_CASE("diagnostics are put in the order of the text") {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::UnknownName, {}, "no place");
  diagnostics.report(DiagnosticKind::UnknownName, {1, 0, 1}, "other file");
  diagnostics.report(DiagnosticKind::UnknownName, {0, 9, 10}, "late");
  diagnostics.report(DiagnosticKind::UnknownName, {0, 2, 3}, "early");
  diagnostics.sort_by_place();
  std::string order;
  for (const auto& it : diagnostics.all()) order += it.message + ",";
  CHECK(order == "early,late,other file,no place,");
}

namespace {

struct Text {
  Sources sources;
  FileId file;
  explicit Text(std::string text) : file(sources.add("p.precept", std::move(text))) {}
  Span find(std::string_view word) const {
    auto at = static_cast<std::uint32_t>(sources.file(file).text.find(word));
    return {file, at, at + static_cast<std::uint32_t>(word.size())};
  }
};

}  // namespace

TEST_CASE("a diagnostic is shown with its line, caret, notes and help") {
  Text text("policy p\nclause a\n  shall ensure a.category in {Academica}\n");
  Diagnostics diagnostics;
  auto& it = diagnostics.report(DiagnosticKind::UnknownEnumMember, text.find("Academica"), "no such member");
  it.labels[0].words = "not a member";
  it.note("a note").with_help("did you mean `Academia`?");
  CHECK(diagnostics_text(diagnostics, text.sources, Color::Off) ==
        "error[E1004]: no such member\n"
        " --> p.precept:3:31\n"
        "  |\n"
        "3 |   shall ensure a.category in {Academica}\n"
        "  |                               ^^^^^^^^^ not a member\n"
        "  = note: a note\n"
        "  = help: did you mean `Academia`?\n");
}

TEST_CASE("several labels of a line hang below it; other lines and files follow") {
  Text text("one two three\nfour\n\n\nfive\n");
  FileId other = text.sources.add("q.precept", "six\n");
  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
  it.label(text.find("two"), "b").label(text.find("one"), "a").label(text.find("five"), "e");
  it.label({other, 0, 3}, "f");
  CHECK(diagnostics_text(it, text.sources, Color::Off) ==
        "error[E1012]: m\n"
        " --> p.precept:1:5\n"
        "  |\n"
        "1 | one two three\n"
        "  | --- ^^^ b\n"
        "  | |\n"
        "  | a\n"
        "...\n"
        "5 | five\n"
        "  | ---- e\n"
        " ::: q.precept:1:1\n"
        "  |\n"
        "1 | six\n"
        "  | --- f\n");
}

TEST_CASE("tabs and wide characters keep the caret under its text") {
  Text text("\tab\xE8\x83\xBD\xE8\x83\xBD x\n");
  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
  it.label(text.find("x"), "");
  CHECK(diagnostics_text(it, text.sources, Color::Off) ==
        "error[E1012]: m\n"
        " --> p.precept:1:7\n"
        "  |\n"
        "1 |     ab\xE8\x83\xBD\xE8\x83\xBD x\n"
        "  |            ^\n");
}

TEST_CASE("a long line is cut around its label") {
  std::string line(5000, 'a');
  line.append(" bad ").append(5000, 'b');
  Text text(line);
  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
  it.label(text.find("bad"), "here");
  std::string shown = diagnostics_text(it, text.sources, Color::Off);
  CHECK(shown.size() < 500);
  CHECK(shown.find(" bad b") != std::string::npos);
  CHECK(shown.find("^^^ here") != std::string::npos);
}

TEST_CASE("what would steer a terminal is not passed on") {
  Text text("a \x1b[31m\xE2\x80\xAE z\n");
  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "a \x1b[2J message"};
  it.label(text.find("z"), "\x07");
  std::string shown = diagnostics_text(it, text.sources, Color::Off);
  CHECK(shown.find('\x1b') == std::string::npos);
  CHECK(shown.find('\x07') == std::string::npos);
  CHECK(shown.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("colours only when asked for") {
  Text text("a\n");
  Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
  it.label(text.find("a"), "");
  CHECK(diagnostics_text(it, text.sources, Color::Off).find('\x1b') == std::string::npos);
  CHECK(diagnostics_text(it, text.sources, Color::On).find("\x1b[1;31merror[E1012]\x1b[0m") !=
        std::string::npos);
}

TEST_CASE("odd places do not break the rendering") {
  Text text("ab\n");
  for (Span span : {Span{text.file, 3, 3}, Span{text.file, 2, 3}, Span{text.file, 0, 3},
                    Span{text.file, 90, 99}, Span{text.file, 2, 1}}) {
    Diagnostic it{.kind = DiagnosticKind::TypeMismatch, .message = "m"};
    it.label(span, "w");
    CHECK(diagnostics_text(it, text.sources, Color::Off).find("^") != std::string::npos);
  }
  Text empty("");
  Diagnostic it{.kind = DiagnosticKind::EmptyFile, .message = "m"};
  it.label({empty.file, 0, 0}, "");
  CHECK(diagnostics_text(it, empty.sources, Color::Off) ==
        "error[E0010]: m\n --> p.precept:1:1\n  |\n1 |\n  | ^\n");
}
