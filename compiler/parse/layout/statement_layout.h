// Checks the indentation of statements and their parts (docs/language.md, Layout). Internal to parse/.
#pragma once

#include "PreceptParser.h"
#include "compiler/parse/layout/indentation.h"

namespace precept::parsing {

/// Reports indentation that contradicts the grammar: statements that are not level, continuation lines that
/// stand no deeper than their statement, and fields, members or choices that are not level. item_tree.h
/// checks the items of clauses. Call it only for a file without other mistakes. True where all statements are
/// level, so that their parts can be checked.
bool check_layout(grammar::PreceptParser::FileContext& file, const Tokens& tokens,
                  const Indentation& indentation, Diagnostics& diagnostics);
/// The same for a file of tests. `with`, `without`, `attest` and `under` may stand deeper than the `given`
/// before.
void check_layout(grammar::PreceptParser::TestFileContext& file, const Tokens& tokens,
                  const Indentation& indentation, Diagnostics& diagnostics);

}  // namespace precept::parsing
