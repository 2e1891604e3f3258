#include "base/place_cursor.h"

#include <algorithm>

namespace precept {

namespace {

constexpr std::size_t kBlockBytes = 4096;

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

LineColumn PlaceCursor::locate(std::uint32_t offset) {
  const SourceFile& file = sources_.file(file_);
  offset = std::min(offset, static_cast<std::uint32_t>(file.text.size()));
  const auto after = std::ranges::upper_bound(file.line_starts, offset);
  const std::uint32_t begin = after == file.line_starts.begin() ? 0 : *(after - 1);
  if (offset - begin <= kBlockBytes) return sources_.locate(file_, offset);
  return {static_cast<std::uint32_t>(after - file.line_starts.begin()),
          characters_before(offset) - characters_before(begin) + 1};
}

std::uint32_t PlaceCursor::characters_before(std::uint32_t offset) {
  const char* text = sources_.file(file_).text.data();
  auto count = [&](std::size_t from, std::size_t to) {
    return static_cast<std::uint32_t>(std::count_if(text + from, text + to, begins_code_point));
  };
  if (before_blocks_.empty()) {
    before_blocks_.push_back(0);
    const std::size_t size = sources_.file(file_).text.size();
    for (std::size_t at = 0; at + kBlockBytes <= size; at += kBlockBytes)
      before_blocks_.push_back(before_blocks_.back() + count(at, at + kBlockBytes));
  }
  const std::size_t block = offset / kBlockBytes;
  return before_blocks_[block] + count(block * kBlockBytes, offset);
}

}  // namespace precept
