#include "tests/common/zip_file.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace precept::test {

namespace {

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

void require(bool is_well) {
  if (!is_well) throw std::runtime_error("a fixture cannot be made");
}

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, kRelation, type, target);
}

std::string relations(const std::string& all) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all +
         "</Relationships>";
}

void put(Parts& parts, const std::pair<std::string, std::string>& part) {
  const auto place = std::ranges::find(parts, part.first, &std::pair<std::string, std::string>::first);
  if (place == parts.end()) {
    parts.push_back(part);
  } else {
    place->second = part.second;
  }
}

}  // namespace

std::string zip_of(const Parts& parts, bool are_locked) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("precept-{}.zip", getpid());
  zipFile zip = zipOpen64(file.c_str(), APPEND_STATUS_CREATE);
  require(zip != nullptr);
  for (const auto& [name, text] : parts) {
    require(zipOpenNewFileInZip4_64(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                    1, 0, -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, 0,
                                    are_locked, 0) == ZIP_OK);
    require(zipWriteInFileInZip(zip, text.data(), static_cast<unsigned>(text.size())) == ZIP_OK);
    require(zipCloseFileInZip(zip) == ZIP_OK);
  }
  require(zipClose(zip, nullptr) == ZIP_OK);
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(file);
  return bytes;
}

std::string workbook_of(const Parts& sheets, const Parts& others) {
  Parts parts{{"[Content_Types].xml", "<Types/>"},
              {"_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))}};
  std::string list, targets = relation("texts", "sharedStrings", "sharedStrings.xml") +
                              relation("styles", "styles", "/xl/styles.xml");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    list += fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="s{}"/>)", sheets[i].first, i + 1, i + 1);
    targets += relation(fmt::format("s{}", i + 1), "worksheet", fmt::format("worksheets/sheet{}.xml", i + 1));
    parts.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                       fmt::format(R"(<worksheet xmlns="{}">{}</worksheet>)", kMain, sheets[i].second));
  }
  parts.emplace_back("xl/workbook.xml",
                     fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}"><sheets>{}</sheets></workbook>)", kMain,
                                 kRelation, list));
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations(targets));
  parts.emplace_back("xl/sharedStrings.xml", fmt::format("<sst xmlns=\"{}\"/>", kMain));
  parts.emplace_back("xl/styles.xml", fmt::format("<styleSheet xmlns=\"{}\"/>", kMain));
  for (const auto& part : others) put(parts, part);
  return zip_of(parts);
}

}  // namespace precept::test
