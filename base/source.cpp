#include "base/source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/line_ends.h"
#include "base/name_in_file.h"

namespace precept {

namespace {

/// The byte offset of each line.
std::vector<std::uint32_t> line_starts_of(std::string_view text) {
  // The first line begins behind a byte order mark, which would shift its columns by one.
  std::vector<std::uint32_t> starts{text.starts_with("\xEF\xBB\xBF") ? 3u : 0u};
  for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
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

std::string Place::cell() const {
  std::string letters;
  for (std::uint32_t rest = column; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(line);
}

std::string Place::in_words() const {
  if (is_cell()) return fmt::format("{}, sheet {}, {}", file, sheet, cell());
  return fmt::format("{}:{}:{}", file, line, column);
}

std::vector<Origin> moved_origins(const std::vector<Origin>& origins, std::string_view before,
                                  std::string_view after) {
  std::vector<Origin> moved;
  if (origins.empty()) return moved;
  const auto same = static_cast<std::uint32_t>(std::ranges::mismatch(before, after).in1 - before.begin());
  std::uint32_t rest = 0;  // bytes that are the same at the end of both
  const std::size_t most = std::min(before.size(), after.size()) - same;
  while (rest < most && before[before.size() - 1 - rest] == after[after.size() - 1 - rest]) ++rest;
  const auto shift = static_cast<std::uint32_t>(after.size() - before.size());
  const auto tail = static_cast<std::uint32_t>(before.size()) - rest;
  for (Origin origin : origins) {
    const bool is_before = origin.end <= same, is_behind = origin.begin >= tail;
    const bool is_around = origin.begin <= same && origin.end >= tail;
    if (!is_before && !is_behind && !is_around) continue;
    if (is_around && !is_before && !is_behind && origin.is_copy) {
      // What was put in parts the copy into two.
      Origin end = origin;
      end.begin = tail + shift;
      end.end += shift;
      end.from.begin += tail - origin.begin;
      origin.end = same;
      moved.push_back(origin);
      origin = end;
    } else {
      if (is_behind) origin.begin += shift;
      if (!is_before) origin.end += shift;
    }
    moved.push_back(origin);
  }
  std::ranges::stable_sort(moved, [](const Origin& a, const Origin& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return moved;
}

FileId Sources::add(SourceFile file) {
  file.line_starts = line_starts_of(file.text);
  files_.push_back(std::make_shared<SourceFile>(std::move(file)));
  return static_cast<FileId>(size() - 1);
}

FileId Sources::add(std::string name, std::string text) {
  return add(
      {.name = std::move(name), .text = std::move(text), .line_starts = {}, .sheet = {}, .origins = {}});
}

FileId Sources::add_sheet(std::string name, std::string sheet, std::string text) {
  return add({.name = std::move(name),
              .text = std::move(text),
              .line_starts = {},
              .sheet = std::move(sheet),
              .origins = {}});
}

FileId Sources::add_translated(std::string name, std::string text, std::vector<Origin> origins) {
  return add({.name = std::move(name),
              .text = std::move(text),
              .line_starts = {},
              .sheet = {},
              .origins = std::move(origins)});
}

void Sources::replace(std::string name, std::string text) {
  replaced_[std::move(name)] = std::move(text);
}

std::optional<FileId> Sources::read(const std::filesystem::path& path) {
  auto replaced = replaced_.find(path.string());
  if (replaced != replaced_.end()) return add(replaced->first, replaced->second);
  auto bytes = read_bytes(path);
  return bytes ? std::optional(add(path.string(), std::move(*bytes))) : std::nullopt;
}

std::string_view Sources::text(Span span) const {
  if (!span.has_place()) return {};
  std::string_view whole = file(span.file).text;
  std::size_t begin = std::min<std::size_t>(span.begin, whole.size());
  return whole.substr(begin, span.end > begin ? span.end - begin : 0);
}

LineColumn Sources::locate(FileId id, std::uint32_t offset) const {
  const SourceFile& source = file(id);
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto& starts = source.line_starts;
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  if (after == starts.begin()) return {};  // within the byte order mark
  std::uint32_t begin = *(after - 1);
  if (!source.sheet.empty()) {
    auto cells = std::count(source.text.begin() + begin, source.text.begin() + offset, '\t');
    return {static_cast<std::uint32_t>(after - starts.begin()), static_cast<std::uint32_t>(cells) + 1};
  }
  auto continuations =
      std::count_if(source.text.begin() + begin, source.text.begin() + offset, is_continuation);
  return {static_cast<std::uint32_t>(after - starts.begin()),
          offset - begin - static_cast<std::uint32_t>(continuations) + 1};
}

Span Sources::origin(Span span) const {
  if (!span.has_place()) return span;
  const std::vector<Origin>& origins = file(span.file).origins;
  auto after = std::ranges::upper_bound(origins, span.begin, {}, &Origin::begin);
  while (after != origins.begin()) {
    const Origin& origin = *--after;
    // What lies between two values belongs to what is around both.
    if (span.begin >= origin.end) continue;
    if (!origin.is_copy) return origin.from;
    const std::uint32_t moved = origin.from.begin - origin.begin;
    return {origin.from.file, span.begin + moved, std::min(span.end, origin.end) + moved};
  }
  return span;
}

LineColumn Sources::end_place(Span span) const {
  const Place begin = place(span);
  if (!span.has_place() || begin.is_cell()) return {begin.line, begin.column};
  const Span written = origin(span);
  const std::uint32_t lines_before = begin.line - locate(written.file, written.begin).line;
  const LineColumn end = locate(written.file, std::max(written.begin, written.end));
  return {end.line + lines_before, end.column};
}

Place Sources::place(Span span) const {
  const Span written = origin(span);
  if (!written.has_place()) return {};
  const LineColumn at = locate(written.file, written.begin);
  const SourceFile& source = file(written.file);
  const auto line = source.line_starts.size() == 1 ? line_of_file(source.name) : std::nullopt;
  if (line) return {line->file, line->number, at.column, {}};
  return {source.name, at.line, at.column, source.sheet};
}

std::string_view Sources::line(FileId id, std::uint32_t line) const {
  const SourceFile& source = file(id);
  if (line == 0 || line > source.line_starts.size()) return {};
  std::size_t begin = source.line_starts[line - 1];
  std::size_t end = line < source.line_starts.size() ? source.line_starts[line] - 1 : source.text.size();
  return without_return(std::string_view(source.text).substr(begin, end - begin));
}

}  // namespace precept
