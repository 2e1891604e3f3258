// The layout of policies, modules and tests: small texts before and after, every file of the repository, and
// files with mistakes.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "authoring/format/line_diff.h"
#include "tests/format/laid_out.h"

using namespace precept;
using precept::test::laid_out;
using precept::test::seen;

namespace fs = std::filesystem;

namespace {

const fs::path kRoot = PRECEPT_ROOT;

std::string text_of(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

std::vector<fs::path> policies_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder))
    if (entry.path().extension() == ".precept") files.push_back(entry.path());
  std::ranges::sort(files);
  REQUIRE(!files.empty());
  return files;
}

/// The lines of a text without the blanks at their ends, as nothing of a statement that is left may differ.
bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

void check_any(const fs::path& file) {
  CAPTURE(file.string());
  const std::string text = text_of(file);
  const format::Formatted made = format::format_text(file.filename().string(), text);
  const auto before = seen(text), after = seen(made.text);
  CHECK(before.shapes == after.shapes);
  CHECK(before.comments == after.comments);
  CHECK(before.has_mistakes == after.has_mistakes);
  CHECK(laid_out(made.text) == made.text);
  for (const Span& left : made.left) CHECK(holds(made.text, text.substr(left.begin, left.end - left.begin)));
}

}  // namespace

TEST_CASE("what is there is laid out: policies, examples, the template of new projects") {
  for (const char* folder : {"policies", "examples", "bench", "tools/scaffold/template", "tests/lists"}) {
    for (const fs::path& file : policies_in(folder)) {
      CAPTURE(file.string());
      const std::string text = text_of(file);
      CHECK(format::unified_diff("", text, laid_out(text)) == "");
      CHECK(laid_out(text) == text);
    }
  }
}

TEST_CASE("any file of the repository says the same when it is laid out, and is then laid out") {
  for (const char* folder : {"policies", "examples", "bench", "tools", "tests"}) {
    for (const fs::path& file : policies_in(folder)) check_any(file);
  }
}

TEST_CASE("small texts, before and after") {
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/format/cases")) {
    const std::string name = entry.path().filename().string();
    const auto at = name.find(".before");
    if (at == std::string::npos) continue;
    CAPTURE(name);
    ++cases;
    const std::string after = text_of(entry.path().parent_path() / (name.substr(0, at) + ".after"));
    CHECK(laid_out(text_of(entry.path())) == after);
    CHECK(laid_out(after) == after);
  }
  CHECK(cases > 5);
}

TEST_CASE("line ends are kept, and the text ends with one") {
  CHECK(laid_out("policy p\r\nclause a\r\n informative \"x\r\n y\"") ==
        "policy p\r\nclause a\r\n  informative \"x\r\n               y\"\r\n");
  CHECK(laid_out("policy p\n\n\n") == "policy p\n");
  CHECK(laid_out("\xEF\xBB\xBFpolicy  p") == "\xEF\xBB\xBFpolicy p\n");
}

TEST_CASE("what cannot be read at all stays") {
  for (const std::string& text : {std::string(), std::string("\n\n"), std::string("-- a comment  \n\n"),
                                  std::string("policy p\xFF"), std::string("  ???\n)")})
    CHECK(laid_out(text) == text);
}

TEST_CASE("a statement with a mistake stays as it stands, and the others are laid out") {
  const std::string broken = "clause b\n     shall ensure d.a ==   1 +\n   when  ( d.b\n";
  const std::string made = laid_out("policy p\nrecord D\n a:int\n bb:int\n\nabout D d\n\n" + broken +
                                    "\nclause c\n    shall ensure d.a<=d.bb\n");
  CHECK(holds(made, "record D\n  a  : int\n  bb : int\n"));
  CHECK(holds(made, broken));
  CHECK(holds(made, "clause c\n  shall ensure d.a <= d.bb\n"));
}

TEST_CASE("differences are told by lines") {
  CHECK(format::unified_diff("a", "x\n", "x\n") == "");
  CHECK(format::unified_diff("a", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5.\n6\n") ==
        "--- a\n+++ a\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+5.\n 6\n");
  CHECK(format::unified_diff("a", "1\n\n\n2", "1\n\n2\n") ==
        "--- a\n+++ a\n@@ -1,4 +1,3 @@\n 1\n \n-\n-2\n\\ No newline at end of file\n+2\n");
  CHECK(format::unified_diff("a", "", "1\n") == "--- a\n+++ a\n@@ -0,0 +1,1 @@\n+1\n");
}
