#include "base/name_in_file.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace precept {

std::optional<LineOfFile> line_of_file(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  LineOfFile line{std::string(name.substr(0, colon))};
  std::string ending = std::filesystem::path(line.file).extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (ending != ".ndjson" && ending != ".jsonl") return std::nullopt;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + colon + 1, end, line.number);
  const bool is_number = read.ec == std::errc() && read.ptr == end && line.number > 0;
  return is_number ? std::optional(line) : std::nullopt;
}

std::optional<FileInArchive> file_in_archive(std::string_view name) {
  std::string small(name);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::string_view kEnding = ".zip:";
  const std::size_t at = small.find(kEnding);
  if (at == std::string::npos || at == 0 || at + kEnding.size() == name.size()) return std::nullopt;
  const std::size_t colon = at + kEnding.size() - 1;
  return FileInArchive{std::string(name.substr(0, colon)), std::string(name.substr(colon + 1))};
}

}  // namespace precept
