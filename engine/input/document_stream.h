// Documents one after the other, whatever their number: those of a file of lines are read as they are asked
// for.
//
//   the names of may.json and all.ndjson      may.json, all.ndjson:1, all.ndjson:3, …
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "engine/input/document_lines.h"
#include "engine/input/documents.h"

namespace precept::input {

class DocumentStream {
 public:
  /// The names outlive it.
  explicit DocumentStream(std::span<const DocumentName> names) : names_(names) {}

  /// The next document, or why a file of lines gives no more; nothing at the end.
  std::optional<NextDocument> next();

 private:
  std::span<const DocumentName> names_;
  std::size_t at_ = 0;
  std::unique_ptr<DocumentLines> lines_;  ///< of the file at hand, where it holds some
};

}  // namespace precept::input
