// Text to tree. The only folder that knows ANTLR.
#pragma once

#include "base/diagnostic.h"
#include "compiler/ast/ast.h"
#include "compiler/parse/tokens/limits.h"

namespace precept {

/// Reads one policy or module file. Always returns a tree: what could not be read is left out or is
/// an error node, and every mistake is reported once. Never throws.
ast::File* parse(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                 const ParseLimits& limits = {});

}  // namespace precept
