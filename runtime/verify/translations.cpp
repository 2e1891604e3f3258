// Checks texts in other languages. They may say anything, but may only have holes that the original has.
#include <algorithm>

#include "runtime/verify/checker.h"
#include "runtime/words/language.h"

namespace precept::verifier {
namespace {

bool is_language(Checker& checker, std::uint32_t language) {
  return checker.require(language < kLanguages.size(), "a translation is in no known language");
}

}  // namespace

bool check_translations(Checker& checker) {
  const Program& program = checker.program;
  for (const auto& one : program.translations) {
    if (!is_language(checker, one.language) || !checker.string(one.text, "text that is translated") ||
        !checker.string(one.translated, "translation")) {
      return false;
    }
  }
  for (const auto& one : program.parts_translations) {
    if (!is_language(checker, one.language) ||
        !checker.range(one.parts, program.text_parts.size(), "text that is translated") ||
        !checker.range(one.translated, program.text_parts.size(), "translation")) {
      return false;
    }
    std::vector<std::uint32_t> holes;
    for (const auto& part : Program::in(program.text_parts, one.parts)) holes.push_back(part.hole);
    std::ranges::sort(holes);
    for (const auto& part : Program::in(program.text_parts, one.translated)) {
      bool is_among = part.hole == kAbsent || std::ranges::binary_search(holes, part.hole);
      if (!checker.string(part.text, "translation") ||
          !checker.require(is_among, "a translation has a hole that its text does not have")) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace precept::verifier
