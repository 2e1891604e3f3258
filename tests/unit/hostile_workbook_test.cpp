// Workbooks that are damaged, or made to cost: each is refused with its reason, and quickly.
#include <doctest/doctest.h>

#include "base/zip_archive.h"
#include "runtime/read/sheet/workbook.h"
#include "runtime/read/sheet/xml_stream.h"
#include "tests/common/zip_file.h"

using namespace precept;
using precept::test::Parts;
using precept::test::workbook_of;

namespace {

/// The only mistake, as code and message, with what its place shows.
std::string mistake(const std::string& bytes) {
  Sources sources;
  Diagnostics diagnostics;
  CHECK_FALSE(read_workbook(bytes, "list.xlsx", sources, diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  const Diagnostic& one = diagnostics.all()[0];
  CHECK_FALSE(one.help.empty());
  std::string told = std::string(info(one.kind).code) + " " + one.message;
  if (!one.labels.empty() && one.labels[0].span.has_place()) {
    told += " at " + sources.place(one.labels[0].span).cell();
  }
  return told;
}

std::string with_rows(const std::string& xml) {
  return workbook_of({{"List", "<sheetData>" + xml + "</sheetData>"}});
}

std::string with_part(const std::string& name, const std::string& xml) {
  return workbook_of({{"List", ""}}, {{name, xml}});
}

std::string repeated(std::size_t count, const std::string& part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("what is missing or something else is named") {
  CHECK(mistake(test::zip_of({{"[Content_Types].xml", ""}})) ==
        "E4021 the workbook `list.xlsx` lacks its part `_rels/.rels`");
  CHECK(mistake(with_part("_rels/.rels", "<Relationships/>")) ==
        "E4021 the workbook `list.xlsx` does not say where its sheets are");
  CHECK(mistake(with_part("xl/workbook.xml", "<workbook/>")) ==
        "E4021 the workbook `list.xlsx` has no sheet");
  CHECK(mistake(with_part("xl/workbook.xml", "<document/>")) ==
        "E4021 the workbook `list.xlsx` has a part `xl/workbook.xml` that begins with `document` instead of "
        "`workbook`");
  CHECK(mistake(with_part("xl/_rels/workbook.xml.rels", "<Relationships/>")) ==
        "E4021 the workbook `list.xlsx` is damaged: its sheet `List` is nowhere in it");
  CHECK(
      mistake(with_part("xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"s1\" Type=\"x/worksheet\" TargetMode=\"External\" "
                        "Target=\"http://example.org/sheet1.xml\"/></Relationships>")) ==
      "E4021 the workbook `list.xlsx` is damaged: its sheet `List` is nowhere in it");
  CHECK(mistake(with_part("xl/styles.xml", "")).find("`xl/styles.xml` that is no XML: no element found") !=
        std::string::npos);
  CHECK(mistake("name,entity\n") == "E4015 `list.xlsx` is text and no workbook, whatever it is called");
  CHECK(mistake(test::zip_of({{"[Content_Types].xml", ""}, {"_rels/.rels", "<Relationships/>"}}, true)) ==
        "E4015 the workbook `list.xlsx` has a password, and is not read");
}

TEST_CASE("a cell that cannot be read is told in its place") {
  const std::string damaged = "E4021 the workbook `list.xlsx` is damaged: this cell ";
  CHECK(mistake(with_rows("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>7</v></c></row>")) ==
        damaged + "refers to text `7`, and the workbook has 0 texts at B2");
  CHECK(mistake(with_rows("<row><c><v>1</v></c><c><v>x</v></c></row>")) ==
        damaged + "is a number and has the value `x` at B1");
  CHECK(mistake(with_rows("<row><c t=\"b\"><v>2</v></c></row>")) ==
        damaged + "is a truth and has the value `2` at A1");
  CHECK(mistake(with_rows("<row><c t=\"z\"><v>2</v></c></row>")) ==
        damaged + "has the type `z`, which there is not at A1");
  CHECK(mistake(with_rows("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")) ==
        damaged + "is given twice at A1");
  const std::string sheet = "E4021 the workbook `list.xlsx` is damaged: its sheet `List` ";
  for (const char* name : {"A2", "XFE1", "A0", "1", "A", "a1", "AAAA1", "A1x", "A99999999", ""}) {
    CHECK(mistake(with_rows("<row r=\"1\"><c r=\"" + std::string(name) + "\"/></row>")) ==
          sheet + "has a cell `" + name + "` in row 1");
  }
  // What is no part of any cell would be lost.
  const std::string row = sheet + "has an element `";
  CHECK(mistake(with_rows("<row><c><c r=\"B1\"><v>3</v></c><v>1</v></c></row>")) ==
        row + "c` in a cell that has begun, at row 1");
  CHECK(mistake(with_rows("<row><c><row r=\"9\"/><v>1</v></c></row>")) ==
        row + "row` in a cell that has begun, at row 1");
  CHECK(mistake(with_rows("<row><c><v>1</v><v>2</v></c></row>")) ==
        row + "v` in a cell that has begun, at row 1");
  CHECK(mistake(with_rows("<row><v>1</v></row>")) == row + "v` in a row, at row 1");
  CHECK(mistake(with_rows("<row><row r=\"2\"/></row>")) == row + "row` in a row, at row 1");
  CHECK(mistake(with_rows("<row/><c><v>1</v></c>")) == row + "c` in no row, at row 2");
  for (const char* number : {"0", "1048577", "-1", "", "x", "99999999999"}) {
    CHECK(mistake(with_rows("<row r=\"" + std::string(number) + "\"/>")) ==
          sheet + "has a row `" + number + "`");
  }
  for (const char* range : {"", "A1:", "B2:A1", "A1:XFE1", "A1:B2:C3"}) {
    CHECK(mistake(workbook_of(
              {{"List", "<mergeCells><mergeCell ref=\"" + std::string(range) + "\"/></mergeCells>"}})) ==
          sheet + "has a merged range `" + range + "`");
  }
}

TEST_CASE("the farthest cell alone takes no grid") {
  Sources sources;
  Diagnostics diagnostics;
  const auto read = read_workbook(with_rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
                                  "list.xlsx", sources, diagnostics);
  REQUIRE(read);
  CHECK(read->sheets[0].rows.size() == 1'048'576);
  CHECK(read->sheets[0].rows.back().size() == 16'384);
  CHECK(read->sheets[0].rows.front().capacity() == 0);
}

TEST_CASE("rows that are wide one by one come to too many cells") {
  std::string wide;
  for (int row = 1; row <= 400; ++row) {
    const std::string number = std::to_string(row);
    wide += "<row r=\"" + number + "\"><c r=\"XFD" + number + "\"><v>1</v></c></row>";
  }
  CHECK(mistake(with_rows(wide)).starts_with("E4011 the workbook `list.xlsx` has more than 5000000 cells"));
}

TEST_CASE("one long text in many cells comes to too much") {
  const std::string text(40'000, 'x');
  const std::string bytes = workbook_of(
      {{"List", "<sheetData><row>" + repeated(7'000, "<c t=\"s\"><v>0</v></c>") + "</row></sheetData>"}},
      {{"xl/sharedStrings.xml", "<sst><si><t>" + text + "</t></si></sst>"}});
  CHECK(mistake(bytes).starts_with("E4011 the workbook `list.xlsx` has cells of more than 268435456 bytes"));
}

TEST_CASE("document types, entities and depth are refused") {
  const std::string bomb =
      "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
  CHECK(mistake(with_part("xl/sharedStrings.xml", bomb)) ==
        "E4021 the workbook `list.xlsx` has a part `xl/sharedStrings.xml` that is no XML: a declaration of a "
        "document type (DTD) in line 1");
  CHECK(mistake(with_part("xl/sharedStrings.xml", "<sst><si><t>&b;</t></si></sst>"))
            .ends_with("that is no XML: undefined entity in line 1"));
  CHECK(mistake(with_part("xl/sharedStrings.xml", "<sst><si><t>&#xD800;</t></si></sst>"))
            .ends_with("reference to invalid character number in line 1"));
  CHECK(mistake(with_part("xl/sharedStrings.xml", "<sst><si><t>\xE9</t></si></sst>"))
            .ends_with("not well-formed (invalid token) in line 1"));
  CHECK(mistake(with_part("xl/styles.xml", "<styleSheet>" + repeated(200, "<a>")))
            .ends_with("too many elements inside each other in line 1"));
  CHECK(mistake(with_part("xl/styles.xml", "<styleSheet a=\"" + std::string(3 << 20, 'x') + "\"/>"))
            .ends_with("a tag of more than a megabyte in line 1"));
}

TEST_CASE("what a handler throws comes through") {
  struct Throwing : XmlHandler {
    void begin(std::string_view, const XmlAttributes&) override { throw std::runtime_error("thrown"); }
  } handler;
  XmlStream stream("a", handler);
  CHECK_THROWS_WITH(stream.feed("<a/>"), "thrown");
  CHECK_FALSE(stream.feed("<b/>"));
}

TEST_CASE("archives: names in any letter case, once; no more than was allowed") {
  const std::string bytes = test::zip_of({{"One.txt", "1234"}});
  const auto archive = ZipArchive::open(bytes);
  REQUIRE(archive);
  CHECK(archive->has("one.TXT"));
  CHECK(archive->unpack("one.txt", 4) == "1234");
  CHECK(archive->unpack("one.txt", 3).error() == ZipFault::TooLarge);
  CHECK(archive->unpack("two.txt", 3).error() == ZipFault::Missing);
  CHECK_FALSE(ZipArchive::open(test::zip_of({{"a", "1"}, {"A", "2"}})));
  CHECK_FALSE(ZipArchive::open(""));
}

TEST_CASE("a damaged workbook is refused, or is what it was") {
  const std::string whole =
      with_rows("<row><c t=\"inlineStr\"><is><t>first</t></is></c><c><v>2</v></c></row>");
  const auto is_refused_or_right = [](const std::string& bytes) {
    Sources sources;
    Diagnostics diagnostics;
    const auto read = read_workbook(bytes, "list.xlsx", sources, diagnostics);
    if (!read) return diagnostics.all().size() == 1;
    for (const Sheet& sheet : read->sheets) {
      for (const auto& row : sheet.rows) {
        if (row.size() != 2 || row[0].text != "first" || row[1].text != "2") return false;
      }
    }
    return diagnostics.all().empty();
  };
  REQUIRE(is_refused_or_right(whole));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK(is_refused_or_right(whole.substr(0, cut)));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x15);
    CHECK(is_refused_or_right(changed));
  }
}
