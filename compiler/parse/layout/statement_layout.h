// How deep statements and their parts stand. Internal to parse/.
#pragma once

#include "PreceptParser.h"
#include "compiler/parse/layout/layout.h"

namespace precept::parsing {

/// Reports what stands otherwise than it is read: statements of one file that are not level, lines that go on
/// with a statement and stand no deeper than it, fields, members and choices that are not level with each
/// other. The items of a clause are looked at in item_tree.h. The file has no other mistakes.
/// True where all statements are level, so that what they hold can be looked at.
bool check_layout(grammar::PreceptParser::FileContext& file, const Tokens& tokens, const Layout& layout,
                  Diagnostics& diagnostics);
/// The same of a file of tests. What changes a `given` document may stand deeper than the `given`.
void check_layout(grammar::PreceptParser::TestFileContext& file, const Tokens& tokens, const Layout& layout,
                  Diagnostics& diagnostics);

}  // namespace precept::parsing
