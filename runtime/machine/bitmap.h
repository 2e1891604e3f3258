// Truth columns: two bitmaps, surely yes and surely no, of 64 rows a word. Bits past the last row are clear.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "runtime/program/kinds.h"

namespace precept {

constexpr std::size_t words_for(std::size_t rows) {
  return (rows + 63) / 64;
}
/// A mask of the bits in word `word` that stand for rows.
constexpr std::uint64_t rows_in_word(std::size_t rows, std::size_t word) {
  const std::size_t left = rows - word * 64;
  return left >= 64 ? ~0ull : (1ull << left) - 1;
}

/// A truth operand to read; its negation has been applied.
struct TruthView {
  const std::uint64_t* yes;
  const std::uint64_t* no;

  Truth at(std::size_t row) const {
    if (yes[row / 64] >> (row % 64) & 1) return Truth::Yes;
    return no[row / 64] >> (row % 64) & 1 ? Truth::No : Truth::Unknown;
  }
};

struct TruthSlot {
  std::uint64_t* yes;
  std::uint64_t* no;
};

/// Fills a truth column, row by row, with `truth_of(row)`.
template <class TruthOf>
void fill_truth(TruthSlot out, std::size_t rows, TruthOf truth_of) {
  for (std::size_t word = 0; word < words_for(rows); ++word) {
    const std::size_t first = word * 64, count = rows - first < 64 ? rows - first : 64;
    std::uint64_t yes = 0, no = 0;
    for (std::size_t bit = 0; bit < count; ++bit) {
      const Truth truth = truth_of(first + bit);
      yes |= std::uint64_t{truth == Truth::Yes} << bit;
      no |= std::uint64_t{truth == Truth::No} << bit;
    }
    out.yes[word] = yes;
    out.no[word] = no;
  }
}

/// Calls `visit(word, mask)` for each word with rows of [begin, end); the mask has their bits.
template <class Visit>
void for_words(std::size_t begin, std::size_t end, Visit visit) {
  while (begin < end) {
    const std::size_t word = begin / 64, next = (word + 1) * 64 < end ? (word + 1) * 64 : end;
    visit(word, rows_in_word(next - word * 64, 0) & (~0ull << (begin % 64)));
    begin = next;
  }
}

inline std::uint64_t count_bits(const std::uint64_t* bits, std::size_t begin, std::size_t end) {
  std::uint64_t count = 0;
  for_words(begin, end,
            [&](std::size_t word, std::uint64_t mask) { count += std::popcount(bits[word] & mask); });
  return count;
}

inline void set_bits(std::uint64_t* bits, std::size_t begin, std::size_t end) {
  for_words(begin, end, [&](std::size_t word, std::uint64_t mask) { bits[word] |= mask; });
}

}  // namespace precept
