// Hashes texts by a random seed, so that nobody can choose texts that collide.
#pragma once

#include <cstdint>
#include <string_view>

namespace precept {

class TextHash {
 public:
  /// Takes a new seed; a copy has the same one.
  TextHash();
  std::uint64_t operator()(std::string_view text) const;

 private:
  std::uint64_t seed_;
};

}  // namespace precept
