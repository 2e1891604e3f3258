#include "base/line_of_file.h"

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

}  // namespace precept
