// The mistakes that a policy file announces, in comments on their lines:
//
//   shall ensure a == b     -- error E0001: `==` is not an operator
//
// or below, where the line has no room for a comment or has several mistakes:
//
//   quote "not closed
//   --^ error E0002: not closed
//
// A mistake in another file, such as a table, is announced anywhere, with file and line:
//
//   -- error E2003 data/towns.csv:2: `maybe` is no value of type truth
//
// Line, code and a part of the message, help or notes must agree, and no other mistake may come.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::test {

struct Mistake {
  std::string file;  ///< the end of the file's path; empty: the file with the comments
  std::uint32_t line = 0;
  std::string code;
  std::string words;
};

std::vector<Mistake> expected_mistakes(const Sources& sources, FileId file);

/// Fails the running test for each expected mistake that did not come, and for each other mistake.
void check_mistakes(const Sources& sources, FileId file, const Diagnostics& diagnostics);

}  // namespace precept::test
