// Files that hold a document on each line (NDJSON, JSON Lines): `all.ndjson:12` is the one in line 12.
//
//   {"kind": "Evening", "people": 3}      all.ndjson:1
//                                         a blank line is none
//   {"kind": "Evening", "people": 4}      all.ndjson:3
#pragma once

#include <fstream>
#include <istream>
#include <optional>
#include <sstream>
#include <string>

#include "base/diagnostic.h"
#include "engine/input/documents.h"
#include "runtime/read/json/ndjson.h"

namespace precept::input {

/// The documents of such a file, in its order. Takes memory for one of them.
class DocumentLines {
 public:
  explicit DocumentLines(DocumentName file);
  DocumentLines(const DocumentLines&) = delete;
  DocumentLines& operator=(const DocumentLines&) = delete;

  /// Nothing behind the last one, and where it was reported that the file cannot be read (E4001, E4011), or
  /// that it holds no document at all (E4013).
  std::optional<NextDocument> next(Diagnostics& diagnostics);

 private:
  std::optional<NdjsonLine> next_line(Diagnostics& diagnostics);

  bool open(Diagnostics& diagnostics);

  DocumentName file_;
  std::filebuf on_disk_;
  std::stringbuf in_memory_;  ///< of a file in an archive
  std::istream in_{nullptr};
  NdjsonLines lines_;
  bool is_opened_ = false, has_any_ = false;
};

/// The text of the document that `name` names by its line; nothing where it was reported that there is none.
std::optional<std::string> document_in_line(const DocumentName& name, Diagnostics& diagnostics);

}  // namespace precept::input
