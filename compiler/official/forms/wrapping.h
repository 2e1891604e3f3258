// Puts the lines of a text together to blocks, for plain text and Markdown alike.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/official/marks/blocks.h"

namespace precept::official {

/// A line of a file, without what ends it.
struct SourceLine {
  std::string text;        ///< with its blanks; empty: nothing stands there
  std::size_t number = 0;  ///< from 1
  int heading = 0;         ///< rank, where signs around it make it a heading
};

/// Rules across the page and lines of a table of contents are left out, and told in `layout`.
void add_blocks(const std::vector<SourceLine>& lines, Layout& layout);

/// Tells that a line is left out; neighbours with the same reason are one.
void leave_out(std::size_t line, std::string_view why, Layout& layout);

}  // namespace precept::official
