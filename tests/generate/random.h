// Pseudo-random numbers, the same on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace precept::generate {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// A number in [0, bound); bound is not 0.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  /// A number from low to high, both included.
  int between(int low, int high) {
    const auto span = static_cast<std::size_t>(std::int64_t{high} - low + 1);
    return static_cast<int>(low + static_cast<std::int64_t>(below(span)));
  }
  bool percent(int chance) { return below(100) < static_cast<std::size_t>(chance); }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace precept::generate
