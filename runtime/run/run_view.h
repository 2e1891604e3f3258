// What everyone who reads a run's results needs at hand: the unit, the document, the registers.
#pragma once

#include <string_view>

#include "runtime/machine/machine.h"
#include "runtime/program/translations.h"
#include "runtime/program/unit_view.h"
#include "runtime/words/words.h"

namespace precept {

/// Read access to a finished run of a machine that kept every register (MachineOptions::kWhole), so that
/// a row of a List level counts within the whole list. Refers to all it is made from.
class RunView : public UnitView {
 public:
  RunView(const Program& program, const Document& document, const Registers& registers,
          Translations* translations = nullptr);

  const Document& document;
  const Registers& registers;
  Translations* const translations;  ///< of the program, into the language that is told in; null: English
  const Words words;
  /// A text as it is told, and a code or a label, which need not have a translation.
  std::string_view told(std::string_view text) const {
    return translations ? translations->text(text) : text;
  }
  std::string_view told_if_any(std::string_view text) const {
    return translations ? translations->text_if_any(text) : text;
  }
  /// Whether a text is in the language that is told in.
  bool is_told(std::string_view text) const { return !translations || translations->has(text); }
  /// Whether a gist is told in place of its quote: there is none in the language, and the gist is, or is all
  /// there is.
  bool tells_gist(program::String quote, program::String gist) const {
    bool has_quote = is_told(text(quote));
    return gist.count > 0 && !has_quote && (quote.count == 0 || is_told(text(gist)));
  }
  /// Whether a norm is told with words of its own, and not with its clause's.
  static bool has_words(const program::Norm& norm) { return norm.quote.count + norm.gist.count > 0; }

  /// The row of `target`, which is `level` or above it, that a row of `level` hangs below.
  std::uint32_t climb(std::uint32_t level, std::uint32_t row, std::uint32_t target) const;
  /// A truth at the operand's own level or above the given one.
  Truth truth(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;
  std::uint8_t result(std::uint32_t reg, std::uint32_t level, std::uint32_t row) const;
  /// The whole-list row that a row of a Cross level stands for; of another level, its own.
  std::uint32_t element(std::uint32_t level, std::uint32_t row) const;
  /// The row, of its judgement's level, that a row of an `attested` is about; 0 for the document.
  std::uint32_t judged_row(const program::Instruction& attested, std::uint32_t row) const;
};

}  // namespace precept
