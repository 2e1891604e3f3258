// Files of translations in the format that translators' tools share: gettext PO. Knows nothing of policies.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::translation {

struct PoEntry {
  std::string id, text;              ///< with escapes resolved, not folded; `text` empty: not translated
  bool is_fuzzy = false;             ///< not to be used before a person has looked at it
  Span id_span, text_span;           ///< the first strings of each
  std::vector<std::string> remarks;  ///< the translator's own lines, with their `#`
};
struct PoFile {
  PoEntry header;  ///< the entry with the empty id; no place where there is none
  std::vector<PoEntry> entries;
  std::vector<std::string> obsolete;  ///< lines with `#~`, as they stand
  /// The value of a header's line: "Language".
  std::string header_value(std::string_view name) const;
};

/// Reads a file that is in `sources`. What is not of the part of the format that is read here (contexts,
/// plurals), or not well-formed, is reported as E8001; the entries around it are still there.
PoFile read_po(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// An entry's lines as they stand in a file, with an empty line before them. `hints` are lines for the
/// translator: "#. gist of resolves 6".
std::string write_entry(const PoEntry& entry, const std::vector<std::string>& hints);

}  // namespace precept::translation
