// Texts with numbers from 0, and back.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text_hash.h"
#include "runtime/program/program.h"

namespace precept {

class TextTable {
 public:
  explicit TextTable(const TextHash& hash) : hash_(hash) {}

  /// The number of a text, whose hash is `hash(text)`; kNone where it has none.
  std::int32_t find(std::string_view text, std::uint64_t hash) const {
    return slots_.empty() ? kNone : slots_[slot_of(text, hash)].number;
  }
  /// Enters a text that is not there, and stays where it is. Gives its number.
  std::int32_t add(std::string_view text, std::uint64_t hash);
  /// Gives one more number to a text that is there; it is found by its first.
  void add_again(std::string_view text) { texts_.push_back(text); }

  std::string_view text(std::size_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  std::uint64_t hash(std::string_view text) const { return hash_(text); }
  const TextHash& hash() const { return hash_; }

 private:
  /// A slot of an open-addressing hash table. The hash saves most comparisons of texts.
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t number = kNone;  ///< kNone: free
  };
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();

  std::vector<std::string_view> texts_;  ///< by number
  std::vector<Slot> slots_;              ///< a power of two, at most half of them taken
  TextHash hash_;
};

/// The texts of a program by their indexes. Made once for all documents (`Program::derived`).
struct ProgramTexts : TextTable {
  explicit ProgramTexts(const Program& program);
};

}  // namespace precept
