// Text to tree. The only folder that knows ANTLR.
#pragma once

#include "base/diagnostic.h"
#include "base/limits.h"
#include "compiler/ast/ast.h"

namespace precept {

struct ParseLimits {
  std::size_t max_bytes = limits::kPolicyBytes;
  std::size_t max_depth = limits::kBracketDepth;  ///< nesting of brackets and of if, some, every, not
};

/// Reads one policy or module file. Always returns a tree: what could not be read is left out or is
/// an error node, and every mistake is reported once. Never throws.
ast::File* parse(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                 const ParseLimits& limits = {});

}  // namespace precept
