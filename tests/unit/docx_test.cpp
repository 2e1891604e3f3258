// Official texts as .docx files: made here, read back, and damaged.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "compiler/official/forms/forms.h"
#include "tests/common/zip_file.h"

using precept::official::read_docx;
using precept::test::zip_of;

namespace {

constexpr const char* kNumbering = R"(<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>
  <w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>)";

std::string item(int level, const std::string& words) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
         "\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
}

std::string document(const std::string& body) {
  return zip_of(
      {{"[Content_Types].xml", "<Types/>"},
       {"word/document.xml", "<w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"},
       {"word/numbering.xml", kNumbering}});
}

/// The paragraphs with their marks in front; none where the file is refused.
std::optional<std::vector<std::string>> paragraphs_of(const std::string& bytes) {
  const auto layout = read_docx(bytes);
  if (!layout) return std::nullopt;
  std::vector<std::string> paragraphs;
  for (const auto& block : layout->blocks) {
    const std::string heading(static_cast<std::size_t>(block.heading), '#');
    paragraphs.push_back(heading + (heading.empty() ? "" : " ") + block.mark +
                         (block.mark.empty() ? "" : " ") + block.text);
  }
  return paragraphs;
}

std::string why_refused(const std::string& bytes) {
  const auto layout = read_docx(bytes);
  return layout ? "" : layout.error();
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("numbers and letters of lists are written out, as they are seen on paper") {
  auto paragraphs =
      paragraphs_of(document("<w:p><w:r><w:t>resolves</w:t></w:r></w:p>" + item(0, "first") +
                             item(0, "second") + item(1, "a letter") + item(1, "its next") + item(2, "one") +
                             item(2, "two") + item(2, "three") + item(2, "four")));
  REQUIRE(paragraphs);
  CHECK(*paragraphs == std::vector<std::string>{"resolves", "1 first", "2 second", "a) a letter",
                                                "b) its next", "i) one", "ii) two", "iii) three",
                                                "iv) four"});
}

TEST_CASE("only words that stand in the text are read") {
  auto paragraphs = paragraphs_of(
      document("<w:p><w:pPr><w:t>no</w:t></w:pPr><w:r><w:t>sub</w:t></w:r><w:r><w:noBreakHyphen/"
               "><w:t>region</w:t></w:r>"
               "<w:del><w:r><w:t> struck</w:t></w:r></w:del><w:ins><w:r><w:t> put in</w:t></w:r></w:ins>"
               "<w:r><w:rPr><w:strike/></w:rPr><w:t> not</w:t></w:r>"
               "<w:r><w:rPr><w:vanish w:val=\"true\"/></w:rPr><w:t> unseen</w:t></w:r>"
               "<w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t> and kept</w:t></w:r>"
               "<w:r><w:footnoteReference w:id=\"1\"/><w:tab/><w:t>end &amp; all</w:t></w:r></w:p>"));
  REQUIRE(paragraphs);
  CHECK(*paragraphs == std::vector<std::string>{"sub-region put in and kept end & all"});
}

TEST_CASE("what is no document is refused") {
  CHECK_FALSE(read_docx(""));
  CHECK_FALSE(read_docx("PK\x03\x04 and nothing more"));
  CHECK_FALSE(read_docx(zip_of({{"word/styles.xml", "<w:styles/>"}})));
  CHECK_FALSE(read_docx(zip_of({{"word/document.xml", "<w:document><w:body>"}})));
}

TEST_CASE("a damaged file is refused or gives the same words") {
  const std::string whole =
      document(item(0, "committed to contributing actively") + item(1, "in the region"));
  const auto words = paragraphs_of(whole);
  REQUIRE(words);
  const auto is_refused_or_right = [&](const std::string& bytes) {
    auto read = paragraphs_of(bytes);
    return !read || *read == *words;
  };
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK(is_refused_or_right(whole.substr(0, cut)));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x15);
    CHECK(is_refused_or_right(changed));
  }
}

TEST_CASE("a list begins anew below the next number of the one above it") {
  const auto paragraphs = paragraphs_of(
      document(item(0, "one") + item(1, "a") + item(1, "b") + item(0, "two") + item(1, "a again")));
  CHECK(paragraphs == Strings{"1 one", "a) a", "b) b", "2 two", "a) a again"});
}

TEST_CASE("numbers of several levels are those of the pattern, and styles number too") {
  constexpr const char* kLevels = R"xml(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
    <w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>)xml";
  constexpr const char* kStyles = R"(<w:styles xmlns:w="w">
    <w:style w:styleId="Kapitel"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="Own"><w:basedOn w:val="Kapitel"/></w:style></w:styles>)";
  const auto styled = [](const std::string& style, const std::string& words) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
  };
  const auto level = [](int at, const std::string& words) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(at) +
           "\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
  };
  const std::string body = styled("Kapitel", "Rooms") + level(1, "open") + level(2, "wide") +
                           level(2, "high") + styled("Own", "Doors");
  const auto paragraphs = paragraphs_of(
      zip_of({{"word/document.xml", "<w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"},
              {"word/numbering.xml", kLevels},
              {"word/styles.xml", kStyles}}));
  CHECK(paragraphs == Strings{"## 4. Rooms", "4.1. open", "(I) wide", "(II) high", "## 5. Doors"});
}

TEST_CASE("words in tables are read; a table of contents and a box are left out, and told") {
  const auto layout =
      read_docx(document("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                         "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of "
                         "Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>"
                         "<w:p><w:r><w:t>Rooms 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
                         "<w:p><w:r><w:t>whole</w:t><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></"
                         "w:txbxContent></w:r></w:p>"));
  REQUIRE(layout);
  REQUIRE(layout->blocks.size() == 2);
  CHECK(layout->blocks[0].text == "a cell");
  CHECK(layout->blocks[1].text == "whole");
  REQUIRE(layout->left_out.size() == 2);
  CHECK(layout->left_out[0].why == "a table of contents");
  CHECK(layout->left_out[1].why == "a text box");
}

TEST_CASE("bombs and strangers are told for what they are") {
  CHECK(why_refused(zip_of({{"content.xml", "<office/>"}})).find("OpenDocument") != std::string::npos);
  const std::string bomb = "<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
  CHECK(why_refused(zip_of({{"word/document.xml", bomb + "<w:document><w:body/></w:document>"}}))
            .find("entities") != std::string::npos);
  CHECK(why_refused(zip_of({{"word/document.xml", std::string(33u << 20, ' ')}}))
            .find("unpacks to more than 33554432 bytes") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:r>";
  for (int i = 0; i < 100'000; ++i) deep += "</w:r>";
  CHECK(why_refused(document("<w:p>" + deep + "</w:p>")).find("too deep") != std::string::npos);
  CHECK(why_refused(document(deep)).find("too deep") != std::string::npos);
}
