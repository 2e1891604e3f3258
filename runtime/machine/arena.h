// Memory for registers. A list of a million rows makes registers of many megabytes; on huge pages, where
// the system has them, filling these costs a tenth of what it costs on small pages.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace precept {

/// Hands out zeroed memory from large chunks, aligned to cache lines. Frees all of it when destroyed.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// Throws std::bad_alloc.
  std::byte* take(std::size_t bytes);

 private:
  struct Chunk {
    void* mapping;
    std::size_t size;
  };
  void add_chunk(std::size_t bytes);

  std::vector<Chunk> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

/// A register's own storage. It grows and never shrinks; new bytes are zero.
class Buffer {
 public:
  /// The arena outlives the buffer.
  void take_from(Arena& arena) { arena_ = &arena; }
  /// Room for that many bytes. The contents are lost when the buffer grows.
  std::byte* at_least(std::size_t bytes) {
    if (bytes > size_) grow(bytes);
    return begin_;
  }

 private:
  void grow(std::size_t bytes);

  Arena* arena_ = nullptr;
  std::byte* begin_ = nullptr;
  std::size_t size_ = 0;
  std::vector<std::byte> small_;  ///< holds a small buffer, so that a small document needs no chunk
};

}  // namespace precept
