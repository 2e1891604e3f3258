// CSV files as sheets, and what a file is by its content.
#include <doctest/doctest.h>

#include <algorithm>

#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/encoding.h"
#include "tests/common/zip_file.h"

using namespace precept;

namespace {

using Texts = std::vector<std::vector<std::string>>;

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Workbook> workbook;

  explicit Read(std::string bytes, const CsvOptions& options = {}) {
    const FileId file = sources.add("list.csv", std::move(bytes));
    workbook = read_csv(file, sources, options, diagnostics);
    CHECK(workbook.has_value() != diagnostics.has_errors());
  }
  const Sheet& sheet() const {
    REQUIRE(workbook);
    REQUIRE(workbook->sheets.size() == 1);
    return workbook->sheets[0];
  }
  Texts texts() const {
    Texts all;
    for (const auto& row : sheet().rows) {
      auto& texts = all.emplace_back();
      for (const Cell& cell : row) texts.emplace_back(cell.text);
    }
    return all;
  }
  std::string place(std::size_t row, std::size_t column) const {
    return place(sheet().rows.at(row).at(column).place);
  }
  std::string place(Span span) const {
    const LineColumn at = sources.locate(span.file, span.begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  /// The only mistake: its code, its place and its message.
  std::string mistake() const {
    REQUIRE(diagnostics.all().size() == 1);
    const Diagnostic& one = diagnostics.all()[0];
    CHECK_FALSE(one.help.empty());
    const std::string at = one.labels.empty() ? "" : " " + place(one.labels[0].span);
    return std::string(info(one.kind).code) + at + " " + one.message;
  }
};

Texts read(std::string bytes, const CsvOptions& options = {}) {
  return Read(std::move(bytes), options).texts();
}

/// Knows the columns `name` and `entity`.
CsvOptions knowing() {
  CsvOptions options;
  options.known_columns = [](std::span<const Cell> header) {
    return static_cast<std::size_t>(std::ranges::count_if(
        header, [](const Cell& cell) { return cell.text == "name" || cell.text == "entity"; }));
  };
  return options;
}

CsvOptions in_encoding(std::string encoding) {
  CsvOptions options;
  options.encoding = std::move(encoding);
  return options;
}

std::string utf16(std::u16string_view text, bool is_big) {
  std::string bytes;
  for (char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += is_big ? high : low;
    bytes += is_big ? low : high;
  }
  return bytes;
}

}  // namespace

TEST_CASE("UTF-8 with or without a mark, UTF-16 with one") {
  const Texts expected{{"name"}, {"Zoë 芳"}};
  CHECK(read("name\nZoë 芳\n") == expected);
  CHECK(read("\xEF\xBB\xBFname\nZoë 芳\n") == expected);
  CHECK(read(utf16(u"\uFEFFname\nZoë 芳\n", false)) == expected);
  CHECK(read(utf16(u"\uFEFFname\nZoë 芳\n", true)) == expected);
}

TEST_CASE("other bytes are told at the first, unless the mapping says what they are") {
  const std::string latin = "name\nRen\xE9\x65,\xE9\n";
  CHECK(Read(latin).mistake() == "E4012 2:4 byte 8 (0xE9) is not valid UTF-8");
  CHECK(Read(latin).diagnostics.all()[0].help.find("encoding") != std::string::npos);
  CHECK(read(latin, in_encoding("windows-1252")) == Texts{{"name"}, {"Renée", "é"}});
  CHECK(read("\xC8\xE2\xE0\xED\n", in_encoding("windows-1251")) == Texts{{"Иван"}});
  CHECK(read(utf16(u"é;b", false), in_encoding("UTF-16LE")) == Texts{{"é", "b"}});
  CHECK(read(utf16(u"e;b", false), in_encoding("UTF-16LE")) == Texts{{"e", "b"}});
  // What is right without an encoding stays right.
  CHECK(read("Zoë\n", in_encoding("windows-1252")) == Texts{{"Zoë"}});
  CHECK(Read("a\x81", in_encoding("windows-1252")).mistake() ==
        "E4012 1:2 byte 1 (0x81) is not valid windows-1252");
  CHECK(Read("\xFF\xFE"
             "a")
            .mistake() == "E4012 1:3 byte 2 (0x61) is not valid UTF-16LE");
  CHECK(is_known_encoding("Windows-1252"));
  CHECK(is_known_encoding("utf-8"));
  CHECK(is_known_encoding("euc-kr"));
  CHECK_FALSE(is_known_encoding("windows-12"));
  CHECK_FALSE(is_known_encoding(""));
}

TEST_CASE("every encoding that is known can be read") {
  const std::string_view all = known_encodings();
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < all.size(); ++count) {
    const std::size_t end = std::min(all.find(", ", begin), all.size());
    const std::string name(all.substr(begin, end - begin));
    CAPTURE(name);
    CHECK(is_known_encoding(name));
    // Bytes that are two letters or one in each of them, and no UTF-8.
    Sources sources;
    Diagnostics diagnostics;
    const FileId file = sources.add("list.csv", name == "UTF-8" ? "À" : "\xC7\xC8");
    CHECK(as_utf8(file, name, sources, diagnostics));
    begin = end + 2;
  }
  CHECK(count == 24);
}

