// Checks texts in other languages. They may say anything, but may only have holes that the original has.
#include <algorithm>
#include <tuple>
#include <vector>

#include "runtime/verify/verification.h"
#include "runtime/words/language.h"

namespace precept::verifier {
namespace {

bool is_language(Verification& verification, std::uint32_t language) {
  return verification.require(language < kLanguages.size(), "a translation is in no known language");
}

}  // namespace

bool check_translations(Verification& verification) {
  const Program& program = verification.program;
  for (const auto& one : program.translations) {
    if (!is_language(verification, one.language) ||
        !verification.string(one.text, "text that is translated") ||
        !verification.string(one.translated, "translation")) {
      return false;
    }
  }
  for (const auto& one : program.parts_translations) {
    if (!is_language(verification, one.language) ||
        !verification.range(one.parts, program.text_parts.size(), "text that is translated") ||
        !verification.range(one.translated, program.text_parts.size(), "translation")) {
      return false;
    }
    using Hole = std::tuple<std::uint32_t, program::HoleForm, std::uint32_t, std::uint32_t>;
    auto hole_of = [](const program::TextPart& part) {
      return Hole{part.hole, part.form, part.among, part.presence};
    };
    std::vector<Hole> holes;
    for (const auto& part : Program::in(program.text_parts, one.parts)) holes.push_back(hole_of(part));
    std::ranges::sort(holes);
    for (const auto& part : Program::in(program.text_parts, one.translated)) {
      bool is_among = part.hole == kAbsent || std::ranges::binary_search(holes, hole_of(part));
      if (!verification.string(part.text, "translation") ||
          !verification.require(is_among, "a translation has a hole that its text does not have")) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace precept::verifier
