// The bytes of a text file as UTF-8.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source.h"

namespace precept {

/// Whether `encoding = "…"` of a mapping may have this value; letter case does not count.
bool is_known_encoding(std::string_view name);
/// The names, for a message: "windows-1252, iso-8859-1, …".
std::string_view known_encodings();

/// The file itself where it is UTF-8 with LF or CRLF; else one of the same name that is so, added to
/// `sources`. It is read as a byte order mark says, which is UTF-8 or UTF-16; else as UTF-8, if it is that;
/// else by `encoding`, which is empty or known. Where none of this holds the first byte that is wrong is
/// reported.
std::optional<FileId> as_utf8(FileId file, std::string_view encoding, Sources& sources,
                              Diagnostics& diagnostics);

}  // namespace precept
