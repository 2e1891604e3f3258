// CSV: RFC 4180, section 2, rule by rule, and malformed files.
#include "base/csv.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using precept::CsvCell;
using precept::CsvReader;

using Records = std::vector<std::vector<std::string>>;

Records read_all(std::string_view text) {
  CsvReader reader(text);
  Records records;
  std::vector<CsvCell> record;
  while (reader.next(record)) {
    auto& cells = records.emplace_back();
    for (const CsvCell& cell : record) cells.emplace_back(cell.text);
  }
  CHECK_FALSE(reader.error());
  return records;
}

precept::CsvError read_error(std::string_view text) {
  CsvReader reader(text);
  std::vector<CsvCell> record;
  while (reader.next(record)) {
  }
  REQUIRE(reader.error());
  CHECK_FALSE(reader.next(record));  // a reader that failed stays so
  return *reader.error();
}

}  // namespace

TEST_CASE("records end with CRLF or LF, the last one with either or with nothing") {
  CHECK(read_all("a,b\r\nc,d\r\n") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(read_all("a,b\nc,d") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(read_all("a,\n,b\n") == Records{{"a", ""}, {"", "b"}});
  CHECK(read_all("a,") == Records{{"a", ""}});
}

TEST_CASE("blanks belong to a cell; empty lines and a byte order mark are nothing") {
  CHECK(read_all(" a , b\n") == Records{{" a ", " b"}});
  CHECK(read_all("\n\r\na\n\n\nb\n\n") == Records{{"a"}, {"b"}});
  CHECK(read_all("\xEF\xBB\xBF\"a\",b") == Records{{"a", "b"}});
  CHECK(read_all("").empty());
  CHECK(read_all("\xEF\xBB\xBF").empty());
}

TEST_CASE("quoted cells hold commas, line breaks and doubled quotes") {
  CHECK(read_all("\"a,b\",\"c\nd\",\"e\r\nf\"\n") == Records{{"a,b", "c\nd", "e\r\nf"}});
  CHECK(read_all("\"a\"\"b\",\"\"\"\",\"\"") == Records{{"a\"b", "\"", ""}});
  CHECK(read_all("\"x\"\"\"\"y\"") == Records{{"x\"\"y"}});
  CHECK(read_all("\"\"\n") == Records{{""}});  // an empty cell, where an empty line would be no record
}

TEST_CASE("a cell knows its place, quotes included") {
  CsvReader reader("ab,\"c\"\"d\"\nx,yz");
  std::vector<CsvCell> record;
  REQUIRE(reader.next(record));
  CHECK(record[0].begin == 0);
  CHECK(record[0].end == 2);
  CHECK(record[1].begin == 3);
  CHECK(record[1].end == 9);
  REQUIRE(reader.next(record));
  CHECK(record[1].begin == 12);
  CHECK(record[1].end == 14);
}

TEST_CASE("what is no CSV is told with its place, after the records before it") {
  CHECK(read_error("a,b\"c\n").begin == 3);
  CHECK(read_error("a\n\"b\nc").begin == 2);
  CHECK(read_error("\"a\"b").begin == 3);
  CHECK(read_error("\"a\" ,b").begin == 3);
  CHECK(read_error("a\rb").begin == 1);
  CHECK(read_error("\"a\"\rb").begin == 3);
  CHECK(read_error("\"").begin == 0);
}

TEST_CASE("another separator, and another start") {
  CsvReader reader("sep=;\na,b;\"c;d\"\n", {.separator = ';', .begin = 6});
  std::vector<CsvCell> record;
  REQUIRE(reader.next(record));
  REQUIRE(record.size() == 2);
  CHECK(record[0].text == "a,b");
  CHECK(record[1].text == "c;d");
  CHECK(record[1].begin == 10);
}

TEST_CASE("a mistake says what it is and where its cell begins") {
  CHECK(read_error("a,b\"c\n").fault == precept::CsvFault::QuoteInCell);
  CHECK(read_error("a\rb").fault == precept::CsvFault::ReturnInCell);
  CHECK(read_error("a,\"b\nc").fault == precept::CsvFault::OpenQuote);
  CHECK(read_error("a,\"b\nc\"d").fault == precept::CsvFault::AfterQuote);
  CHECK(read_error("a,\"b\nc\"d").cell == 2);
}
