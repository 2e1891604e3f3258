// Comments that let a lint pass. Internal to lint/.
//
//     -- lint: allow repeated-condition "the text repeats it"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/parse/tokens/source_token.h"

namespace precept::lint {

struct Allowance {
  std::string rule;                             ///< as written
  std::string reason;                           ///< empty where there is none
  Span span;                                    ///< the comment
  std::uint32_t first_line = 0, last_line = 0;  ///< where what it lets pass begins
  bool has_found = false;
};

/// Those of a file. A comment that shares its line with code is about that line; one by itself is about the
/// next line that has code.
std::vector<Allowance> allowances_of(FileId file, const std::vector<SourceToken>& tokens,
                                     const Sources& sources);

}  // namespace precept::lint
