#include "runtime/machine/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <new>

namespace precept {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kChunk = 8 * kHugePage;
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kSmall = SIZE_MAX;  // so that the sanitizer watches the bounds of every buffer
#else
constexpr std::size_t kSmall = 8192;
#endif

constexpr std::size_t rounded(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

std::byte* on_bound(void* address, std::size_t bound) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): what is aligned is an address
  return reinterpret_cast<std::byte*>(rounded(reinterpret_cast<std::uintptr_t>(address), bound));
}

}  // namespace

Arena::~Arena() {
  for (const Chunk& chunk : chunks_) ::munmap(chunk.mapping, chunk.size);
}

void Arena::add_chunk(std::size_t bytes) {
  const std::size_t room = std::max(kChunk, rounded(bytes, kHugePage));
  const std::size_t size = room + kHugePage;  // so that a huge page can begin within it
  void* mapping =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) throw std::bad_alloc();
  chunks_.push_back({mapping, size});
  next_ = on_bound(mapping, kHugePage);
  left_ = room;
#ifdef MADV_HUGEPAGE
  ::madvise(next_, room, MADV_HUGEPAGE);  // only advice: without it everything works, but more slowly
#endif
}

std::byte* Arena::take(std::size_t bytes) {
  bytes = rounded(bytes, kCacheLine);
  if (bytes > left_) add_chunk(bytes);
  std::byte* begin = next_;
  next_ += bytes;
  left_ -= bytes;
  return begin;
}

void Buffer::grow(std::size_t bytes) {
  // Doubling bounds the memory that outgrown buffers waste in the arena.
  const std::size_t size = std::max(bytes, size_ * 2);
  if (size <= kSmall) {
    small_.assign(size + kCacheLine, std::byte{0});
    begin_ = on_bound(small_.data(), kCacheLine);
  } else {
    assert(arena_ != nullptr);
    begin_ = arena_->take(size);
  }
  size_ = size;
}

}  // namespace precept
