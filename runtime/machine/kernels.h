// The inner loops over codes and results that are worth the machine's vector instructions. Each is
// compiled for several instruction sets; the best that the processor has is chosen when it first runs.
// Codes are of 1 or 4 bytes; truth columns come out with the bits past the last row clear.
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
/// Bit a of the mask; none: no.
void is_in(const std::int8_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out);
void is_in(const std::int32_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out);
void equal(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out);
void equal(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out);
void less(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out);
void less(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out);
void given(const std::int8_t* a, std::size_t rows, TruthSlot out);
void given(const std::int32_t* a, std::size_t rows, TruthSlot out);
/// 1: yes, 0: no.
void truth_of(const std::int8_t* a, std::size_t rows, TruthSlot out);
void truth_of(const std::int32_t* a, std::size_t rows, TruthSlot out);

/// Sets as masks; unknown where one is unknown or, but for equality, none.
void equal_sets(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
void subset(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
void overlaps(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out);
/// The code's bit in the set; no for none, unknown for an unknown code and a set that is unknown or none.
void has(const std::uint64_t* sets, const std::int32_t* codes, std::size_t rows, TruthSlot out);

/// Bytes whose lowest three bits are the rows' bits in three bitmaps; writes whole words, 64 bytes each.
void join_planes(const std::uint64_t* low, const std::uint64_t* middle, const std::uint64_t* high,
                 std::size_t words, std::uint8_t* out);

}  // namespace precept::kernels
