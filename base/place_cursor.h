// Line and column of many places in one text. In a text that is one line of many megabytes, counting from the
// start of the line for each place would take quadratic time; so the characters before each block are counted
// once.
#pragma once

#include <cstdint>
#include <vector>

#include "base/source.h"

namespace precept {

class PlaceCursor {
 public:
  PlaceCursor(FileId file, const Sources& sources) : file_(file), sources_(sources) {}
  LineColumn locate(std::uint32_t offset);

 private:
  std::uint32_t characters_before(std::uint32_t offset);

  FileId file_;
  const Sources& sources_;
  std::vector<std::uint32_t> before_blocks_;  ///< characters before each block; made when needed
};

}  // namespace precept
