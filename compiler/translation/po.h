// Reads and writes files of translations in the gettext PO format. It does not depend on policies.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::translation {

struct PoEntry {
  std::string id, text;              ///< escapes resolved, not folded; `text` empty: not translated
  bool is_fuzzy = false;             ///< a person has to look at it before it is used
  Span id_span, text_span;           ///< place of the first string of each
  std::vector<std::string> remarks;  ///< the translator's own lines, with their `#`
};
struct PoFile {
  PoEntry header;  ///< the entry with the empty id; its spans have no place where it is absent
  std::vector<PoEntry> entries;
  std::vector<std::string> obsolete;  ///< lines with `#~`, as they stand
  /// The value of a line of the header, such as "Language"; empty where it is absent.
  std::string header_value(std::string_view name) const;
};

/// Reads a file of `sources`. Reports contexts, plurals and lines that are not well-formed (E8001), and reads
/// the entries around them.
PoFile read_po(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// An entry as lines of a file, with an empty line before. `hints` are lines for the translator: "#. gist of
/// resolves 6".
std::string write_entry(const PoEntry& entry, const std::vector<std::string>& hints);

}  // namespace precept::translation
