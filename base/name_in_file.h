// Names of what lies within a file: of a line of a file that holds a document on each, `.ndjson` and
// `.jsonl`, and of a file in an archive, `.zip`.
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

struct FileInArchive {
  std::string archive, file;
};

/// `may.json` in `evenings.zip` by its name `evenings.zip:may.json`; nothing where the name is none of a file
/// in an archive.
std::optional<FileInArchive> file_in_archive(std::string_view name);

}  // namespace precept
