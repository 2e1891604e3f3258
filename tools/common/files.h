// Where the files go that commands write: one place for all of them.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "tools/common/output.h"

namespace precept::tools {

/// What a command reads: nothing that it writes may go over one of these.
class InputFiles {
 public:
  /// Known by device and number, so by whatever name it is reached; one that is not there is none.
  void add(const std::filesystem::path& file);
  void add(const Sources& sources);
  bool has(const std::filesystem::path& file) const;

 private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> files_;
};

/// `-` is standard output.
bool is_standard_output(std::string_view target);

/// Whether something may be written there, as far as can be said beforehand; else false, and reported: over
/// an input, a policy, a key or the like (E5042), over a folder (E5006).
bool may_write(const std::filesystem::path& target, std::string_view bytes, const InputFiles& inputs,
               Diagnostics& diagnostics);

/// The bytes as the whole content of a file. A link is followed; a pipe, a device or a socket is written to;
/// a file is written beside its place and renamed, so that nobody finds half of it, and keeps its mode. `-`
/// is standard output (`Output::reserve_for_data` before anything is told). False where it was reported why
/// not.
bool write_file(const std::filesystem::path& target, std::string_view bytes, const InputFiles& inputs,
                Output& output, Diagnostics& diagnostics);

/// A key: a file that must not be there yet, with this mode (but for the umask). False where it was reported
/// why not.
bool write_new_file(const std::filesystem::path& target, std::string_view bytes, unsigned mode,
                    Diagnostics& diagnostics);

}  // namespace precept::tools
