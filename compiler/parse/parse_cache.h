// Files that were parsed before. A session of edits keeps one cache, so that of a policy and its modules only
// the text that changed is parsed again; a run over several policies keeps one, so that a module they share
// is parsed once.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "compiler/parse/parse.h"

namespace precept {

class ParseCache {
 public:
  static constexpr std::size_t kMostFiles = 64, kMostBytes = 8 << 20;

  struct Entry {
    std::string digest;  ///< SHA-256 of the text, hexadecimal
    std::shared_ptr<const ParsedFile> parsed;
  };

  /// The file's tree, parsed now or found by the digest of its text. `tree->source` is the file that the
  /// places name: `file`, or one in `sources` with the same name and text. The least recently used files are
  /// dropped where there are more than `kMostFiles`, or more than `kMostBytes` of text.
  Entry get(FileId file, const Sources& sources);

  /// How often `get` had to parse.
  std::size_t parsed_count() const { return parsed_count_; }

 private:
  void drop_beyond_bounds();

  std::list<Entry> entries_;  ///< the last used first
  std::size_t bytes_ = 0;     ///< of their texts
  std::size_t parsed_count_ = 0;
};

}  // namespace precept
