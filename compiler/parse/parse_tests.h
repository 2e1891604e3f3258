// Text of a test file to tree. The same door as parse.h: bounded, never throws, one message a mistake.
#pragma once

#include "compiler/ast/test_file.h"
#include "compiler/parse/parse.h"

namespace precept {

/// Reads one `*_test.precept`. Always returns a tree: what could not be read is left out, and reported.
ast::TestFile* parse_tests(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                           const ParseLimits& limits = {});

}  // namespace precept
