// Workbooks: what each kind of cell is read as, made from XML as programs write it.
#include "runtime/read/sheet/workbook.h"

#include <doctest/doctest.h>

#include "runtime/read/sheet/number_format.h"
#include "tests/common/zip_file.h"

using namespace precept;
using precept::test::Parts;
using precept::test::workbook_of;

namespace {

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Workbook> workbook;

  explicit Read(const std::string& bytes) {
    workbook = read_workbook(bytes, "list.xlsx", sources, diagnostics);
    for (const Diagnostic& one : diagnostics.all()) MESSAGE(one.message);
    REQUIRE(workbook);
  }
  const Sheet& sheet(std::size_t i = 0) const { return workbook->sheets.at(i); }
  const Cell& cell(std::size_t row, std::size_t column) const { return sheet().rows.at(row).at(column); }
};

std::string rows(const std::string& xml) {
  return "<sheetData>" + xml + "</sheetData>";
}

using Is = std::pair<CellKind, std::string>;

/// One cell in A1.
Is cell(const std::string& xml, const Parts& others = {}) {
  const Read read(workbook_of({{"List", rows("<row r=\"1\">" + xml + "</row>")}}, others));
  if (read.sheet().rows.empty()) return {};
  return {read.cell(0, 0).kind, std::string(read.cell(0, 0).text)};
}

bool operator==(const Cell& cell, const Is& expected) {
  return cell.kind == expected.first && cell.text == expected.second;
}

