// Files of keys: a line that says what kind of key it is, and the key in base64.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace precept::input {

enum class KeyKind { Secret, Public };

/// The key in the file; nothing where it was reported that the file has no key of the kind.
std::optional<std::string> read_key(const std::filesystem::path& file, KeyKind kind,
                                    Diagnostics& diagnostics);

/// Reports a file that begins like a key and has none. A bad secret key shows only when it signs.
void report_bad_key(const std::filesystem::path& file, Diagnostics& diagnostics);

/// The content of such a file.
std::string key_text(KeyKind kind, const std::string& key);

}  // namespace precept::input
