// Keeps many small texts end to end, without an allocation for each.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace precept {

class TextStore {
 public:
  /// A copy of the text, which stays where it is as long as the store lives, also where the store is moved.
  std::string_view keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  ///< where the next text goes
  std::size_t left_ = 0;  ///< bytes from there to the end of the block
};

}  // namespace precept
