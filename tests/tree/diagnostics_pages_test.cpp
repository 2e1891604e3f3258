// The pages of the diagnostics, docs/diagnostics/, say of each code of base/diagnostics.def three things,
// under the heading `### CODE: title`:
//
//   why           a paragraph before the first block: why it is a mistake, or what would silently go wrong
//   what gives it a block with error=CODE, or a `console` block whose output has `[CODE]`
//   what mends it a block of the same word with mended=CODE, which begins like it and gives no diagnostic
//
// docs_test.cpp runs the blocks. A code that no small example can give has a paragraph that begins with
// `No example:` and says why; there are few, and they are named here. docs/diagnostics.md is the index.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "tests/tree/pages.h"

namespace {

namespace fs = std::filesystem;

using precept::test::Block, precept::test::blocks_of, precept::test::lines_of, precept::test::option,
    precept::test::pages, precept::test::read_file;

/// Their pages say why. A code that gets an example must leave this list.
const std::set<std::string> kWithoutExample = {"E3001", "E5043", "E5046"};

struct Section {
  std::string page;  ///< "docs/diagnostics/syntax.md"
  std::string heading, why;
  std::vector<Block> blocks;
  std::string text;
};

/// The first paragraph of a section, if no block stands before it.
std::string first_paragraph(const std::string& text) {
  std::string paragraph;
  for (const std::string& line : lines_of(text)) {
    if (line.empty() && !paragraph.empty()) break;
    if (line.starts_with("```")) break;
    if (!line.empty()) paragraph += line + " ";
  }
  return paragraph;
}

std::size_t words_in(const std::string& text) {
  std::istringstream words(text);
  return static_cast<std::size_t>(
      std::distance(std::istream_iterator<std::string>(words), std::istream_iterator<std::string>()));
}

void add_sections(const std::string& page, const std::string& text,
                  std::map<std::string, Section>& sections) {
  const std::vector<Block> blocks = blocks_of(page, text);
  static const std::string kHeading = "\n### ";
  for (std::size_t at = text.find(kHeading); at != std::string::npos;) {
    const std::size_t begin = at + kHeading.size(), end = text.find('\n', begin);
    at = text.find(kHeading, end);
    Section section{.page = page, .heading = text.substr(begin, end - begin)};
    section.text = text.substr(end + 1, at == std::string::npos ? at : at - end - 1);
    section.why = first_paragraph(section.text);
    std::ranges::copy_if(blocks, std::back_inserter(section.blocks),
                         [&](const Block& block) { return block.section == section.heading; });
    const std::string code = section.heading.substr(0, section.heading.find(':'));
    CHECK_MESSAGE(sections.emplace(code, section).second, code << " has two sections");
  }
}

std::map<std::string, Section> all_sections() {
  std::map<std::string, Section> sections;
  for (const std::string& page : pages()) {
    if (!page.starts_with("docs/diagnostics/")) continue;
    add_sections(page, read_file(fs::path(PRECEPT_SOURCE_DIR) / page), sections);
  }
  return sections;
}

bool gives(const Block& block, const std::string& code) {
  if (option(block, "error") == code) return true;
  return block.word == "console" && block.text.find("[" + code + "]") != std::string::npos;
}

bool is_blank(const std::string& line) {
  return line.find_first_not_of(' ') == std::string::npos;
}

/// How many of the lines of one block, blank ones aside, stand in the other too.
std::size_t lines_in_common(const Block& one, const Block& other) {
  const std::vector<std::string> in_one = lines_of(one.text), in_other = lines_of(other.text);
  return static_cast<std::size_t>(std::ranges::count_if(in_one, [&](const std::string& line) {
    return !is_blank(line) && std::ranges::find(in_other, line) != in_other.end();
  }));
}

/// A mended policy is the one of the mistake but for a few lines.
bool is_like(const Block& mended, const Block& firing) {
  if (mended.word != "precept" || firing.word != "precept") return true;
  const std::vector<std::string> lines = lines_of(firing.text);
  const auto most = static_cast<std::size_t>(std::ranges::count_if(lines, std::not_fn(is_blank)));
  return 2 * lines_in_common(firing, mended) + 1 >= most;
}

bool is_mended(const Section& section, const std::string& code) {
  return std::ranges::any_of(section.blocks, [&](const Block& mended) {
    if (option(mended, "mended") != code) return false;
    return std::ranges::any_of(section.blocks, [&](const Block& firing) {
      return gives(firing, code) && firing.word == mended.word && firing.line < mended.line &&
             is_like(mended, firing);
    });
  });
}

/// The anchor that a heading has on the web.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const unsigned char c : heading) {
    if (std::isalnum(c) || c == '_' || c == '-' || c >= 0x80) anchor += static_cast<char>(std::tolower(c));
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

/// Lints have pages of their own, docs/lints/, which docs_test.cpp holds.
bool is_lint(precept::DiagnosticKind kind) {
  return std::string_view(precept::info(kind).code).starts_with("W9");
}

std::vector<precept::DiagnosticKind> all_kinds() {
  std::vector<precept::DiagnosticKind> kinds;
  for (std::size_t i = 0; i < precept::diagnostic_kind_count(); ++i) {
    const auto kind = static_cast<precept::DiagnosticKind>(i);
    if (!is_lint(kind)) kinds.push_back(kind);
  }
  return kinds;
}

}  // namespace

