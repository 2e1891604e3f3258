// Changes CSV files and the parts of a workbook word by word, and reads them. An input is "csv" or the name
// of a part of the workbook, a line break, the text. What is read has its cells' places in its own text; what
// is refused says why, once.
#include <cstdlib>

#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"
#include "tests/common/zip_file.h"
#include "tests/fuzz/driver.h"

using namespace precept;
using namespace precept::test;

namespace {

constexpr const char* kSeeds[] = {
    "csv\n\xEF\xBB\xBFname;study_groups\r\n\"Ada \"\"A.\"\" Lim\";SG12;\"two\r\nlines\"\r\n",
    "csv\nsep=\t\nname\tentity\rZoë\t\xE9\r",
    "_rels/.rels\n<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" "
    "Target=\"/xl/../xl/workbook.xml\"/>"
    "</Relationships>",
    "xl/workbook.xml\n<x:workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"List\" "
    "state=\"hidden\" r:id=\"s1\"/></sheets></x:workbook>",
    "xl/sharedStrings.xml\n<sst><si><r><t>rich</t></r><rPh><t>x</t></rPh></si><si><t>_x000D_&amp;</t></si></"
    "sst>",
    "xl/styles.xml\n<styleSheet><numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"[h]yyyy\\-mm;@\"/></numFmts><cellXfs>"
    "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
    "xl/worksheets/sheet1.xml\n<worksheet><sheetData><row r=\"2\" hidden=\"1\"><c r=\"B2\" "
    "s=\"1\"><v>45064.5</v></c>"
    "<c t=\"inlineStr\"><is><t>a\tb</t></is></c><c r=\"E2\" t=\"b\"><v>1</v></c><c "
    "t=\"e\"><f>X</f><v>#N/A</v></c>"
    "<c><f/></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>",
};

bool has_places(const Workbook& workbook, const Sources& sources) {
  for (const Sheet& sheet : workbook.sheets) {
    for (const auto& row : sheet.rows) {
      for (const Cell& cell : row) {
        if (cell.place.file != sheet.file) return false;
        if (cell.place.end > sources.file(sheet.file).text.size()) return false;
      }
    }
  }
  return true;
}

bool run(const std::string& input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string part = input.substr(0, end), text = input.substr(std::min(end + 1, input.size()));
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Workbook> workbook;
  if (part == "csv") {
    const FileId file = sources.add("list.csv", text);
    workbook = read_csv(file, sources, {.encoding = "windows-1252"}, diagnostics);
  } else {
    const std::string bytes = workbook_of({{"List", "<sheetData/>"}}, {{part, text}});
    workbook = read_workbook(bytes, "list.xlsx", sources, diagnostics);
  }
  diagnostics_text(diagnostics, sources, Color::Off);
  if (diagnostics.all().size() != (workbook ? 0 : 1)) std::abort();
  if (workbook && !has_places(*workbook, sources)) std::abort();
  return workbook.has_value();
}

Target target(const std::vector<std::string>&) {
  Target made;
  std::vector<std::string> pieces{"1048576", "XFD1048576", "0", "-1", "1e300", "<!DOCTYPE x>", "\"", "\r"};
  for (const char* seed : kSeeds) {
    made.seeds.emplace_back(seed);
    for (std::string& piece : tokens_of(seed)) pieces.push_back(std::move(piece));
  }
  made.run = run;
  made.change_at_random = [pieces](std::string& input, Random& random) {
    const std::size_t end = input.find('\n') + 1;
    std::string text = input.substr(end);
    mutate_text(text, pieces, random);
    input = input.substr(0, end) + text;
  };
  return made;
}

}  // namespace

int main(int count, char** words) {
  return fuzz_main(count, words, target);
}
