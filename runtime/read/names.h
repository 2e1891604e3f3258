// A hash table from words to codes: the members of an enum, the keys of a table, the fields of an object.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace precept {

static_assert(std::endian::native == std::endian::little, "images of texts are read as little-endian words");

inline std::uint64_t load_word(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, 8);
  return word;
}

/// Compares a word by its first eight bytes, its last eight bytes and its length. For words of up to sixteen
/// bytes that is a full comparison.
class NameTable {
 public:
  static constexpr std::int32_t kAbsentName = -1;

  /// The code is not negative; the text outlives the table. Of two equal names the first counts.
  void add(std::string_view name, std::int32_t code);

  /// The code of a name; kAbsentName where there is none. At least 7 bytes behind `name` must be readable.
  std::int32_t find_padded(std::string_view name) const {
    if (slots_.empty()) return kAbsentName;
    Image image = image_padded(name);
    for (std::size_t at = slot_of(image);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.name == nullptr) return kAbsentName;
      bool same =
          slot.image.head == image.head && slot.image.tail == image.tail && slot.image.size == image.size;
      if (same && (image.size <= 16 || std::memcmp(slot.name, name.data(), image.size) == 0))
        return slot.code;
    }
  }
  /// The same for a text without readable bytes behind it.
  std::int32_t find(std::string_view name) const;

 private:
  struct Image {
    std::uint64_t head = 0, tail = 0;
    std::uint32_t size = 0;
  };
  struct Slot {
    Image image;
    std::int32_t code = 0;
    const char* name = nullptr;  ///< null: the slot is free
  };

  static Image image_padded(std::string_view name) {
    auto size = static_cast<std::uint32_t>(name.size());
    if (size == 0) return {};
    std::uint64_t head = load_word(name.data());
    if (size < 8) return {head & ((1ull << (8 * size)) - 1), 0, size};
    return {head, load_word(name.data() + size - 8), size};
  }
  std::size_t slot_of(const Image& image) const {
    // Multiplied by an odd number with evenly spread bits, all bits reach the upper ones.
    std::uint64_t mixed = (image.head ^ std::rotl(image.tail, 29) ^ image.size) * 0x9E3779B97F4A7C15ull;
    return mixed >> shift_;
  }
  void place(const Slot& slot);
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, at most half of them taken
  unsigned shift_ = 0;       ///< 64 minus the binary logarithm of the number of slots
  std::size_t count_ = 0;
};

}  // namespace precept
