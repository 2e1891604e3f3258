// No clause of the Resolution 54 policy can be lost unnoticed: without it `precept source coverage` names a
// paragraph that is unaccounted for.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void write(const fs::path& file, const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  std::ofstream out(file);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i < from || i >= to) out << lines[i] << "\n";
  }
}

}  // namespace

TEST_CASE("without any one clause a paragraph is unaccounted for, and named") {
  precept::test::CommandFolder folder;
  const fs::path policies = folder.path() / "policies", policy = policies / "wtsa-res54";
  const char* coverage = "precept source coverage policies/wtsa-res54 --min 100";
  fs::copy(fs::path(PRECEPT_SOURCE_DIR) / "policies", policies, fs::copy_options::recursive);
  auto whole = folder.shell(coverage);
  CAPTURE(whole.output);
  CHECK(whole.status == 0);
  CHECK(whole.output.find(" 0 unaccounted for") != std::string::npos);

  const std::vector<std::string> lines = lines_of(policy / "res54.precept");
  std::size_t clauses = 0;
  for (std::size_t begin = 0; begin < lines.size(); ++begin) {
    if (!lines[begin].starts_with("clause ")) continue;
    std::size_t end = begin + 1;
    while (end < lines.size() && (lines[end].empty() || lines[end][0] == ' ')) ++end;
    write(policy / "res54.precept", lines, begin, end);
    auto run = folder.shell(coverage);
    CAPTURE(lines[begin]);
    CAPTURE(run.output);
    // A paragraph with clauses about two kinds of document is still accounted for by the other.
    std::size_t same = 0;
    for (const std::string& line : lines) same += line == lines[begin];
    if (same > 1) continue;
    CHECK(run.status == 1);
    CHECK(run.output.find(" 1 unaccounted for") != std::string::npos);
    const std::string label = lines[begin].substr(7);
    const std::string number = label.substr(label.rfind(' ') == std::string::npos ? 0 : label.rfind(' '));
    bool is_named = false;
    std::istringstream told(run.output);
    for (std::string line; std::getline(told, line);) {
      bool is_row = line.find("unaccounted for") != std::string::npos && !line.starts_with("51 ");
      is_named |= is_row && line.find(number) != std::string::npos;
    }
    CHECK(is_named);
    ++clauses;
  }
  CHECK(clauses >= 45);
}
