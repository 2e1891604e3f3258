#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

std::string words_of(const ast::Expectation& expectation) {
  std::string result;
  for (const ast::ExpectationWord& word : expectation.words)
    result += (result.empty() ? "" : " ") + std::string(word.text);
  return result;
}

}  // namespace precept::lint
