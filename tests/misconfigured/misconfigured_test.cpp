// Runs cases.txt, whose head says what it holds: ways to misconfigure a check, none of which exits 0.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

using precept::test::CommandFolder;

namespace {

struct Case {
  std::string title;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<std::string> commands, expected;
  int status = 2;
};

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  std::ifstream in(PRECEPT_SOURCE_DIR "/tests/misconfigured/cases.txt");
  REQUIRE(in.good());
  bool is_in_file = false;
  for (std::string line; std::getline(in, line);) {
    const std::string rest = line.size() > 2 ? line.substr(line.find(' ') + 1) : "";
    if (line.starts_with("== ")) {
      cases.push_back({.title = rest});
      is_in_file = false;
    } else if (cases.empty()) {
      continue;  // the head
    } else if (line.starts_with(">> ")) {
      cases.back().files.emplace_back(rest, "");
      is_in_file = true;
    } else if (line.starts_with("$ ")) {
      cases.back().commands.push_back(rest);
      is_in_file = false;
    } else if (line.starts_with("< ")) {
      cases.back().expected.push_back(rest);
    } else if (line.starts_with("? ")) {
      cases.back().status = std::stoi(rest);
    } else if (is_in_file) {
      cases.back().files.back().second += line + "\n";
    }
  }
  return cases;
}

/// The folder of a case, with everything in it up to the last command.
void prepare(const CommandFolder& folder, const Case& every, const Case& one) {
  for (const Case* of : {&every, &one}) {
    for (const auto& [name, text] : of->files) folder.write(name, text);
  }
  for (std::size_t i = 0; i + 1 < one.commands.size(); ++i) folder.shell(one.commands[i]);
}

}  // namespace

TEST_CASE("no misconfigured check exits 0, in whatever format") {
  const std::vector<Case> cases = read_cases();
  REQUIRE(cases.size() > 80);
  const Case& every = cases.front();
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const Case& one = cases[i];
    CAPTURE(one.title);
    REQUIRE(!one.commands.empty());
    CommandFolder folder;
    prepare(folder, every, one);
    const auto result = folder.shell(one.commands.back());
    INFO(result.output);
    CHECK(result.status == one.status);
    for (const std::string& expected : one.expected)
      CHECK_MESSAGE(result.output.find(expected) != std::string::npos, "not told: " << expected);
    CHECK(!one.expected.empty());
    if (one.commands.back().find("precept check ") == std::string::npos) continue;
    for (const char* format :
         {"json", "ndjson", "sarif", "junit", "tap", "github", "gitlab", "markdown", "html"}) {
      CAPTURE(format);
      CHECK(folder.shell(one.commands.back() + " --format " + format + " > told").status == one.status);
    }
  }
}

TEST_CASE("a project that is in order exits 0, so that the cases fail for their own reasons") {
  const Case every = read_cases().front();
  CommandFolder folder;
  prepare(folder, every, {});
  folder.write("precept.toml",
               "policies = [\"club.precept\"]\n[[documents]]\nfiles = [\"docs/*.json\"]\nkind = \"Evening\"\n"
               "[minimum]\ndocuments = 1\n");
  const auto result = folder.shell("precept check && precept config && precept check docs/good.json");
  INFO(result.output);
  CHECK(result.status == 0);
}
