// A file of tests to its syntax tree (docs/testing.md). As in parse.h: input is bounded, nothing throws, each
// mistake gives one message.
#pragma once

#include "compiler/ast/test_file.h"
#include "compiler/parse/parse.h"

namespace precept {

/// Reads one `*_test.precept`. Always returns a tree: what could not be read is reported and left out.
ast::TestFile* parse_tests(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                           const ParseLimits& limits = {});

/// A file of tests as it was parsed; as `ParsedFile`.
struct ParsedTests {
  std::shared_ptr<const SourceFile> text;
  std::unique_ptr<ast::Arena> arena;
  const ast::TestFile* tree = nullptr;  ///< never null; see `parse_tests`
  std::vector<SourceToken> tokens;      ///< in the order of the text; those of a hole follow their string
  Diagnostics diagnostics;
};
ParsedTests parse_tests_file(FileId file, const Sources& sources, const ParseLimits& limits = {});

}  // namespace precept
