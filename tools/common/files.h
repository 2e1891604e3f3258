// Writes the files of all commands. A file is never half written, and never over an input or a key.
//
// `precept compile first.precept -o first.precept` would overwrite the policy (`shall ensure b.people <=
// b.seats`) with its program: may_write reports E5042 and returns false.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "tools/common/output.h"

namespace precept::tools {

/// The files that a command reads. No output may overwrite one of them.
class InputFiles {
 public:
  /// Adds a file by device and inode, so that every name of it counts. A file that does not exist is ignored.
  void add(const std::filesystem::path& file);
  void add(const Sources& sources);
  void add(const std::vector<std::filesystem::path>& files);
  /// As many as `jobs` threads look for them.
  void add(const std::vector<const std::filesystem::path*>& files, std::size_t jobs);
  bool has(const std::filesystem::path& file) const;

 private:
  struct Hash {
    std::size_t operator()(const std::pair<std::uint64_t, std::uint64_t>& file) const {
      return std::hash<std::uint64_t>()(file.first * 31 + file.second);
    }
  };
  std::unordered_set<std::pair<std::uint64_t, std::uint64_t>, Hash> files_;
};

/// Whether the target is `-` or another name of standard output.
bool is_standard_output(std::string_view target);

/// Whether the file may be written, as far as that can be told before. False is reported: the target is an
/// input, a policy, a key or the like (E5042), or a folder (E5006).
bool may_write(const std::filesystem::path& target, std::string_view bytes, const InputFiles& inputs,
               Diagnostics& diagnostics);

/// Writes the bytes as the whole content of a file. A link is followed. A pipe, a device or a socket is
/// written to directly. A file is written under another name and renamed, so that nobody finds half of it; it
/// keeps its mode.
/// `-` is standard output, for which the caller calls `Output::reserve_for_data` before it tells anything.
/// False where the reason was reported.
bool write_file(const std::filesystem::path& target, std::string_view bytes, const InputFiles& inputs,
                Output& output, Diagnostics& diagnostics);

/// Writes a file that must not exist yet, with this mode, less the umask: a key. False where the reason was
/// reported; that the file is there is a mistake of the kind `is_there`.
bool write_new_file(const std::filesystem::path& target, std::string_view bytes, unsigned mode,
                    Diagnostics& diagnostics, DiagnosticKind is_there = DiagnosticKind::CannotWrite);

}  // namespace precept::tools
