// The buffers that the editor has open, as they are now: what was typed counts, saved or not.
//
//     open("file:///hall.precept", "precept", 1, "policy hall\n")
//     change: from {0, 7} to {0, 11} "barn"                          "policy barn\n", version 2
//
// Positions out of range are the nearest place in the text. Errors: none; a document that is not open is
// null.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "authoring/server/documents/positions.h"

namespace precept::server {

struct Document {
  std::string uri, language;
  std::filesystem::path path;
  std::int64_t version = 0;
  std::uint64_t revision = 0;  ///< another after each change, of all documents that there are
  std::string text;
  TextLines lines;
};

struct TextChange {
  std::optional<std::pair<Position, Position>> range;  ///< none: the whole text
  std::string text;
};

class Documents {
 public:
  explicit Documents(Encoding encoding = Encoding::Utf16) : encoding_(encoding) {}

  Encoding encoding() const { return encoding_; }
  void set_encoding(Encoding encoding) { encoding_ = encoding; }

  Document& open(const std::string& uri, std::string language, std::int64_t version, std::string text);
  void change(Document& document, std::int64_t version, const TextChange& change);
  void close(const std::string& uri);

  Document* find(const std::string& uri);
  const Document* find(const std::string& uri) const;
  const Document* at(const std::filesystem::path& path) const;
  const std::map<std::filesystem::path, Document>& all() const { return by_path_; }
  /// Another after each change of any of them.
  std::uint64_t revision() const { return revision_; }

 private:
  Encoding encoding_;
  std::uint64_t revision_ = 0;
  std::map<std::filesystem::path, Document> by_path_;
};

}  // namespace precept::server