TEST_CASE("the separator is the one under which most columns are known, then most cells") {
  CHECK(read("name;entity\nA,B;C\n", knowing()) == Texts{{"name", "entity"}, {"A,B", "C"}});
  CHECK(read("name\tentity\nA\tB\n", knowing()) == Texts{{"name", "entity"}, {"A", "B"}});
  CHECK(read("name,a;b;c;d\n", knowing()) == Texts{{"name", "a;b;c;d"}});
  CHECK(read("\"name\";\"entity\"\n\"a\";b\n", knowing()) == Texts{{"name", "entity"}, {"a", "b"}});
  CHECK(read("x;y;z\n1,2\n") == Texts{{"x", "y", "z"}, {"1,2"}});
  CHECK(read("x,y;z\n") == Texts{{"x", "y;z"}});
  CHECK(read("one\n") == Texts{{"one"}});
  SUBCASE("the header is the first row that is not blank, or the one that the mapping names") {
    CHECK(read("\n ; ; \nname;entity\n", knowing()) == Texts{{"", "", ""}, {"name", "entity"}});
    CsvOptions options = knowing();
    options.header_line = 3;
    CHECK(read("Report,of,today\n\nname;entity\n", options) ==
          Texts{{"Report,of,today"}, {"name", "entity"}});
  }
  SUBCASE("the mapping or a line decides") {
    CsvOptions options = knowing();
    options.delimiter = '|';
    CHECK(read("name|entity,x\n", options) == Texts{{"name", "entity,x"}});
    CHECK(read("sep=|\r\na|b\r\n", knowing()) == Texts{{"a", "b"}});
    CHECK(read("\xEF\xBB\xBFsep=;\na,x;b\n") == Texts{{"a,x", "b"}});
    CHECK(read("\"sep=;\"\na,x;b\n") == Texts{{"a,x", "b"}});
    CHECK(read("sep=;").empty());
    CHECK(Read("sep=;\na;b\n").place(0, 1) == "2:3");
    CHECK(read("sep=ab\nx\n") == Texts{{"sep=ab"}, {"x"}});
  }
}

TEST_CASE("rows end with LF, CRLF or CR") {
  const Texts expected{{"a", "b"}, {"c", "d\ne"}, {"f"}};
  CHECK(read("a,b\nc,\"d\ne\"\nf\n") == expected);
  CHECK(read("a,b\r\nc,\"d\r\ne\"\r\nf") == expected);
  const Read mac("a,b\rc,\"d\re\"\rf");
  CHECK(mac.texts() == expected);
  CHECK(mac.place(0, 1) == "1:3");
  CHECK(mac.place(1, 1) == "2:3");
  CHECK(mac.place(2, 0) == "4:1");
}

TEST_CASE("quotes hold separators, quotes and line breaks") {
  CHECK(read("\"a,b\",\"c \"\"d\"\"\"\n") == Texts{{"a,b", "c \"d\""}});
  CHECK(Read("a,\"b\n").mistake() == "E4020 1:3 a cell in quotes begins here and is not closed");
  const Read open("a,b\nc,\"d\ne,\"f\"\n");
  CHECK(open.mistake() == "E4020 3:4 a cell in quotes goes on behind its closing quote");
  REQUIRE(open.diagnostics.all()[0].labels.size() == 2);
  CHECK(open.place(open.diagnostics.all()[0].labels[1].span) == "2:3");
  CHECK(Read("a,b \"c\"\n").mistake() == "E4020 1:5 a quote in a cell that does not begin with one");
}

