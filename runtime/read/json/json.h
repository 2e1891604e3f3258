// Reads a JSON text into a document's columns, along the program's schema (docs/language.md, Documents).
//
//   record Stall
//     name   : text
//     length : int
//
//   {"name": "Ben", "length": "6"}     error E4005 with the span of "6"; the document is not checked
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/reader.h"

namespace precept {

/// JSON as a format of documents; the functions below are what it does.
const DocumentReader& json_reader();

/// Finds the `kind` field of the document and reads no more than it must. Nothing, and a diagnostic, where
/// there is none. `kinds` are the possible kinds, for the message.
std::optional<DocumentHead> peek_json(FileId file, const Sources& sources, Diagnostics& diagnostics,
                                      const ReadLimits& limits = {},
                                      std::span<const std::string_view> kinds = {});

/// Reads the whole text as a document of the unit's kind; the caller owns it. Null exactly when a mistake
/// (E40xx) was reported: no JSON, bad UTF-8, too deep or large; a field that is unknown, double or of the
/// wrong type; an unknown member or key; an invisible character, a blank name; an attestation that is
/// incomplete, by or about nobody, about several, or contradicted. Names that look alike and attestations
/// that do not count are warnings. Texts are read as base/text.h says. Fields that the program never reads
/// are validated and skipped. The program is verified and, like `sources`, outlives the document.
std::unique_ptr<Document> read_json(FileId file, const Sources& sources, const Program& program,
                                    std::uint32_t unit, Diagnostics& diagnostics,
                                    const ReadLimits& limits = {});

/// The span of the value at `pointer` (RFC 6901), which starts from the value at byte `from`. For an absent
/// value it is the span of the nearest value around it. An object or list of more than 64 KB has the span of
/// its opening bracket. Costs a walk from `from` to the value. The document has been read without mistakes.
Span find_json_value(FileId file, const Sources& sources, std::uint32_t from, std::string_view pointer);

/// The string that begins at byte `offset`, escapes resolved. After its first `most` bytes it is cut, with
/// `…`.
std::string json_string_at(FileId file, const Sources& sources, std::uint32_t offset,
                           std::size_t most = std::string::npos);

}  // namespace precept
