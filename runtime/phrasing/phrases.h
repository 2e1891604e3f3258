// What definitions say of their results, with `as "…" | "…"` (docs/language.md, Definitions).
//
//   define is_adult(h: Helper): truth
//     as "{h.name} is of age" | "{h.name} is not of age"
//     = h.age is given and h.age >= 18
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "runtime/phrasing/wording.h"

namespace precept {

/// Refers to its arguments, which outlive it.
class Phrases {
 public:
  Phrases(const RunView& view, const Wording& wording);

  /// The words of a definition whose result the operand is; nothing where there is none. `level` is the
  /// operand's level or hangs below it, `row` a row of it.
  struct Text {
    std::string text;
    const program::Phrase* phrase;
  };
  std::optional<Text> say(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;
  bool has(std::uint32_t operand) const { return phrases_.contains(operand & ~kNegated); }

 private:
  const RunView& view_;
  const Wording& wording_;
  std::unordered_map<std::uint32_t, const program::Phrase*> phrases_;  ///< by register
};

}  // namespace precept
