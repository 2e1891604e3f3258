#include "bench/lists.h"

#include <expat.h>
#include <fmt/format.h>
#include <unzip.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "bench/timing.h"
#include "tests/common/zip_file.h"

namespace precept::bench {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPeople = 100'000, kColumns = 6;
constexpr int kRounds = 10;

using Row = std::array<std::string, kColumns>;

const Row kHeader{"name", "entity", "category", "country", "study_groups", "invited"};

Row row(std::size_t i) {
  constexpr std::array<const char*, 10> kCountries{"KE", "UG", "TZ", "RW", "NG",
                                                   "GH", "SN", "CI", "EG", "ZA"};
  return {fmt::format("Person {}", i),
          fmt::format("Administration {}", i % 500),
          i % 3 == 0 ? "SectorMember" : "MemberState",
          kCountries[i % kCountries.size()],
          "SG12;SG13",
          i % 2 == 0 ? "no" : "yes"};
}

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string meeting(const std::string& rest) {
  return R"({"kind": "Meeting", "group": {"name": "SG12RG-AFR", "parent": "SG12", "region": "AFR"}, )"
         R"("date": "2023-05-16", "joint_with": [])" +
         rest + "}";
}

std::string json_list() {
  std::string out = R"(,"attendance":[)";
  for (std::size_t i = 0; i < kPeople; ++i) {
    const Row cells = row(i);
    fmt::format_to(std::back_inserter(out),
                   R"({}{{"name":"{}","entity":"{}","category":"{}","country":"{}",)"
                   R"("study_groups":["SG12","SG13"],"invited":{}}})",
                   i == 0 ? "" : ",", cells[0], cells[1], cells[2], cells[3],
                   cells[5] == "yes" ? "true" : "false");
  }
  return out + "]";
}

std::string csv() {
  std::string out = fmt::format("{}\n", fmt::join(kHeader, ","));
  for (std::size_t i = 0; i < kPeople; ++i)
    fmt::format_to(std::back_inserter(out), "{}\n", fmt::join(row(i), ","));
  return out;
}

/// As spreadsheet programs write it: a cell says its name, and the number of a text that cells share. But
/// here no two do, which takes longest.
std::string workbook() {
  std::string rows, texts = "<sst>";
  std::size_t next_text = 0;
  const auto add = [&](std::size_t number, const Row& cells) {
    fmt::format_to(std::back_inserter(rows), "<row r=\"{}\" spans=\"1:{}\">", number, kColumns);
    for (std::size_t i = 0; i < kColumns; ++i) {
      fmt::format_to(std::back_inserter(rows), "<c r=\"{}{}\" t=\"s\"><v>{}</v></c>",
                     static_cast<char>('A' + i), number, next_text++);
      fmt::format_to(std::back_inserter(texts), "<si><t>{}</t></si>", cells[i]);
    }
    rows += "</row>";
  };
  add(1, kHeader);
  for (std::size_t i = 0; i < kPeople; ++i) add(i + 2, row(i));
  return test::workbook_of({{"List", "<sheetData>" + rows + "</sheetData>"}},
                           {{"xl/sharedStrings.xml", texts + "</sst>"}});
}

/// Counts the cells of the sheet.
std::size_t read_plainly(const fs::path& file) {
  std::size_t cells = 0;
  unzFile archive = unzOpen64(file.c_str());
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &cells);
  XML_SetElementHandler(
      parser,
      [](void* count, const char* element, const char**) {
        *static_cast<std::size_t*>(count) += std::string_view(element) == "c";
      },
      [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
  if (unzLocateFile(archive, "xl/worksheets/sheet1.xml", 1) != UNZ_OK) return 0;
  unzOpenCurrentFile(archive);
  std::vector<char> piece(1 << 16);
  int size = 0;
  while ((size = unzReadCurrentFile(archive, piece.data(), static_cast<unsigned>(piece.size()))) > 0)
    XML_Parse(parser, piece.data(), size, 0);
  XML_Parse(parser, "", 0, 1);
  XML_ParserFree(parser);
  unzClose(archive);
  return cells;
}

}  // namespace

void bench_lists(const fs::path& root, const fs::path& precept, const fs::path& folder) {
  const std::string whole = folder / "whole.json", alone = folder / "meeting.json",
                    program = folder / "lists.pbc", sheet = folder / "list.xlsx";
  write(whole, meeting(json_list()));
  write(alone, meeting(""));
  write(folder / "list.csv", csv());
  write(sheet, workbook());
  run_process({precept, "compile", root / "policies/wtsa-res54", "-o", program});
  const auto check = [&](const std::string& document, const std::string& list) {
    std::vector<std::string> words{precept, "check", document, "--policy", program, "--quiet"};
    if (!list.empty()) words.insert(words.end(), {"--table", "attendance=" + list});
    return run_process(words);
  };
  ProcessCost json = kMostCostly, text = kMostCostly, book = kMostCostly;
  double plain = json.user;
  for (int i = 0; i < kRounds; ++i) {
    json = cheaper(json, check(whole, ""));
    text = cheaper(text, check(alone, folder / "list.csv"));
    book = cheaper(book, check(alone, sheet));
    plain = std::min(plain, user_seconds([&] {
                       if (read_plainly(sheet) != (kPeople + 1) * kColumns) std::exit(1);
                     }));
  }
  fmt::print("\nLists of {} people, the least user time of {} checks of each\n", kPeople, kRounds);
  fmt::print("  JSON                      {:>6.3f} s  {:>4.0f} MB\n", json.user, json.megabytes);
  fmt::print("  CSV                       {:>6.3f} s  {:>4.0f} MB  {:.2f} × JSON\n", text.user,
             text.megabytes, text.user / json.user);
  fmt::print("  workbook                  {:>6.3f} s  {:>4.0f} MB  {:.2f} × a plain read of its sheet\n",
             book.user, book.megabytes, book.user / plain);
  fmt::print("  a plain read of the sheet {:>6.3f} s\n", plain);
}

}  // namespace precept::bench
