// Files of keys: a line that says what it is, and the key in base64.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace precept::tools {

enum class KeyKind { Secret, Public };

/// The key of a file; nothing where it was reported that there is none of the kind.
std::optional<std::string> read_key(const std::filesystem::path& file, KeyKind kind,
                                    Diagnostics& diagnostics);

/// Of a file that begins as a key and holds none; of a secret key it shows when something is signed.
void report_bad_key(const std::filesystem::path& file, Diagnostics& diagnostics);

/// Writes a file that is not there yet; a secret key only for its owner to read. False where it was reported
/// why not.
bool write_key(const std::filesystem::path& file, KeyKind kind, const std::string& key,
               Diagnostics& diagnostics);

}  // namespace precept::tools
