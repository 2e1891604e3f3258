// The mistakes that a policy file tells of itself, in comments beside the lines they are in:
//
//   shall ensure a == b     -- error E0001: `==` is not an operator
//
// or, where the line has no room for a comment or more than one mistake, below it:
//
//   quote "not closed
//   --^ error E0002: not closed
//
// A mistake in another file, such as a table, is told with file and line, anywhere:
//
//   -- error E2003 data/towns.csv:2: `maybe` is no value of type truth
//
// Line, code and a part of the message (help and notes included) must agree, and no other may come.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::test {

struct Mistake {
  std::string file;  ///< empty: the file with the comments; else the end of the file's path
  std::uint32_t line = 0;
  std::string code;
  std::string words;
};

std::vector<Mistake> expected_mistakes(const Sources& sources, FileId file);

/// Fails the running test for each expected mistake that did not come, and for each that was not expected.
void check_mistakes(const Sources& sources, FileId file, const Diagnostics& diagnostics);

}  // namespace precept::test
