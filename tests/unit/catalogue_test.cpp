// What the documentation says of a code, as `precept explain CODE` finds it.
#include "authoring/catalogue/catalogue.h"

#include <doctest/doctest.h>

using namespace precept::catalogue;

namespace {

constexpr const char* kPage =
    "# Page\n\nHead.\n\n### E1234: a title: with a colon\n\nWhy.\n\n```precept error=E1234\n### E9999: no "
    "heading\n"
    "\nclause one\n```\n\nMore.\n\n## Part\n\nNot of it.\n\n### W0001: another\n### No code: "
    "here\n\nNothing.\n";

}  // namespace

TEST_CASE("a section goes from its heading to the next one, and code has no headings") {
  const std::vector<Section> sections = sections_of(kPage);
  REQUIRE(sections.size() == 2);
  CHECK(sections[0].code == "E1234");
  CHECK(sections[0].title == "a title: with a colon");
  CHECK(sections[0].text.starts_with("Why."));
  CHECK(sections[0].text.ends_with("More."));
  CHECK(sections[1].code == "W0001");
  CHECK(sections[1].text.empty());
}

TEST_CASE("for a terminal code is set in, and fences are gone") {
  const auto section = section_of(kPage, "e1234");
  REQUIRE(section);
  CHECK(section_text(*section) == "Why.\n\n    ### E9999: no heading\n\n    clause one\n\nMore.\n");
}

TEST_CASE("a code without a section has none, and no text is read as one") {
  CHECK_FALSE(section_of(kPage, "E9999"));
  CHECK_FALSE(section_of(kPage, ""));
  CHECK_FALSE(section_of("", "E1234"));
  CHECK(sections_of("### E1: short\n### e1234: small\n### E12345: long\n").empty());
}
