// A JSON text to a document's columns, directed by the program's schema.
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

/// Finds the `kind` field of the document; nothing (and a diagnostic) where there is none. `kinds` are those
/// that it may be of, for the message.
std::optional<DocumentHead> peek_json(FileId file, const Sources& sources, Diagnostics& diagnostics,
                                      const ReadLimits& limits = {},
                                      std::span<const std::string_view> kinds = {});

/// Reads the whole text as a document of that unit's kind. Null exactly when a mistake was reported:
/// wrong type, unknown enum member, unknown key, duplicate key, unknown field, bad UTF-8, too deep, too
/// large, not JSON, a character that nobody sees, a blank name, attestations that are incomplete, contradict
/// each other, are about nobody or about one of several, or by nobody. Texts are read as a reader sees them
/// (base/text.h). Warnings are told of names that look alike and of attestations that do not count.
/// Fields that the program never reads are validated and skipped.
std::unique_ptr<Document> read_json(FileId file, const Sources& sources, const Program& program,
                                    std::uint32_t unit, Diagnostics& diagnostics,
                                    const ReadLimits& limits = {});

/// The span of the value at `pointer` (RFC 6901, relative to the value that begins at byte `from`);
/// the span of the nearest enclosing value that is there where it is absent. Of an object or list of more
/// than 64 KB the span is its opening bracket. Costs a walk from `from` to the value.
Span find_json_value(FileId file, const Sources& sources, std::uint32_t from, std::string_view pointer);

/// The string that begins at byte `offset`, escapes resolved; `…` in place of what follows its first `most`
/// bytes.
std::string json_string_at(FileId file, const Sources& sources, std::uint32_t offset,
                           std::size_t most = std::string::npos);

}  // namespace precept
