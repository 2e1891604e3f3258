// What definitions say of the registers that hold their results.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "runtime/phrasing/format.h"

namespace precept {

class Phrases {
 public:
  Phrases(const RunView& view, const Wording& wording);

  /// A definition's words where one says something of the operand, seen from a row of `level`, which is the
  /// operand's level or hangs below it.
  struct Said {
    std::string text;
    const program::Phrase* phrase;
  };
  std::optional<Said> say(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;
  bool has(std::uint32_t operand) const { return phrases_.contains(operand & ~kNegated); }

 private:
  const RunView& view_;
  const Wording& wording_;
  std::unordered_map<std::uint32_t, const program::Phrase*> phrases_;  ///< by register
};

}  // namespace precept
