// The documentation runs. Every block of README.md, its neighbours and docs/ that is marked with one of
// these words is executed, each page in a folder of its own, in the order of the page:
//
//   ```precept                      a whole policy or module, which must compile; a first line
//                                   `-- file: name.precept` also keeps it, for later blocks to use
//   ```precept in=NAME              continues the file NAME of the page; the two together must compile
//   ```precept error=E1004          the same (with or without in=), and must give exactly this code
//   ```precept mended=E1004         the same, and must give no diagnostic: the example of E1004 without its
//   mistake
//   ```precept lint=double-negation the same, and `precept lint` must find exactly this lint; lint=none:
//   nothing. That a
//                                   policy has no tests counts only where it is what is asked for; also=NAME
//                                   is found too
//   ```precept with `tests` in it   a test file (its name ends in `_test.precept`), which later blocks run;
//                                   with error= or mended= it is run at once
//   ```csv file=NAME                a file, for a table of a later block
//   ```po file=NAME                 a file of translations
//   ```json document=NAME           a file; with policy=FILE it is checked, and error=CODE or
//                                   verdict=WORD must come out, or with mended=CODE no diagnostic
//   ```c file=NAME                  a file, for a command of a later block; so python and js
//   ```console                      lines `$ command` with the output that must follow; a line `…` stands for
//                                   any lines, `…` within a line for any text. Commands run with the folders
//                                   policies/ and examples/ at hand, `precept` on the path, and what is bound
//                                   of docs/embedding.md; with needs=python it is passed over where that is
//                                   not; with mended=CODE none of them gives a diagnostic
//
// A block with another first word (text, cpp, sh, ebnf) is prose. One of these words with anything else after
// it is a mistake of the page. What the pages of the diagnostics must have, diagnostics_pages_test.cpp says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <ranges>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "tests/common/command_folder.h"
#include "tests/tree/pages.h"