TEST_CASE("the pages of the diagnostics say of each code why, what gives it and what mends it") {
  const std::map<std::string, Section> sections = all_sections();
  for (const precept::DiagnosticKind kind : all_kinds()) {
    const precept::DiagnosticInfo& info = precept::info(kind);
    const std::string code(info.code);
    CAPTURE(code);
    const auto found = sections.find(code);
    CHECK_MESSAGE(found != sections.end(), "no section");
    if (found == sections.end()) continue;
    const Section& section = found->second;
    CHECK(section.heading == code + ": " + std::string(info.title));
    CHECK_MESSAGE(words_in(section.why) >= 12, "no paragraph that says why");
    const bool is_exempt = kWithoutExample.contains(code);
    CHECK((section.text.find("\nNo example: ") != std::string::npos) == is_exempt);
    const bool is_given =
        std::ranges::any_of(section.blocks, [&](const Block& block) { return gives(block, code); });
    CHECK_MESSAGE(is_given != is_exempt, "no example that gives it");
    CHECK_MESSAGE(is_mended(section, code) != is_exempt, "no mended example like it");
  }
  for (const auto& [code, section] : sections) {
    const bool is_known =
        std::ranges::any_of(all_kinds(), [&](auto k) { return precept::info(k).code == code; });
    CHECK_MESSAGE(is_known, section.page << " has a section of " << code << ", which is no code");
  }
}

TEST_CASE("docs/diagnostics.md has one line for each code, which leads to its section") {
  const std::string index = read_file(fs::path(PRECEPT_SOURCE_DIR) / "docs/diagnostics.md");
  for (const auto& [code, section] : all_sections()) {
    const std::string page = section.page.substr(std::string_view("docs/").size());
    const std::string line = "\n| [" + code + "](" + page + "#" + anchor_of(section.heading) + ") | " +
                             section.heading.substr(code.size() + 2) + " |\n";
    CHECK_MESSAGE(index.find(line) != std::string::npos, "the index lacks" << line);
  }
}

namespace {

/// The section of a page with this text below the heading of E1003.
Section section_of(const std::string& text) {
  std::map<std::string, Section> sections;
  add_sections("made_up.md", "# Names\n\n### E1003: no field\n\n" + text, sections);
  return sections.at("E1003");
}

}  // namespace

TEST_CASE("the rules for sections can fail") {
  const std::string firing = "```precept error=E1003\nabout A a\nclause one\n  shall a.b\n```\n";
  const std::string mended = "```precept mended=E1003\nabout A a\nclause one\n  shall a.c\n```\n";
  CHECK(is_mended(section_of("Why.\n\n" + firing + mended), "E1003"));
  CHECK_FALSE(is_mended(section_of("Why.\n\n" + firing), "E1003"));
  CHECK_FALSE(is_mended(section_of("Why.\n\n" + mended + firing), "E1003"));
  CHECK_FALSE(is_mended(section_of(firing + mended), "E1004"));
  CHECK_FALSE(is_mended(section_of(firing + "```precept mended=E1003\n-- another\n```\n"), "E1003"));
  CHECK_FALSE(is_mended(section_of(firing + "```console mended=E1003\n$ true\n```\n"), "E1003"));
  CHECK(section_of("Why\nit is.\n\nMore.\n").why == "Why it is. ");
  CHECK(section_of(firing + "Too late.\n").why.empty());
}
