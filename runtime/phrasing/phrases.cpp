#include "runtime/phrasing/phrases.h"

#include "runtime/program/levels.h"

namespace precept {

Phrases::Phrases(const RunView& view, const Wording& wording) : view_(view), wording_(wording) {
  // Two definitions may share a register. The outer one comes last and says more, so the last one counts.
  for (const program::Phrase& phrase : Program::in(view.program.phrases, view.unit.phrases)) {
    phrases_[phrase.operand & ~kNegated] = &phrase;
  }
}

std::optional<Phrases::Text> Phrases::say(std::uint32_t operand, std::uint32_t level,
                                          std::uint32_t row) const {
  auto found = phrases_.find(operand & ~kNegated);
  if (found == phrases_.end()) return std::nullopt;
  const program::Phrase& phrase = *found->second;
  if (!is_at_or_above(view_.levels, phrase.level, level)) return std::nullopt;
  std::uint32_t at = view_.ancestor_row(level, row, phrase.level);
  auto text = [&](program::Range parts) { return wording_.text(parts, phrase.level, at); };
  auto claim = [&](program::Range parts) { return wording_.claim(parts, phrase.level, at); };
  if (view_.register_kinds[phrase.operand & ~kNegated].kind != RegisterKind::Truth) {
    return Text{text(phrase.holds), &phrase};
  }
  switch (view_.truth(phrase.operand, phrase.level, at)) {
    case Truth::Yes:
      return Text{text(phrase.holds), &phrase};
    case Truth::No:
      return Text{
          phrase.fails.count > 0 ? text(phrase.fails) : view_.words(say::IsNotSoThat, claim(phrase.holds)),
          &phrase};
    case Truth::Unknown: {
      const bool is_judgement = view_.producer(phrase.operand).opcode == Opcode::Attested;
      auto open = is_judgement ? say::NobodyHasJudged : say::IsOpenWhether;
      return Text{view_.words(open, claim(phrase.holds)), &phrase};
    }
  }
  return std::nullopt;
}

}  // namespace precept
