// What the endings of files say of documents.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <string>

namespace precept::input {

/// ".json" of `May.JSON`.
inline std::string lower_ending(const std::filesystem::path& path) {
  const std::string& name = path.native();
  const std::size_t dot = name.rfind('.'), start = name.rfind('/') + 1;
  // A name that begins with its only dot has no ending.
  if (dot == std::string::npos || dot <= start) return {};
  std::string ending = name.substr(dot);
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending;
}

inline bool is_yaml_ending(const std::string& ending) {
  return ending == ".yaml" || ending == ".yml";
}
/// Of a file with a document on each line.
inline bool is_lines_ending(const std::string& ending) {
  return ending == ".ndjson" || ending == ".jsonl";
}

inline bool is_document_ending(const std::string& ending) {
  return ending == ".json" || is_yaml_ending(ending) || is_lines_ending(ending);
}

}  // namespace precept::input
