// What several rules about tests ask. Internal to tests/.
#pragma once

#include <string>

#include "authoring/lint/look/look.h"
#include "authoring/lint/look/rule.h"

namespace precept::lint {

/// Calls `visit` for each test beside the policy.
template <class Visit>
void for_each_test(const Look& look, const Visit& visit) {
  if (!look.tests()) return;
  for (const ast::TestFile* file : *look.tests())
    for (const ast::Test& test : file->tests) visit(*file, test);
}

/// "resolves 1 violated", its words joined by single blanks.
std::string words_of(const ast::Expectation& expectation);

inline bool has_tests(const Look& look) {
  bool result = false;
  for_each_test(look, [&](const ast::TestFile&, const ast::Test&) { result = true; });
  return result;
}

}  // namespace precept::lint
