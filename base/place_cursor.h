// Line and column of many places in one text. A text may be one line of many megabytes, in which counting
// from the start of the line each time would cost its square. So the characters before each block are counted
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
  std::vector<std::uint32_t> before_blocks_;  ///< characters before each block of the text; made when needed
};

}  // namespace precept