namespace {

namespace fs = std::filesystem;

using precept::test::Block, precept::test::blocks_of, precept::test::lines_of, precept::test::option,
    precept::test::pages, precept::test::read_file;

/// A page for each lint.
std::vector<std::string> lint_pages() {
  std::vector<std::string> result;
  std::ranges::copy_if(pages(), std::back_inserter(result),
                       [](const std::string& page) { return page.starts_with("docs/lints/"); });
  return result;
}

// ---- running -------------------------------------------------------------------------------------

/// A folder where the pages' commands find policies and examples.
class DocsFolder : public precept::test::CommandFolder {
 public:
  DocsFolder() {
    for (const char* name : {"policies", "examples"}) {
      fs::create_directory_symlink(fs::path(PRECEPT_SOURCE_DIR) / name, path() / name);
    }
  }
  Result run(const std::string& command) const { return shell(command); }
};

std::set<std::string> codes_in(const std::string& output) {
  static const std::regex kCode(R"((error|warning)\[([EW]\d{4})\])");
  std::set<std::string> result;
  for (std::sregex_iterator it(output.begin(), output.end(), kCode), end; it != end; ++it)
    result.insert((*it)[2]);
  return result;
}

void check_code(const DocsFolder::Result& result, const std::string& code) {
  INFO(result.output);
  CHECK(codes_in(result.output) == std::set<std::string>{code});
  if (code[0] == 'E') CHECK(result.status == 2);
}

/// A mended example gives no diagnostic, and what it is about was done.
void check_mended(const DocsFolder::Result& result) {
  INFO(result.output);
  CHECK(codes_in(result.output).empty());
  CHECK(result.status != 2);
}

/// A module compiles as part of a policy that uses it.
std::string policy_that_uses(const std::string& module) {
  return "policy uses_it\n\nuse " + module +
         "\n\nrecord Anything\n  anything : text\n\nabout Anything it\n\nclause one\n  informative "
         "\"nothing\"\n";
}

/// "double-negation" of DoubleNegation: how people write the name of a lint.
std::string lint_name(const precept::DiagnosticInfo& info) {
  static const std::regex kInner("(.)([A-Z])");
  std::string result = std::regex_replace(std::string(info.name), kInner, "$1-$2");
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

bool is_lint(const precept::DiagnosticInfo& info) {
  return std::string_view(info.code).starts_with("W9");
}

/// The code of a lint by its name; empty where there is none.
std::string code_of_lint(const std::string& name) {
  for (std::size_t i = 0; i < precept::diagnostic_kind_count(); ++i) {
    const auto& info = precept::info(static_cast<precept::DiagnosticKind>(i));
    if (is_lint(info) && lint_name(info) == name) return info.code;
  }
  return "";
}

/// A file of tests is looked at with its policy.
void check_lint(const Block& block, std::string name, const DocsFolder& scratch) {
  const std::string kUntested = "W9080", kTests = "_test.precept";
  if (name.ends_with(kTests)) name = name.substr(0, name.size() - kTests.size()) + ".precept";
  auto result = scratch.run("precept lint " + name);
  INFO(result.output);
  std::set<std::string> found = codes_in(result.output), expected;
  for (const std::string& lint : {option(block, "lint"), option(block, "also")}) {
    if (lint.empty() || lint == "none") continue;
    CHECK_MESSAGE(!code_of_lint(lint).empty(), "there is no lint " << lint);
    expected.insert(code_of_lint(lint));
  }
  if (!expected.contains(kUntested)) found.erase(kUntested);
  CHECK(found == expected);
  CHECK(result.status < 2);
}

void run_precept(const Block& block, const DocsFolder& scratch) {
  static const std::regex kFile(R"(^-- file: (\S+)\n)");
  static const std::regex kModule(R"((^|\n)module (\S+)\n)");
  static const std::regex kTests(R"((^|\n)tests \S+)");
  std::smatch found;
  std::string name = option(block, "in");
  std::string text = name.empty() ? block.text : scratch.read(name) + "\n" + block.text;
  bool is_test_file = std::regex_search(text, kTests);
  if (name.empty()) {
    bool is_named = std::regex_search(block.text, found, kFile);
    name = is_named ? found[1].str()
                    : "block_" + std::to_string(block.line) + (is_test_file ? "_test" : "") + ".precept";
  }
  scratch.write(name, text);
  if (std::regex_search(text, found, kModule)) {
    name = "block_" + std::to_string(block.line) + ".precept";
    scratch.write(name, policy_that_uses(found[2]));
  }
  if (block.options.contains("lint")) return check_lint(block, name, scratch);
  std::string code = option(block, "error");
  if (is_test_file && code.empty() && !block.options.contains("mended")) return;
  auto result =
      scratch.run(is_test_file ? "precept test " + name : "precept compile " + name + " -o block.pbc");
  if (!code.empty()) return check_code(result, code);
  INFO(result.output);
  CHECK(codes_in(result.output).empty());
  CHECK(result.status == 0);
}

void run_document(const Block& block, const DocsFolder& scratch) {
  std::string name = option(block, "document"), policy = option(block, "policy");
  REQUIRE_MESSAGE(!name.empty(), "json needs document=NAME");
  std::string text = block.text;
  scratch.write(name, text);
  if (policy.empty()) return;
  auto result = scratch.run("precept check " + name + " --policy " + policy);
  std::string code = option(block, "error"), verdict = option(block, "verdict");
  if (!code.empty()) return check_code(result, code);
  if (block.options.contains("mended")) return check_mended(result);
  static const std::map<std::string, int> kExits = {
      {"compliant", 0}, {"non-compliant", 1}, {"undetermined", 3}, {"not-checked", 2}};
  REQUIRE_MESSAGE(kExits.contains(verdict), "json with policy= needs error=, mended= or verdict=");
  INFO(result.output);
  CHECK(result.status == kExits.at(verdict));
}

/// Whether `line` is as the page says, where `…` stands for any text.
bool line_fits(const std::string& expected, const std::string& line) {
  static const std::string kAny = "…";
  std::size_t at = 0, from = 0;
  bool is_first = true;
  while (true) {
    std::size_t any = expected.find(kAny, from);
    std::string piece = expected.substr(from, any == std::string::npos ? any : any - from);
    if (any == std::string::npos && !is_first)
      return line.size() >= at + piece.size() && line.ends_with(piece);
    if (any == std::string::npos) return line == piece;
    std::size_t found = line.find(piece, at);
    if (found == std::string::npos || (is_first && found != 0)) return false;
    at = found + piece.size();
    from = any + kAny.size();
    is_first = false;
  }
}

/// Whether the output is as the page says, where a line `…` stands for any lines, or none.
bool lines_fit(std::span<const std::string> expected, std::span<const std::string> lines) {
  if (expected.empty()) return lines.empty();
  if (expected[0] == "…") {
    for (std::size_t skip = 0; skip <= lines.size(); ++skip) {
      if (lines_fit(expected.subspan(1), lines.subspan(skip))) return true;
    }
    return false;
  }
  return !lines.empty() && line_fits(expected[0], lines[0]) &&
         lines_fit(expected.subspan(1), lines.subspan(1));
}

void trim_blank_ends(std::vector<std::string>& lines) {
  auto is_blank = [](const std::string& line) { return line.find_first_not_of(" ") == std::string::npos; };
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  while (!lines.empty() && is_blank(lines.front())) lines.erase(lines.begin());
}

void run_command(const Block& block, const std::string& command, std::vector<std::string> expected,
                 const DocsFolder& scratch, int& status) {
  auto result = scratch.run("(exit " + std::to_string(status) + "); " + command);
  status = result.status;
  auto lines = lines_of(result.output);
  trim_blank_ends(expected);
  trim_blank_ends(lines);
  bool fits = lines_fit(expected, lines);
  if (block.options.contains("mended")) check_mended(result);
  CHECK_MESSAGE(fits, "$ " << command << "\ngave (exit " << result.status << "):\n" << result.output);
}

void run_console(const Block& block, const DocsFolder& scratch) {
  std::string command;
  std::vector<std::string> expected;
  int status = 0;
  std::size_t count = 0;
  auto finish = [&] {
    if (!command.empty()) run_command(block, command, expected, scratch, status);
    expected.clear();
  };
  for (const std::string& line : lines_of(block.text)) {
    if (line.starts_with("$ ")) {
      finish();
      command = line.substr(2);
      ++count;
    } else {
      REQUIRE_MESSAGE(count > 0, "a console block begins with `$ `");
      expected.push_back(line);
    }
  }
  finish();
  CHECK(count > 0);
}

/// Whether the language is bound in this build tree; no language always is.
bool is_bound(const std::string& language) {
  std::istringstream bound(PRECEPT_LANGUAGES);
  const bool is_there =
      language.empty() || std::ranges::count(std::views::istream<std::string>(bound), language);
  if (!is_there) MESSAGE(language << " is not bound in this build tree: its examples were not run");
  return is_there;
}

/// Lets commands find header, library and packages of the build tree.
void find_what_is_bound() {
  const std::string library = PRECEPT_LIBRARY_DIR, root = PRECEPT_SOURCE_DIR;
  setenv("CPATH", (root + "/bindings/c").c_str(), 1);
  setenv("LIBRARY_PATH", library.c_str(), 1);
  setenv("LD_LIBRARY_PATH", library.c_str(), 1);
  setenv("PYTHONPATH", (library + "/python").c_str(), 1);
  setenv("NODE_PATH", (library + "/node").c_str(), 1);
}

const std::map<std::string, std::set<std::string>> kOptions = {
    {"precept", {"error", "mended", "in", "lint", "also"}},
    {"csv", {"file"}},
    {"text", {"file"}},
    {"po", {"file"}},
    {"toml", {"file"}},
    {"json", {"document", "policy", "error", "mended", "verdict"}},
    {"c", {"file"}},
    {"python", {"file"}},
    {"js", {"file"}},
    {"console", {"needs", "mended"}},
};

void run(const Block& block, const DocsFolder& scratch) {
  CAPTURE(block.page);
  CAPTURE(block.line);
  if (!kOptions.contains(block.word)) {
    static const std::set<std::string> kProse = {"cpp", "sh", "ebnf", "cmake", "lua", "elisp"};
    CHECK_MESSAGE(kProse.contains(block.word), "a block must say what it is");
    return;
  }
  for (const auto& [name, value] : block.options) {
    CHECK_MESSAGE(kOptions.at(block.word).contains(name), block.word << " has no option " << name);
  }
  if (block.word == "precept") run_precept(block, scratch);
  if (block.options.contains("file")) scratch.write(option(block, "file"), block.text);
  if (block.word == "json") run_document(block, scratch);
  if (block.word == "console" && is_bound(option(block, "needs"))) run_console(block, scratch);
}

}  // namespace

TEST_CASE("every block of the documentation does what the page says") {
  find_what_is_bound();
  std::size_t count = 0;
  for (const std::string& page : pages()) {
    DocsFolder scratch;
    for (const Block& block : blocks_of(page, read_file(fs::path(PRECEPT_SOURCE_DIR) / page))) {
      run(block, scratch);
      ++count;
    }
  }
  CHECK(count > 0);
}

TEST_CASE(
    "each lint has a page, with an example that it finds and one that is mended, and a row of the index") {
  const std::string index = read_file(fs::path(PRECEPT_SOURCE_DIR) / "docs/linting.md");
  std::set<std::string> expected;
  for (std::size_t i = 0; i < precept::diagnostic_kind_count(); ++i) {
    const auto& info = precept::info(static_cast<precept::DiagnosticKind>(i));
    if (!is_lint(info)) continue;
    const std::string name = lint_name(info), page = "docs/lints/" + name + ".md";
    CAPTURE(page);
    expected.insert(page);
    if (!fs::exists(fs::path(PRECEPT_SOURCE_DIR) / page)) continue;  // told below
    const std::string text = read_file(fs::path(PRECEPT_SOURCE_DIR) / page);
    const std::vector<Block> blocks = blocks_of(page, text);
    const std::string title = std::string(info.code) + ": " + info.title;
    CHECK(text.starts_with("# " + name + "\n\n### " + title + "\n"));
    auto has = [&](const std::string& lint) {
      return std::ranges::any_of(blocks, [&](const Block& each) { return option(each, "lint") == lint; });
    };
    const bool is_told = std::ranges::any_of(blocks, [&](const Block& each) {
      return each.word == "console" &&
             each.text.find("[" + std::string(info.code) + "]") != std::string::npos;
    });
    CHECK((has(name) || is_told));
    CHECK(has("none"));
    CHECK(index.find("[" + name + "](lints/" + name + ".md) | " + info.code + " | " + info.title) !=
          std::string::npos);
  }
  const std::vector<std::string> there = lint_pages();
  CHECK(std::set<std::string>(there.begin(), there.end()) == expected);
  CHECK(expected.size() >= 40);
}

TEST_CASE("links between pages lead somewhere") {
  static const std::regex kLink(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  for (const std::string& page : pages()) {
    fs::path path = fs::path(PRECEPT_SOURCE_DIR) / page;
    std::string text = read_file(path);
    for (std::sregex_iterator it(text.begin(), text.end(), kLink), end; it != end; ++it) {
      std::string target = (*it)[1];
      if (target.find("://") != std::string::npos) continue;
      CHECK_MESSAGE(fs::exists(path.parent_path() / target), page << " links to " << target);
    }
  }
}

TEST_CASE("files that the pages name in backticks exist") {
  static const std::regex kPath(
      R"(`((base|grammar|compiler|runtime|checker|testing|bindings|tools|conformance|policies|examples|tests|bench|docs)/[\w./-]*)`)");
  for (const std::string& page : pages()) {
    std::string text = read_file(fs::path(PRECEPT_SOURCE_DIR) / page);
    for (std::sregex_iterator it(text.begin(), text.end(), kPath), end; it != end; ++it) {
      CHECK_MESSAGE(fs::exists(fs::path(PRECEPT_SOURCE_DIR) / (*it)[1].str()), page << " names " << (*it)[1]);
    }
  }
}

TEST_CASE("README.md names for each promise tests that there are, and counts the codes without an example") {
  const std::string text = read_file(fs::path(PRECEPT_SOURCE_DIR) / "README.md");
  const std::string promises =
      text.substr(text.find("## What it promises"), text.find("## Where to read on"));
  const fs::path folder = fs::path(PRECEPT_SOURCE_DIR) / "tests";
  const std::string tests =
      read_file(folder / "CMakeLists.txt") + read_file(folder / "bindings/CMakeLists.txt");
  static const std::regex kTest(R"(`(\w+_(?:test|tests|mutants))`)");
  std::size_t count = 0;
  for (std::sregex_iterator it(promises.begin(), promises.end(), kTest), end; it != end; ++it, ++count) {
    const bool is_made = tests.find("NAME " + (*it)[1].str()) != std::string::npos ||
                         tests.find((*it)[1].str()) != std::string::npos;
    CHECK_MESSAGE(is_made, (*it)[1].str());
  }
  CHECK(count >= 15);
  CHECK(promises.find("an example for every code but three,") != std::string::npos);
}

TEST_CASE("what the pages let `./dev` do, it does") {
  static const std::regex kCommand(R"(\./dev (\w+))");
  const std::string dev = read_file(fs::path(PRECEPT_SOURCE_DIR) / "dev");
  for (const std::string& page : pages()) {
    const std::string text = read_file(fs::path(PRECEPT_SOURCE_DIR) / page);
    for (std::sregex_iterator it(text.begin(), text.end(), kCommand), end; it != end; ++it) {
      const std::string command = (*it)[1];
      CHECK_MESSAGE(dev.find("\n  " + command + (command == "help" ? " |" : ")")) != std::string::npos,
                    page << " has ./dev " << command);
    }
  }
}

TEST_CASE("the version is that of CMakeLists.txt, and the newest in CHANGELOG.md") {
  const fs::path root = PRECEPT_SOURCE_DIR;
  static const std::regex kProject(R"(\nproject\(precept VERSION ([\d.]+) )"),
      kNewest(R"(\n## \[([\d.]+)\])");
  const std::string cmake = read_file(root / "CMakeLists.txt"), changes = read_file(root / "CHANGELOG.md");
  std::smatch project, newest;
  REQUIRE(std::regex_search(cmake, project, kProject));
  REQUIRE(std::regex_search(changes, newest, kNewest));
  CHECK(project[1] == newest[1]);
  CHECK(DocsFolder().run("precept --version").output == "precept " + project[1].str() + "\n");
}

TEST_CASE("nothing is called unlawful") {
  const fs::path root = PRECEPT_SOURCE_DIR;
  for (const char* folder : {"runtime", "tools", "policies"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file()) continue;
      std::string text = read_file(entry.path());
      std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
      for (const char* word : {"unlawful", "illegal", "illicite", "illégal"})
        CHECK_MESSAGE(text.find(word) == std::string::npos, entry.path().string() << ": " << word);
    }
  }
}

namespace {

/// The policy of a folder of examples: as its cases.conf says, else what lies beside them; the resolution's
/// lies in policies/.
std::string policy_of(const fs::path& folder) {
  const std::string name = folder.filename().string();
  std::ifstream conf(folder / "cases.conf");
  std::string word, policy;
  if (conf >> word >> policy && word == "policy") return policy;
  return name == "res54" ? "policies/wtsa-res54" : "examples/" + name;
}

}  // namespace

TEST_CASE("examples/README.md says of each example what comes out, and of none that is not there") {
  fs::path examples = fs::path(PRECEPT_SOURCE_DIR) / "examples";
  static const std::regex kRow(R"(^\| `([\w-]+\.json)` \| ([\w -]+?)(, a warning)? \|)");
  static const std::map<std::string, int> kExits = {
      {"compliant", 0}, {"non-compliant", 1}, {"nothing checked", 2}, {"undetermined", 3}};
  DocsFolder scratch;
  std::string folder;
  std::set<fs::path> named, there;
  for (const std::string& line : lines_of(read_file(examples / "README.md"))) {
    std::smatch row;
    if (line.starts_with("## ")) folder = line.substr(3, line.find('/') - 3);
    if (!std::regex_search(line, row, kRow)) continue;
    named.insert(fs::path(folder) / row[1].str());
    const std::string policy = policy_of(examples / folder);
    auto result =
        scratch.run("precept check examples/" + folder + "/" + row[1].str() + " --policy " + policy);
    CAPTURE(result.output);
    CHECK_MESSAGE(kExits.contains(row[2]), line);
    if (kExits.contains(row[2])) CHECK_MESSAGE(result.status == kExits.at(row[2]), line);
    bool warns = result.output.find("\n  Warnings\n") != std::string::npos;
    if (row[2] == "compliant") CHECK_MESSAGE(warns == row[3].matched, line);
  }
  for (const auto& entry : fs::recursive_directory_iterator(examples)) {
    if (entry.path().extension() == ".json") there.insert(fs::relative(entry.path(), examples));
  }
  CHECK(named == there);
}

TEST_CASE("the README of a folder names files that are there") {
  const fs::path root(PRECEPT_SOURCE_DIR);
  static const std::regex kFile(R"(`([\w/]+\.(h|cpp|def|g4))`)"), kRoom(R"(^\| `([^`]+/)` \|)");
  std::size_t named = 0;
  for (const char* folder : {"checker", "base", "grammar", "compiler", "runtime", "testing", "render",
                             "engine", "bindings", "tools", "tests"}) {
    std::istringstream page(read_file(root / folder / "README.md"));
    std::string room = folder;
    for (std::string line; std::getline(page, line);) {
      std::smatch row;
      room = std::regex_search(line, row, kRoom) ? row[1].str() : std::string(folder);
      for (std::sregex_iterator it(line.begin(), line.end(), kFile), end; it != end; ++it) {
        const std::string file = (*it)[1];
        CHECK_MESSAGE((fs::exists(root / room / file) || fs::exists(root / file)), room << " names " << file);
        ++named;
      }
    }
  }
  CHECK(named > 50);
}

TEST_CASE("docs/adding_an_operator.md names every file of the product that its example touches") {
  fs::path root(PRECEPT_SOURCE_DIR);
  static const std::regex kRow(R"(\n\| \d+ \| `([^`]+)`)");
  std::string page = read_file(root / "docs/adding_an_operator.md");
  std::set<std::string> named, touched;
  for (std::sregex_iterator it(page.begin(), page.end(), kRow), end; it != end; ++it) named.insert((*it)[1]);
  static const std::regex kExample(R"((min|max)_?of\b)", std::regex::icase);
  for (const char* folder :
       {"checker", "base", "grammar", "compiler", "runtime", "testing", "render", "engine", "tools"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || !std::regex_search(read_file(entry.path()), kExample)) continue;
      touched.insert(fs::relative(entry.path(), root).generic_string());
    }
  }
  CHECK(named == touched);
}

TEST_CASE("the comparison of outputs can fail") {
  using Lines = std::vector<std::string>;
  CHECK(lines_fit(Lines{"a", "…", "d"}, Lines{"a", "b", "c", "d"}));
  CHECK(lines_fit(Lines{"a", "…"}, Lines{"a"}));
  CHECK(!lines_fit(Lines{"a", "…", "d"}, Lines{"a", "b", "c"}));
  CHECK(!lines_fit(Lines{"a"}, Lines{"a", "b"}));
  CHECK(line_fits("digest …, 3 rows", "digest 12ab, 3 rows"));
  CHECK(!line_fits("digest …, 3 rows", "digest 12ab, 4 rows"));
  CHECK(!line_fits("ab…ba", "aba"));
  CHECK(line_fits("… rows", "3 rows"));
  CHECK(!line_fits("plain", "plainer"));
}
