// Counts how deep a recursion is.
#pragma once

#include <cstddef>

namespace precept {

/// Counts one step deeper for as long as it lives. Refers to the count.
class DepthGuard {
 public:
  explicit DepthGuard(std::size_t& depth) : depth_(depth) { ++depth_; }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;

 private:
  std::size_t& depth_;
};

}  // namespace precept
