#include "base/text_hash.h"

#include <algorithm>
#include <cstring>

namespace precept {

namespace {

std::uint64_t word(const char* at, std::size_t bytes) {
  std::uint64_t result = 0;
  if (bytes != 0) std::memcpy(&result, at, bytes);
  return result;
}

/// The two halves of the full product, folded, so that every bit of the result depends on every bit of both.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

// The system chooses at random where things lie.
TextHash::TextHash() : seed_(mix(reinterpret_cast<std::uintptr_t>(this), 0x9E3779B97F4A7C15)) {}

std::uint64_t TextHash::operator()(std::string_view text) const {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = seed_ ^ left;
  for (; left > 16; at += 16, left -= 16) {
    state = mix(word(at, 8) ^ 0xA0761D6478BD642F, word(at + 8, 8) ^ state);
  }
  std::uint64_t head = word(at, std::min<std::size_t>(left, 8));
  std::uint64_t tail = left > 8 ? word(at + 8, left - 8) : 0;
  return mix(head ^ 0xE7037ED1A0B428DB, tail ^ state);
}

}  // namespace precept
