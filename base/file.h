// Files as bytes: whatever a path stands for is read or refused in words, and never with an exception.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>

#include "base/limits.h"

namespace precept {

/// Nothing that is read on purpose comes near this; offsets in texts are 32 bits wide.
inline constexpr std::size_t kMostFileBytes = limits::kFileBytes;

/// The bytes of a file, a pipe or a device, or why they cannot be had: "there is no such file", "it is a
/// folder", "it may not be read", "it has more than 1 GiB". What is no regular file may not end, and has a
/// limit of its own (`limits::kStreamBytes`).
std::expected<std::string, std::string> read_bytes(const std::filesystem::path& file,
                                                   std::size_t most = kMostFileBytes);
/// The same of what is open already (standard input).
std::expected<std::string, std::string> read_bytes(int descriptor, std::size_t most = kMostFileBytes);

/// In words, why a file that was asked for could not be read; to be asked right after it could not.
std::string why_unreadable(const std::filesystem::path& file);

/// An error number of a file, in the words of messages.
std::string file_error_in_words(int error_number);

}  // namespace precept
