// Changes how a text is laid out, and not what it says.
//
//     shall ensure a.b = 1           shall   ensure a.b=1
//       when c                              when
//                                       c      -- comment 1
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/format/token_lines.h"

namespace precept::test {

/// What is changed besides blanks, which always are.
enum class Mangling { Blanks, Breaks, Comments };

struct Mangled {
  std::string text;
  std::vector<std::string> comments;  ///< those that were added, in their order
};

/// The tokens are those of the text, which has no mistake.
Mangled mangle(std::string_view text, const std::vector<format::Token>& tokens, Mangling how,
               std::mt19937_64& random);

}  // namespace precept::test
