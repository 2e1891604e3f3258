// The inner loops that gain from vector instructions. Each is compiled for several instruction sets; the
// best one that the processor has is chosen on the first call. Codes have 1 or 4 bytes. In truth columns
// that a kernel writes, the bits past the last row are clear.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/machine/bitmap.h"

namespace precept::kernels {

inline Truth in_mask(std::int32_t code, std::uint64_t mask) {
  if (code == kUnknown) return Truth::Unknown;
  return code >= 0 && code < 64 && (mask >> code & 1) != 0 ? Truth::Yes : Truth::No;
}

/// a = constant, which is not unknown.
void is(const std::int8_t* a, std::size_t rows, std::int8_t constant, TruthSlot out);
void is(const std::int32_t* a, std::size_t rows, std::int32_t constant, TruthSlot out);
/// Whether bit a of the mask is set; none: no.
void is_in(const std::int8_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out);
void is_in(const std::int32_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out);
void equal(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out);
void equal(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out);
void less(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out);
void less(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out);
void given(const std::int8_t* a, std::size_t rows, TruthSlot out);
void given(const std::int32_t* a, std::size_t rows, TruthSlot out);
/// 1: yes; 0: no; none and unknown: unknown.
void truth_of(const std::int8_t* a, std::size_t rows, TruthSlot out);
void truth_of(const std::int32_t* a, std::size_t rows, TruthSlot out);

/// Sets are masks. The result is unknown where one is unknown; except in `equal_sets` also where one is none.
void equal_sets(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
void subset(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
void overlaps(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
/// Whether the set has the code. Code none: no. Code unknown, or set unknown or none: unknown.
void has(const std::uint64_t* sets, const std::int32_t* codes, std::size_t rows, TruthSlot out);

/// Writes one byte for each row; its lowest three bits are the row's bits in the three bitmaps. Whole words
/// of 64 rows are written.
void join_planes(const std::uint64_t* low, const std::uint64_t* middle, const std::uint64_t* high,
                 std::size_t words, std::uint8_t* out);

}  // namespace precept::kernels
