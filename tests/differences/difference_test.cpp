// What `precept diff` tells of two policies. Each file `….diff` beside this one is a case: after `=== new`
// stand the edits of base.precept that make the new policy (`=== old`: the old one, else base.precept as it
// is), each a line `FROM => TO`; after `=== corpus` documents, one on each line; after `=== expect` what must
// come out, with the exit code in the last line.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(PRECEPT_ROOT) / "tests/differences";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string() << " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> files_of(const fs::path& path) {
  std::map<std::string, std::string> files;
  std::istringstream in(read(path));
  std::string name;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      name = line.substr(4);
    } else {
      files[name] += line + "\n";
    }
  }
  return files;
}

/// `\\n` is a line break.
std::string unescaped(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos;) text.replace(at, 2, "\n");
  return text;
}

/// The policy with parts of it replaced: each line `FROM => TO` of the edits, whose FROM must stand there
/// once.
std::string edited(std::string policy, const std::string& edits) {
  std::istringstream in(edits);
  for (std::string line; std::getline(in, line);) {
    const std::size_t arrow = line.find(" => ");
    REQUIRE_MESSAGE(arrow != std::string::npos, "no edit: " << line);
    const std::string from = unescaped(line.substr(0, arrow));
    const std::size_t at = policy.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "not in the policy: " << from);
    REQUIRE_MESSAGE(policy.find(from, at + 1) == std::string::npos, "twice in the policy: " << from);
    policy.replace(at, from.size(), unescaped(line.substr(arrow + 4)));
  }
  return policy;
}

TEST_CASE("what a change of policy means is told, with its exit code") {
  std::vector<fs::path> cases;
  for (const fs::directory_entry& entry : fs::directory_iterator(kCases)) {
    if (entry.path().extension() == ".diff") cases.push_back(entry.path());
  }
  std::ranges::sort(cases);
  REQUIRE(!cases.empty());
  const std::string base = read(kCases / "base.precept");
  for (const fs::path& path : cases) {
    INFO("case " << path.filename().string());
    std::map<std::string, std::string> files = files_of(path);
    const precept::test::CommandFolder folder;
    const std::string expected = files["expect"];
    const std::string old_policy = edited(base, files["old"]), new_policy = edited(base, files["new"]);
    folder.write("old.precept", old_policy);
    folder.write("new.precept", new_policy);
    folder.write("ages.csv", "group,least\nopen,0\nadults,18\n");
    std::string command = "precept diff old.precept new.precept";
    if (files.contains("corpus")) {
      folder.write("corpus.ndjson", files["corpus"]);
      command += " --corpus corpus.ndjson";
    }
    const auto result = folder.shell(command);
    CHECK(result.output + "exit " + std::to_string(result.status) + "\n" == expected);
  }
}

}  // namespace