TEST_CASE("cells that nobody sees anything in are empty, and stay in their place") {
  const Read list("a,b\n,\xC2\xA0\n\n  \xE2\x80\x8B,\" x \"\n");
  CHECK(list.texts() == Texts{{"a", "b"}, {"", ""}, {"", " x "}});
  const auto& rows = list.sheet().rows;
  CHECK(rows[1][0].kind == CellKind::Empty);
  CHECK(rows[1][1].kind == CellKind::Empty);
  CHECK(rows[2][0].kind == CellKind::Empty);
  CHECK(rows[2][1].kind == CellKind::Text);
  CHECK(list.place(2, 1) == "4:5");
  CHECK(list.sources.text(rows[2][1].place) == "\" x \"");
  CHECK(read("").empty());
  CHECK(read("\n\n").empty());
}

TEST_CASE("a formula is text") {
  CHECK(read("=cmd|' /C calc'!A0,=1+1\n") == Texts{{"=cmd|' /C calc'!A0", "=1+1"}});
}

TEST_CASE("a file is what it holds, whatever it is called") {
  // A file of the old binary format: a header of 512 bytes, then directory entries of 128.
  const auto compound = [](const std::string& stream) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    bytes.resize(640, '\0');
    for (char letter : stream) bytes += {letter, '\0'};
    bytes.resize(640 + 64, '\0');
    bytes += static_cast<char>(2 * (stream.size() + 1));
    bytes.resize(1024, '\0');
    return bytes;
  };
  const auto document = [](const std::string& kind) {
    return test::zip_of(
        {{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", "<x/>"}});
  };
  const auto with = [](const std::string& part) {
    return test::zip_of({{"[Content_Types].xml", "<Types/>"}, {part, "<x/>"}});
  };
  const std::string workbook = test::workbook_of({{"List", ""}});
  const std::pair<std::string, FileContent> files[] = {
      {"", FileContent::Text},
      {"name,entity\n", FileContent::Text},
      {"\xFF\xFE\x61\0", FileContent::Text},
      {"\xEF\xBB\xBFname\n", FileContent::Text},
      {"Ren\xE9", FileContent::Text},
      {workbook, FileContent::Workbook},
      {compound("Workbook"), FileContent::Excel97},
      {compound("Book"), FileContent::Excel97},
      {compound("EncryptedPackage"), FileContent::LockedWorkbook},
      {compound("WordDocument"), FileContent::WordProcessor},
      {compound("Anything"), FileContent::Other},
      {with("xl/workbook.bin"), FileContent::BinaryWorkbook},
      {with("word/document.xml"), FileContent::WordProcessor},
      {with("ppt/presentation.xml"), FileContent::Slides},
      {document("spreadsheet"), FileContent::OpenDocument},
      {document("text"), FileContent::WordProcessor},
      {test::zip_of({{"Index/Document.iwa", "x"}}), FileContent::Numbers},
      {test::zip_of({{"list.csv", "name"}}), FileContent::Zip},
      {workbook.substr(0, workbook.size() / 2), FileContent::DamagedArchive},
      {" \n<!DOCTYPE HTML><table>", FileContent::WebPage},
      {"<table border=1>", FileContent::WebPage},
      {"<?xml version=\"1.0\"?><Workbook/>", FileContent::XmlSpreadsheet},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related", FileContent::WebPage},
      {"{\\rtf1\\ansi name}", FileContent::RichText},
      {"[{\"name\": \"Ada\"}]", FileContent::Json},
      {"\xEF\xBB\xBF\n{ \"name\": \"Ada\"}\n", FileContent::Json},
      {"[name],{entity}\n", FileContent::Text},
      {std::string("\x1F\x8B\x08\0", 4), FileContent::Compressed},
      {"%PDF-1.7", FileContent::Pdf},
      {std::string("a\0b", 3), FileContent::Other},
  };
  for (const auto& [bytes, content] : files) {
    CAPTURE(bytes.substr(0, 40));
    CHECK(content_of(bytes) == content);
    if (content == FileContent::Text) continue;
    const std::string code = content == FileContent::DamagedArchive ? "E4021" : "E4015";
    const std::string told = Read(bytes).mistake();  // and read_csv refuses it by that
    CHECK(told.starts_with(code + " `list.csv` is "));
  }
  CHECK(Read(compound("Workbook")).mistake() ==
        "E4015 `list.csv` is an Excel 97-2003 workbook (.xls), which is not read");
}
