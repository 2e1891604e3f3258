// The face of format/: one layout for policies, modules and files of tests (docs/formatting.md).
//
//     clause house rule 1                          clause house rule 1
//         shall ensure b.people<=b.seats             shall ensure b.people <= b.seats
//         otherwise "too few seats"                    otherwise "too few seats"
//
// What an author decides stays: the breaks within an expression, blank lines (but not many), comments.
// Indentation, the blanks within a line and what stands level are the formatter's. The tree of the text is
// the same before and after; a statement with a mistake of syntax stays byte for byte.
//
// Nothing throws but for memory. A text that cannot be read at all (too large, no UTF-8) comes back as it is.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::format {

struct Formatted {
  std::string text;
  Diagnostics mistakes;    ///< of the parser, with places in `sources`
  Sources sources;         ///< the text as it was
  std::vector<Span> left;  ///< statements that were left as they stand, in the order of the text
};

/// Lays out a text. Whether it is a file of tests is told by its first word.
Formatted format_text(std::string name, std::string text);

}  // namespace precept::format
