// Reads files as bytes. A failure is a reason in words, never an exception.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>

#include "base/limits.h"

namespace precept {

/// The most bytes of a file (docs/limits.md); offsets in texts are 32 bits wide.
inline constexpr std::size_t kMostFileBytes = limits::kFileBytes;

/// The bytes of a file, a pipe or a device, or the reason why not: "there is no such file", "it is a folder",
/// "it may not be read", "it has more than 1 GiB". A pipe or device may never end, so it has a lower limit
/// (`limits::kStreamBytes`).
std::expected<std::string, std::string> read_bytes(const std::filesystem::path& file,
                                                   std::size_t most = kMostFileBytes);
/// The same for an open descriptor, such as standard input.
std::expected<std::string, std::string> read_bytes(int descriptor, std::size_t most = kMostFileBytes);

/// The reason in words why a file could not be read. Call it right after the failure.
std::string why_unreadable(const std::filesystem::path& file);

/// The words of messages for an `errno` of a file.
std::string file_error_in_words(int error_number);

}  // namespace precept
