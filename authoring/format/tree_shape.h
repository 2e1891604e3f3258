// What a tree says, without places: two texts with equal shapes mean the same. Internal to format/ and its
// tests.
//
//     shall ensure a.b = 1      and      shall ensure
//                                            a.b=1        have the same shape
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/ast/test_file.h"

namespace precept::format {

/// The header's shape, and one of each statement or test. Holes count by what they say, not by how they are
/// written.
std::vector<std::string> shapes_of(const ast::File& file);
std::vector<std::string> shapes_of(const ast::TestFile& file);

}  // namespace precept::format
