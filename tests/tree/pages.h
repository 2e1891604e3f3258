// The pages of the documentation and their blocks, for the tests that run and read them. Needs
// PRECEPT_SOURCE_DIR.
//
//     ```precept error=E1004
//
// opens a block with the word "precept" and the option "error" of value "E1004".
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace precept::test {

struct Block {
  std::string page;
  std::size_t line = 0;
  std::string section;                         ///< the heading it stands under
  std::string word;                            ///< "precept"
  std::map<std::string, std::string> options;  ///< "error" -> "E1004"
  std::string text;
};

/// The value of an option, empty where it has none.
inline std::string option(const Block& block, const std::string& name) {
  auto found = block.options.find(name);
  return found == block.options.end() ? "" : found->second;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string() << " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void parse_info(const std::string& info, Block& block) {
  std::istringstream words(info);
  words >> block.word;
  for (std::string word; words >> word;) {
    std::size_t equal = word.find('=');
    block.options[word.substr(0, equal)] = equal == std::string::npos ? "" : word.substr(equal + 1);
  }
}

/// The blocks between fences of a page, in its order.
inline std::vector<Block> blocks_of(const std::string& page, const std::string& text) {
  std::vector<Block> result;
  std::string section;
  bool is_open = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (line.starts_with("```")) {
      is_open = !is_open;
      if (!is_open) continue;
      result.push_back({.page = page, .line = number, .section = section});
      parse_info(line.substr(3), result.back());
    } else if (is_open) {
      result.back().text += line + "\n";
    } else if (line.starts_with("#")) {
      section = line.substr(line.find_first_not_of("# "));
    }
  }
  CHECK_MESSAGE(!is_open, page << ": the last block is not closed");
  return result;
}

/// The pages of the documentation, as paths from the root of the project.
inline std::vector<std::string> pages() {
  std::vector<std::string> result = {"CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"};
  const std::filesystem::path root = PRECEPT_SOURCE_DIR;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md")
      result.push_back(std::filesystem::relative(entry.path(), root).generic_string());
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace precept::test
