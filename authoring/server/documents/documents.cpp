#include "authoring/server/documents/documents.h"

#include "authoring/server/documents/uri.h"

namespace precept::server {

Document& Documents::open(const std::string& uri, std::string language, std::int64_t version,
                          std::string text) {
  const std::filesystem::path path = path_of_uri(uri);
  Document& document = by_path_[path];
  document = {uri, std::move(language), path, version, ++revision_, std::move(text), TextLines()};
  document.lines = TextLines(document.text);
  return document;
}

void Documents::change(Document& document, std::int64_t version, const TextChange& change) {
  if (change.range) {
    std::uint32_t begin = document.lines.offset(document.text, change.range->first, encoding_);
    std::uint32_t end = document.lines.offset(document.text, change.range->second, encoding_);
    if (begin > end) std::swap(begin, end);
    document.text.replace(begin, end - begin, change.text);
  } else {
    document.text = change.text;
  }
  document.lines = TextLines(document.text);
  document.version = version;
  document.revision = ++revision_;
}

void Documents::close(const std::string& uri) {
  ++revision_;
  by_path_.erase(path_of_uri(uri));
}

Document* Documents::find(const std::string& uri) {
  auto found = by_path_.find(path_of_uri(uri));
  return found == by_path_.end() ? nullptr : &found->second;
}

const Document* Documents::find(const std::string& uri) const {
  return at(path_of_uri(uri));
}

const Document* Documents::at(const std::filesystem::path& path) const {
  auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

}  // namespace precept::server
