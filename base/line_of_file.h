// Files that hold a document on each line, `.ndjson` and `.jsonl`: a line has a name of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

struct LineOfFile {
  std::string file;
  std::uint32_t number = 0;  ///< from 1
};

/// Line 12 of `all.ndjson` by its name `all.ndjson:12`; nothing where the name is that of no such line.
std::optional<LineOfFile> line_of_file(std::string_view name);

}  // namespace precept
