// Official texts as .docx files: made here, read back, and damaged.
#include "compiler/source_lock/docx.h"

#include <doctest/doctest.h>

#include "tests/common/zip_file.h"

using precept::source_lock::read_docx;
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

}  // namespace

TEST_CASE("numbers and letters of lists are written out, as they are seen on paper") {
  auto paragraphs = read_docx(document("<w:p><w:r><w:t>resolves</w:t></w:r></w:p>" + item(0, "first") +
                                       item(0, "second") + item(1, "a letter") + item(1, "its next") +
                                       item(2, "one") + item(2, "two") + item(2, "three") + item(2, "four")));
  REQUIRE(paragraphs);
  CHECK(*paragraphs == std::vector<std::string>{"resolves", "1 first", "2 second", "a) a letter",
                                                "b) its next", "i) one", "ii) two", "iii) three",
                                                "iv) four"});
}

TEST_CASE("only words that stand in the text are read") {
  auto paragraphs = read_docx(
      document("<w:p><w:pPr><w:t>no</w:t></w:pPr><w:r><w:t>sub</w:t></w:r><w:r><w:noBreakHyphen/"
               "><w:t>region</w:t></w:r>"
               "<w:del><w:r><w:t> struck</w:t></w:r></w:del><w:ins><w:r><w:t> put in</w:t></w:r></w:ins>"
               "<w:r><w:footnoteReference w:id=\"1\"/><w:tab/><w:t>end &amp; all</w:t></w:r></w:p>"));
  REQUIRE(paragraphs);
  CHECK(*paragraphs == std::vector<std::string>{"sub-region put in end & all"});
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
  const auto words = read_docx(whole);
  REQUIRE(words);
  const auto is_refused_or_right = [&](const std::string& bytes) {
    auto read = read_docx(bytes);
    return !read || *read == *words;
  };
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK(is_refused_or_right(whole.substr(0, cut)));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x15);
    CHECK(is_refused_or_right(changed));
  }
}