const Parts kShared{{"xl/sharedStrings.xml",
                     R"(<sst><si><t>plain</t></si>
                        <si><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r></si>
                        <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
                        <si><t xml:space="preserve"> </t></si>
                        <si><t>two
lines_x000D__x000A_three _x005F_x0041_ _xzzzz_ &amp;&#65;<![CDATA[<b>]]></t></si></sst>)"}};

const Parts kStyles{{"xl/styles.xml",
                     R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\ mmmm\ yyyy"/>
                        <numFmt numFmtId="14" formatCode="0.00"/></numFmts>
                        <cellStyleXfs><xf numFmtId="15"/></cellStyleXfs>
                        <cellXfs><xf numFmtId="0"/><xf numFmtId="15"/><xf numFmtId="164"/><xf numFmtId="14"/>
                        <xf numFmtId="20"/></cellXfs></styleSheet>)"}};

}  // namespace

TEST_CASE("texts: shared, inline, of formulas; runs together, without phonetic guides") {
  const auto shared = [](int i) { return cell("<c t=\"s\"><v>" + std::to_string(i) + "</v></c>", kShared); };
  CHECK(shared(0) == Is{CellKind::Text, "plain"});
  CHECK(shared(1) == Is{CellKind::Text, "rich  text"});
  CHECK(shared(2) == Is{CellKind::Text, "東京"});
  CHECK(shared(3) == Is{CellKind::Empty, ""});
  CHECK(shared(4) == Is{CellKind::Text, "two\nlines\nthree _x0041_ _xzzzz_ &A<b>"});
  CHECK(cell("<c t=\"inlineStr\"><is><t>in</t></is></c>") == Is{CellKind::Text, "in"});
  CHECK(cell("<c t=\"inlineStr\"><is><r><t>in </t></r><rPh><t>x</t></rPh><r><t>line</t></r></is></c>") ==
        Is{CellKind::Text, "in line"});
  CHECK(cell("<c t=\"str\"><f>A2</f><v>result </v></c>") == Is{CellKind::Text, "result "});
  CHECK(cell("<c t=\"str\"><v></v></c>") == Is{CellKind::Empty, ""});
}

TEST_CASE("numbers are their shortest digits") {
  CHECK(cell("<c><v>1188</v></c>") == Is{CellKind::Number, "1188"});
  CHECK(cell("<c t=\"n\"><v>1.188E3</v></c>") == Is{CellKind::Number, "1188"});
  CHECK(cell("<c><f>1+1</f><v>2</v></c>") == Is{CellKind::Number, "2"});
  CHECK(number_text("17.100000000000001") == "17.1");
  CHECK(number_text("-0.5") == "-0.5");
  CHECK(number_text("-0") == "0");
  CHECK(number_text("12345678901234567891") == "12345678901234567891");
  CHECK(number_text("1E21") == "1000000000000000000000");
  CHECK(number_text("1.5E-7") == "0.00000015");
  CHECK(number_text("007") == "7");
  for (const char* none : {"", "abc", "1e999", "nan", "inf", "0x10", "1 2"}) CHECK_FALSE(number_text(none));
}

TEST_CASE("truths, errors, and formulas without a result") {
  CHECK(cell("<c t=\"b\"><v>1</v></c>") == Is{CellKind::Truth, "1"});
  CHECK(cell("<c t=\"b\"><v>false</v></c>") == Is{CellKind::Truth, "0"});
  CHECK(cell("<c t=\"e\"><f>NA()</f><v>#N/A</v></c>") == Is{CellKind::Error, "#N/A"});
  CHECK(cell("<c><f>H3</f></c>") == Is{CellKind::NoResult, ""});
  CHECK(cell("<c t=\"str\"><f>H3</f></c>") == Is{CellKind::NoResult, ""});
  CHECK(cell("<c><f t=\"shared\" si=\"0\"/><v/></c>") == Is{CellKind::NoResult, ""});
  CHECK(cell("<c t=\"str\"><f>H3</f><v></v></c>") == Is{CellKind::Empty, ""});  // the result is an empty text
  CHECK(cell("<c s=\"1\"/>") == Is{CellKind::Empty, ""});
  CHECK(cell("<c t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>=cmd|'/C calc'!A0</v></c>") ==
        Is{CellKind::Text, "=cmd|'/C calc'!A0"});
}

TEST_CASE("days by their format") {
  const auto styled = [](int style, const std::string& v) {
    return cell("<c s=\"" + std::to_string(style) + "\"><v>" + v + "</v></c>", kStyles);
  };
  CHECK(styled(0, "45064") == Is{CellKind::Number, "45064"});
  CHECK(styled(1, "45064") == Is{CellKind::Day, "2023-05-18"});
  CHECK(styled(2, "45064") == Is{CellKind::Day, "2023-05-18"});
  CHECK(styled(3, "45064") == Is{CellKind::Number, "45064"});  // the file's own code for number 14
  CHECK(styled(4, "0.5") == Is{CellKind::Number, "0.5"});      // a time of day
  CHECK(styled(1, "-1") == Is{CellKind::Number, "-1"});
  CHECK(styled(9, "1") == Is{CellKind::Number, "1"});
  CHECK(cell("<c t=\"d\"><v>2023-05-18</v></c>") == Is{CellKind::Day, "2023-05-18"});
  CHECK(cell("<c t=\"d\"><v>2023-05-18T00:00:00</v></c>") == Is{CellKind::Day, "2023-05-18"});
  CHECK(cell("<c t=\"d\"><v>2023-05-18T09:30:00</v></c>") == Is{CellKind::Day, "2023-05-18T09:30:00"});

  Parts from_1904 = kStyles;
  from_1904.emplace_back("xl/workbook.xml", R"(<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets>
      <sheet name="List" sheetId="1" r:id="s1"/></sheets></workbook>)");
  CHECK(cell("<c s=\"1\"><v>43602</v></c>", from_1904) == Is{CellKind::Day, "2023-05-18"});
}

TEST_CASE("days from 1900 and 1904") {
  const auto day = [](const char* stored) { return day_text(stored, DaysFrom::Year1900); };
  CHECK(day("1") == "1900-01-01");
  CHECK(day("59") == "1900-02-28");
  CHECK(day("60") == "1900-02-29");  // never was, and is shown so
  CHECK(day("61") == "1900-03-01");
  CHECK(day("45064.5") == "2023-05-18T12:00:00");
  CHECK(day("45063.999999999") == "2023-05-18");
  CHECK(day("2958465") == "9999-12-31");
  for (const char* none : {"0", "0.5", "-1", "2958466", "1e300", ""}) CHECK_FALSE(day(none));
  CHECK(day_text("0", DaysFrom::Year1904) == "1904-01-01");
  CHECK(day_text("43602", DaysFrom::Year1904) == "2023-05-18");
  CHECK_FALSE(day_text("2957004", DaysFrom::Year1904));
}

TEST_CASE("formats that show a day") {
  for (const char* code : {"yyyy-mm-dd", "D.M.YY", "mmm", "mmm\\-yy", "[$-F800]dddd\\, mmmm dd", "yyyy;@",
                           "d\"h\"m", "ggge\"年\"m\"月\"d\"日\"", "m/d/yy h:mm"}) {
    CHECK_MESSAGE(is_day_format(code), code);
  }
  for (const char* code : {"General", "0.00", "h:mm", "[h]:mm", "mm:ss.0", "[Red]0", "\"day\" 0", "0\\d",
                           "0_d", "@", "#,##0;[Red]d", "\"open", "[open", "\\"}) {
    CHECK_MESSAGE(!is_day_format(code), code);
  }
}

TEST_CASE("cells stay in their rows and columns; what is left out counts on") {
  const Read read(workbook_of({{"List", rows(R"(<row r="5"><c r="C5"><v>1</v></c><c r="E5"><v>2</v></c></row>
      <row r="7"><c r="A7" s="1"/><c r="AB7"><v>3</v></c></row><row r="9"><c r="A9" s="1"/></row>)")}}));
  REQUIRE(read.sheet().rows.size() == 7);  // row 9 holds nothing
  CHECK(read.sheet().rows[0].empty());
  REQUIRE(read.sheet().rows[4].size() == 5);
  CHECK(read.cell(4, 1) == Is{CellKind::Empty, ""});
  CHECK(read.cell(4, 2) == Is{CellKind::Number, "1"});
  CHECK(read.cell(6, 27) == Is{CellKind::Number, "3"});
  const Read bare(workbook_of({{"List", rows("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3"
                                             "</v></c></row>")}}));
  CHECK(bare.cell(0, 2) == Is{CellKind::Number, "2"});
  CHECK(bare.cell(2, 0) == Is{CellKind::Number, "3"});
}

TEST_CASE("a sheet is a text, whose lines are rows, and a cell has its place there") {
  const Read read(workbook_of({{"Guests &amp; all", rows(R"(<row r="2"><c r="B2" t="inlineStr"><is><t>a	b
c</t></is></c><c r="C2" t="b"><v>1</v></c><c r="D2"><f>X</f></c></row>)")}}));
  const Sheet& sheet = read.sheet();
  const SourceFile& file = read.sources.file(sheet.file);
  CHECK(sheet.name == "Guests & all");
  CHECK(file.name == "list.xlsx");
  CHECK(file.sheet == "Guests & all");
  CHECK(file.text == "\n\ta b c\tTRUE\t\n");
  CHECK(read.cell(1, 1).text == "a\tb\nc");
  CHECK(read.sources.text(read.cell(1, 1).place) == "a b c");
  CHECK(read.sources.text(read.cell(1, 2).place) == "TRUE");
  CHECK(read.sources.text(read.cell(1, 3).place) == "");
  CHECK(read.sources.place(read.cell(1, 3).place).in_words() == "list.xlsx, sheet Guests & all, D2");
}

TEST_CASE("merged ranges, hidden rows and hidden sheets are told") {
  const Read read(workbook_of(
      {{"List", rows("<row r=\"2\" hidden=\"true\"><c><v>1</v></c></row><row r=\"1\" hidden=\"1\"/>"
                     "<row r=\"3\" hidden=\"0\"><c><v>2</v></c></row>") +
                    "<mergeCells><mergeCell ref=\"A2:B4\"/><mergeCell ref=\"C1\"/></mergeCells>"},
       {"Old", ""},
       {"Chart", ""}},
      {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="List" r:id="s1" state="visible"/>
          <sheet name="Old" r:id="s2" state="veryHidden"/><sheet name="Chart" r:id="chart"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
           <Relationship Id="s2" Type="x/worksheet" Target="./worksheets/../worksheets/sheet2.xml"/>
           <Relationship Id="chart" Type="x/chartsheet" Target="no.xml"/></Relationships>)"}}));
  REQUIRE(read.workbook->sheets.size() == 2);
  CHECK(read.sheet().merged == std::vector<CellRange>{{1, 3, 0, 1}});
  CHECK(read.sheet().hidden_rows == std::vector<std::uint32_t>{0, 1});
  CHECK_FALSE(read.sheet().is_hidden);
  CHECK(read.cell(1, 0) == Is{CellKind::Number, "1"});
  CHECK(read.sheet(1).is_hidden);
  CHECK(read.sheet(1).rows.empty());
}

TEST_CASE("prefixes and strict namespaces make no difference") {
  const Parts prefixed{
      {"xl/workbook.xml",
       R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="http://purl.oclc.org/ooxml/officeDocument/relationships">
          <x:sheets><x:sheet name="List" sheetId="1" q:id="s1"/></x:sheets></x:workbook>)"},
      {"xl/sharedStrings.xml", "<x:sst xmlns:x=\"m\"><x:si><x:t>one</x:t></x:si></x:sst>"},
      {"XL/worksheets/Sheet1.xml",
       "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>"
       "</x:row></x:sheetData></x:worksheet>"}};
  Parts parts{{"[Content_Types].xml", ""},
              {"_rels/.rels",
               "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/"
               "officeDocument/relationships/officeDocument\" Target=\"/xl/workbook.xml\"/>"
               "</Relationships>"},
              {"xl/_rels/workbook.xml.rels",
               "<r:Relationships xmlns:r=\"r\"><r:Relationship Id=\"s1\" Type=\"x/worksheet\" "
               "Target=\"worksheets/sheet1.xml\"/><r:Relationship Id=\"t\" Type=\"x/sharedStrings\" "
               "Target=\"sharedStrings.xml\"/></r:Relationships>"}};
  parts.insert(parts.end(), prefixed.begin(), prefixed.end());
  const Read read(test::zip_of(parts));
  CHECK(read.cell(0, 0) == Is{CellKind::Text, "one"});
}
