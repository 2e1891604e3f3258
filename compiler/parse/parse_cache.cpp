#include "compiler/parse/parse_cache.h"

#include <algorithm>

#include "base/digest.h"

namespace precept {

namespace {

/// True where the places of the tree are places of this file, or of one that looks the same.
bool has_places_in(const ParsedFile& parsed, FileId file, const Sources& sources) {
  FileId named = parsed.tree->source;
  if (named >= sources.size() || parsed.text->name != sources.file(file).name) return false;
  const SourceFile& other = sources.file(named);
  return &other == parsed.text.get() || (other.name == parsed.text->name && other.text == parsed.text->text);
}

}  // namespace

ParseCache::Entry ParseCache::get(FileId file, const Sources& sources) {
  std::string digest = sha256_hex(sources.file(file).text);
  auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
    return entry.digest == digest && has_places_in(*entry.parsed, file, sources);
  });
  if (found != entries_.end()) {
    entries_.splice(entries_.begin(), entries_, found);
    return entries_.front();
  }
  ++parsed_count_;
  entries_.push_front({std::move(digest), std::make_shared<ParsedFile>(parse_file(file, sources))});
  bytes_ += sources.file(file).text.size();
  Entry entry = entries_.front();
  drop_beyond_bounds();
  return entry;
}

void ParseCache::drop_beyond_bounds() {
  while (entries_.size() > kMostFiles || bytes_ > kMostBytes) {
    bytes_ -= entries_.back().parsed->text->text.size();
    entries_.pop_back();
  }
}

}  // namespace precept
