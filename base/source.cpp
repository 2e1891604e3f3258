#include "base/source.h"

#include <algorithm>
#include <fstream>

namespace precept {

namespace {

/// Offsets are 32 bits wide, and nothing that is read on purpose comes near this.
constexpr std::size_t kMaxBytes = 1u << 30;
constexpr std::size_t kBlockBytes = 1u << 18;

/// Adds the starts of the lines that begin behind the line breaks from byte `from` on.
void add_line_starts(std::string_view text, std::size_t from, std::vector<std::uint32_t>& starts) {
  // A byte order mark is no part of the first line: it would shift every column by one.
  if (from == 0) starts.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = text.find('\n', from); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

/// Appends up to `wanted` bytes of the stream, straight into the text.
void append_from(std::istream& stream, std::string& text, std::size_t wanted) {
  std::size_t old = text.size();
  text.resize_and_overwrite(old + wanted, [&](char* bytes, std::size_t) {
    stream.read(bytes + old, static_cast<std::streamsize>(wanted));
    return old + static_cast<std::size_t>(stream.gcount());
  });
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace

Span cover(Span first, Span last) {
  if (!first.has_place()) return last;
  if (!last.has_place()) return first;
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

FileId Sources::add(std::string name, std::string text) {
  std::vector<std::uint32_t> starts;
  add_line_starts(text, 0, starts);
  files_.push_back({std::move(name), std::move(text), std::move(starts)});
  return static_cast<FileId>(files_.size() - 1);
}

void Sources::replace(std::string name, std::string text) {
  replaced_[std::move(name)] = std::move(text);
}

std::optional<FileId> Sources::read(const std::filesystem::path& path) {
  auto replaced = replaced_.find(path.string());
  if (replaced != replaced_.end()) return add(replaced->first, replaced->second);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  // Block by block, because a pipe has no size, a device no end and a file may have grown; and because the
  // lines of a block are found while it is in cache.
  std::string text;
  std::vector<std::uint32_t> starts;
  auto size = std::filesystem::file_size(path, error);
  if (!error && size <= kMaxBytes) text.reserve(size + kBlockBytes);
  do {
    std::size_t old = text.size();
    append_from(stream, text, kBlockBytes);
    add_line_starts(text, old, starts);
    if (text.size() > kMaxBytes) return std::nullopt;
  } while (stream);
  if (stream.bad()) return std::nullopt;
  files_.push_back({path.string(), std::move(text), std::move(starts)});
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  if (!span.has_place()) return {};
  std::string_view whole = files_[span.file].text;
  std::size_t begin = std::min<std::size_t>(span.begin, whole.size());
  return whole.substr(begin, span.end > begin ? span.end - begin : 0);
}

LineColumn Sources::locate(FileId file, std::uint32_t offset) const {
  const SourceFile& source = files_[file];
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto& starts = source.line_starts;
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  if (after == starts.begin()) return {};  // within the byte order mark
  std::uint32_t begin = *(after - 1);
  auto continuations =
      std::count_if(source.text.begin() + begin, source.text.begin() + offset, is_continuation);
  return {static_cast<std::uint32_t>(after - starts.begin()),
          offset - begin - static_cast<std::uint32_t>(continuations) + 1};
}

std::string_view Sources::line(FileId file, std::uint32_t line) const {
  const SourceFile& source = files_[file];
  if (line == 0 || line > source.line_starts.size()) return {};
  std::size_t begin = source.line_starts[line - 1];
  std::size_t end = line < source.line_starts.size() ? source.line_starts[line] - 1 : source.text.size();
  std::string_view text = std::string_view(source.text).substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace precept
