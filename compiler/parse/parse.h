// The face of parse/: text to syntax tree. Only this folder knows ANTLR; the grammar is grammar/Precept.g4,
// and docs/language.md (Words, Layout, Expressions) says what it means.
//
//     clause house rule 1
//       shall ensure b.people == b.seats
//
// gives the tree of `b.people = b.seats`, and one E0001: "`==` is not an operator of the language", help
// "write `=`".
#pragma once

#include <memory>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/ast/ast.h"
#include "compiler/parse/tokens/parse_limits.h"
#include "compiler/parse/tokens/source_token.h"

namespace precept {

/// Reads one policy or module file. Always returns a tree, which lies in `arena` and refers to the text in
/// `sources`: what could not be read is left out or is an error node. Reports every mistake once, with its
/// place in bytes (E00xx; too large, too deep and no UTF-8 included). Never throws.
ast::File* parse(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                 const ParseLimits& limits = {});

/// A file as it was parsed, with all that its tree refers to; it outlives the `Sources` it was read from.
/// Files do not change, so several analyses may share one (compiler/parse/parse_cache.h).
struct ParsedFile {
  std::shared_ptr<const SourceFile> text;
  std::unique_ptr<ast::Arena> arena;
  const ast::File* tree = nullptr;  ///< never null; see `parse`
  std::vector<SourceToken> tokens;  ///< in the order of the text; those of a hole follow their string
  Diagnostics diagnostics;
};
ParsedFile parse_file(FileId file, const Sources& sources, const ParseLimits& limits = {});

}  // namespace precept
