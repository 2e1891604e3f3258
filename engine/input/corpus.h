// A corpus of documents, one after the other, whatever its size: files, folders of files, and NDJSON with a
// document on each line. Only the names of files are held.
//
// `meetings.ndjson` with two lines gives the documents `meetings.ndjson:1` and `meetings.ndjson:2`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/input/document_stream.h"

namespace precept::input {

class Corpus {
 public:
  /// Adds a file or a folder. What cannot be read, and that there is no document in a folder, is reported.
  void add(const std::string& path, Diagnostics& diagnostics);
  const std::vector<PassedOverFile>& passed_over() const { return passed_over_; }

  /// The next document; nothing at the end, or where it was reported that a file cannot be read further.
  std::optional<NextDocument> next(Diagnostics& diagnostics);

 private:
  std::vector<DocumentName> names_;
  std::vector<PassedOverFile> passed_over_;
  std::optional<DocumentStream> stream_;  ///< of the names, from the first document on
};

}  // namespace precept::input
