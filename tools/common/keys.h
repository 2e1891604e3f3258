// Reads and writes files of keys: a line that says what kind of key it is, and the key in base64.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace precept::tools {

enum class KeyKind { Secret, Public };

/// The key in the file; nothing where it was reported that the file has no key of the kind.
std::optional<std::string> read_key(const std::filesystem::path& file, KeyKind kind,
                                    Diagnostics& diagnostics);

/// Reports a file that begins like a key and has none. A bad secret key shows only when it signs.
void report_bad_key(const std::filesystem::path& file, Diagnostics& diagnostics);

/// Writes a key to a file that must not exist yet; only its owner may read a secret key. False where the
/// reason was reported.
bool write_key(const std::filesystem::path& file, KeyKind kind, const std::string& key,
               Diagnostics& diagnostics);

}  // namespace precept::tools
